import Similarity

/// Tippett plot: for every likelihood ratio, the share of derived and of unrelated units whose
/// ratio is at least as large.
struct TippettPlot {
  var derived: [Double]
  var unrelated: [Double]

  private static let plot = (left: 64.0, right: 700.0, top: 40.0, bottom: 300.0)

  func drawing() -> Drawing {
    let values = derived + unrelated
    let reach = max(1.2, values.map(abs).max() ?? 1) * 1.08
    let x = Scale(domain: -reach...reach, range: Self.plot.left...Self.plot.right)
    let y = Scale(domain: 0...1, range: -Self.plot.bottom...(-Self.plot.top))
    var drawing = Drawing(height: Self.plot.bottom + 50)
    let decades = Int(reach.rounded(.down))
    drawing.axis(
      x, ticks: RatioAxis.ticks(in: -decades...decades), label: "likelihood ratio (log axis)",
      top: Self.plot.top, bottom: Self.plot.bottom)
    drawShares(in: &drawing, y)
    drawing.line(
      from: Point(x: x(0), y: Self.plot.top), to: Point(x: x(0), y: Self.plot.bottom),
      ink: .muted, width: 1.2)
    drawing.path(steps(unrelated, x, y), ink: .unrelated, width: 2, dash: "6 4")
    drawing.path(steps(derived, x, y), ink: .derived, width: 2.4)
    drawKey(in: &drawing)
    return drawing
  }

  private func drawShares(in drawing: inout Drawing, _ y: Scale) {
    for share in [0, 0.25, 0.5, 0.75, 1] {
      let height = -y(share)
      drawing.line(
        from: Point(x: Self.plot.left, y: height), to: Point(x: Self.plot.right, y: height),
        ink: .grid)
      drawing.text(
        "\(Rounding.percent(share))", at: Point(x: Self.plot.left - 8, y: height + 4),
        anchor: .end, ink: .muted, size: 12)
    }
  }

  private func drawKey(in drawing: inout Drawing) {
    let y = Self.plot.top - 22
    drawing.line(
      from: Point(x: 64, y: y), to: Point(x: 100, y: y), ink: .derived, width: 2.4)
    drawing.text(
      "derived, n = \(Rounding.count(derived.count))", at: Point(x: 108, y: y + 4.5), isBold: true)
    drawing.line(
      from: Point(x: 280, y: y), to: Point(x: 316, y: y), ink: .unrelated, width: 2, dash: "6 4")
    drawing.text(
      "unrelated, n = \(Rounding.count(unrelated.count))", at: Point(x: 324, y: y + 4.5),
      isBold: true)
  }

  /// The falling staircase of the share at or above each value.
  private func steps(_ values: [Double], _ x: Scale, _ y: Scale) -> [Point] {
    let sorted = values.sorted()
    let count = Double(sorted.count)
    var points = [Point(x: x.range.lowerBound, y: -y(1))]
    for (index, value) in sorted.enumerated() {
      points.append(Point(x: x(value), y: -y(1 - Double(index) / count)))
      points.append(Point(x: x(value), y: -y(1 - Double(index + 1) / count)))
    }
    points.append(Point(x: x.range.upperBound, y: -y(0)))
    return points
  }
}
