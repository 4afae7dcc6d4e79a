import Similarity

/// A heat map of shared wrong answers with its tree, row for row.
struct OverlapPlot {
  var overlap: ErrorOverlap
  var path: FindingPath
  /// Words before a name: `suspect`, `source`, `student of it`.
  var roles: [String: String]

  private static let left = 214.0
  private static let top = 60.0
  private static let treeWidth = 190.0
  private static let right = 704.0

  private var count: Int { overlap.subjects.count }
  private var rowHeight: Double { count > 24 ? 14 : 19 }
  private var cellWidth: Double {
    (Self.right - Self.treeWidth - 24 - Self.left) / Double(count)
  }
  private var bottom: Double { Self.top + Double(count) * rowHeight }
  private var matrixRight: Double { Self.left + Double(count) * cellWidth }

  func drawing() -> Drawing {
    var drawing = Drawing(height: bottom + 46)
    key(in: &drawing)
    rows(in: &drawing)
    cells(in: &drawing)
    tree(in: &drawing)
    return drawing
  }

  private func middle(_ row: Double) -> Double { Self.top + (row + 0.5) * rowHeight }

  /// The scale of grey, above the map.
  private func key(in drawing: inout Drawing) {
    drawing.text(
      "share of same wrong answers:", at: Point(x: 16, y: 20), ink: .muted, size: 12)
    for (index, share) in [0.0, 0.25, 0.5, 0.75, 1].enumerated() {
      let x = Self.left + Double(index) * 56
      drawing.cell(x: x, y: 8, width: 24, height: 15, share: share)
      drawing.text(
        "\(Rounding.percent(share))", at: Point(x: x + 28, y: 20), ink: .muted, size: 11)
    }
    drawing.text(
      "n = \(Rounding.count(count)) subjects", at: Point(x: matrixRight + 22, y: 20), ink: .muted,
      size: 12)
  }

  private func rows(in drawing: inout Drawing) {
    let size = count > 24 ? 10.5 : 12.0
    for (row, subject) in overlap.subjects.enumerated() {
      let role = roles[subject].map { "\($0): " } ?? ""
      drawing.text(
        "\(Rounding.count(row + 1))", at: Point(x: 22, y: middle(Double(row)) + 4), anchor: .end,
        ink: .muted, size: size)
      drawing.text(
        "\(role)\(Self.label(subject, after: role))",
        at: Point(x: 28, y: middle(Double(row)) + 4),
        ink: role.isEmpty ? .text : .suspect, size: size, isBold: !role.isEmpty)
      guard count <= 24 || (row + 1).isMultiple(of: 5) else { continue }
      drawing.text(
        "\(Rounding.count(row + 1))",
        at: Point(x: Self.left + (Double(row) + 0.5) * cellWidth, y: Self.top - 6),
        anchor: .middle, ink: .muted, size: 10.5)
    }
  }

  /// The name cut in the middle to the width that is left for it.
  private static func label(_ name: String, after role: String) -> Prose {
    let room = 29 - role.count
    guard name.count > room else { return .name(name) }
    return .name("\(name.prefix(room - 9))…\(name.suffix(8))")
  }

  private func cells(in drawing: inout Drawing) {
    for row in 0..<count {
      for column in 0..<count where column != row {
        let (a, b) = (max(row, column), min(row, column))
        drawing.cell(
          x: Self.left + Double(column) * cellWidth, y: Self.top + Double(row) * rowHeight,
          width: cellWidth - 0.8, height: rowHeight - 0.8, share: overlap.shares[a][b],
          finding: path / "shares" / a / b)
      }
    }
  }

  // MARK: Tree

  /// The end of the tree's axis: a tenth at or above the largest share of any join.
  private var nearest: Double {
    let largest = overlap.merges.map(\.share).max() ?? 1
    return min(1, max(0.1, (largest * 10).rounded(.up) / 10))
  }

  /// From the rows at its left to the root at its right, a join as far right as its groups differ.
  private func tree(in drawing: inout Drawing) {
    let scale = Scale(domain: (1 - nearest)...1, range: (matrixRight + 12)...(Self.right - 2))
    for tick in [1 - nearest, 1 - nearest / 2, 1] {
      drawing.line(
        from: Point(x: scale(tick), y: Self.top), to: Point(x: scale(tick), y: bottom + 4),
        ink: .grid)
      drawing.text(
        "\(Rounding.percent(1 - tick))", at: Point(x: scale(tick), y: bottom + 18),
        anchor: tick == 1 ? .end : .middle,
        ink: .muted, size: 11)
    }
    drawing.text(
      "mean share between groups", at: Point(x: (matrixRight + Self.right) / 2, y: bottom + 36),
      anchor: .middle, ink: .muted, size: 11.5)
    var places = (0..<count).map { (x: scale(1 - nearest), y: middle(Double($0))) }
    for merge in overlap.merges {
      let (one, other) = (places[merge.first], places[merge.second])
      let x = scale(1 - merge.share)
      drawing.path(
        [
          Point(x: one.x, y: one.y), Point(x: x, y: one.y), Point(x: x, y: other.y),
          Point(x: other.x, y: other.y),
        ],
        ink: .text, width: merge.support >= 0.95 ? 2.4 : 1)
      places.append((x: x, y: (one.y + other.y) / 2))
    }
  }
}
