/// Rows of marks above one axis: every control is seen, and the suspect among them.
struct DotPlot {
  /// A row: its words stand above its marks.
  struct Lane {
    var title: Prose
    var marks: [Mark]
    /// Words beside the first mark, for the suspect.
    var callout: Prose?
  }

  var lanes: [Lane]
  var axisLabel: Prose
  /// A value marked by a broken line through all lanes.
  var guide: Double?

  private static let left = 16.0
  private static let right = 704.0
  private static let titleHeight = 24.0

  func drawing() -> Drawing {
    let values = lanes.flatMap(\.marks).map(\.value) + (guide.map { [$0] } ?? [])
    let scale = Scale.fitting(values, including: 0, range: Self.left...Self.right)
    let rows = lanes.map { Row($0, scale) }
    let bottom = 8 + rows.map { $0.height + Self.titleHeight }.reduce(0, +)
    var drawing = Drawing(height: bottom + 50)
    drawing.axis(scale, ticks: scale.labelledTicks(), label: axisLabel, top: bottom, bottom: bottom)
    var y = 8.0
    for row in rows {
      drawUprights(in: &drawing, scale, top: y + Self.titleHeight, height: row.height)
      row.draw(in: &drawing, top: y, titleHeight: Self.titleHeight)
      y += row.height + Self.titleHeight
    }
    return drawing
  }

  /// Beside the marks of one lane, so that no line runs through its words.
  private func drawUprights(
    in drawing: inout Drawing, _ scale: Scale, top: Double, height: Double
  ) {
    func upright(_ value: Double, _ ink: Ink, width: Double, dash: String? = nil) {
      let x = scale(value)
      drawing.line(
        from: Point(x: x, y: top), to: Point(x: x, y: top + height), ink: ink, width: width,
        dash: dash)
    }
    for tick in scale.ticks() { upright(tick, .grid, width: 1) }
    upright(0, .muted, width: 1.2)
    if let guide { upright(guide, .suspect, width: 1.2, dash: "5 4") }
  }
}

/// A lane with its marks placed.
private struct Row {
  var lane: DotPlot.Lane
  var positions: [Double]
  var radii: [Double]
  var swarm: Swarm

  init(_ lane: DotPlot.Lane, _ scale: Scale) {
    self.lane = lane
    let radius = lane.marks.count > 150 ? 3.0 : lane.marks.count > 60 ? 3.8 : 4.6
    positions = lane.marks.map { scale($0.value) }
    radii = lane.marks.map { $0.shape == .suspect ? 8 : radius }
    swarm = Swarm(positions: positions, radii: radii)
  }

  var height: Double { 2 * (swarm.reach + (radii.max() ?? 5)) + 10 }

  func draw(in drawing: inout Drawing, top: Double, titleHeight: Double) {
    drawing.text(
      lane.title, at: Point(x: 16, y: top + 15), size: 13, isBold: true)
    let middle = top + titleHeight + height / 2 - 3
    for index in lane.marks.indices.reversed() {
      drawing.mark(
        lane.marks[index], at: Point(x: positions[index], y: middle + swarm.offsets[index]),
        radius: radii[index])
    }
    drawCallout(in: &drawing, middle: middle)
  }

  private func drawCallout(in drawing: inout Drawing, middle: Double) {
    guard let callout = lane.callout, let x = positions.first else { return }
    let isRight = x > 360
    drawing.text(
      callout, at: Point(x: isRight ? x - 14 : x + 14, y: middle + 4.5),
      anchor: isRight ? .end : .start, ink: .suspect, isBold: true)
  }
}
