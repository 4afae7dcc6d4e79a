/// Curves over two linear axes, with a key above them.
struct CurvePlot {
  struct Curve {
    var name: Prose
    /// In values of the axes.
    var points: [Point]
    var ink: Ink
    var width = 2.0
    var dash: String?
  }

  struct Axis {
    var domain: ClosedRange<Double>
    var ticks: [(value: Double, text: String)]
    var label: Prose
  }

  var x: Axis
  var y: Axis
  var curves: [Curve]

  private static let plot = (left: 64.0, right: 700.0, top: 46.0, bottom: 300.0)

  func drawing() -> Drawing {
    let across = Scale(domain: x.domain, range: Self.plot.left...Self.plot.right)
    let down = Scale(domain: y.domain, range: -Self.plot.bottom...(-Self.plot.top))
    var drawing = Drawing(height: Self.plot.bottom + 50)
    drawing.axis(
      across, ticks: x.ticks, label: x.label, top: Self.plot.top, bottom: Self.plot.bottom)
    for tick in y.ticks {
      let height = -down(tick.value)
      drawing.line(
        from: Point(x: Self.plot.left, y: height), to: Point(x: Self.plot.right, y: height),
        ink: .grid)
      drawing.text(
        "\(tick.text)", at: Point(x: Self.plot.left - 8, y: height + 4), anchor: .end,
        ink: .muted, size: 12)
    }
    drawing.text(y.label, at: Point(x: 4, y: Self.plot.top - 12), ink: .muted, size: 12.5)
    for (index, curve) in curves.enumerated() { draw(curve, index, in: &drawing, across, down) }
    return drawing
  }

  private func draw(
    _ curve: Curve, _ index: Int, in drawing: inout Drawing, _ across: Scale, _ down: Scale
  ) {
    drawing.path(
      curve.points.map { Point(x: across($0.x), y: -down($0.y)) }, ink: curve.ink,
      width: curve.width, dash: curve.dash)
    let left = Self.plot.left + Double(index) * 212
    drawing.line(
      from: Point(x: left, y: 14), to: Point(x: left + 30, y: 14), ink: curve.ink,
      width: curve.width, dash: curve.dash)
    drawing.text(curve.name, at: Point(x: left + 38, y: 18.5), size: 12.5)
  }
}
