import Foundation
import Similarity

/// One likelihood ratio on its log axis: value, interval, and the limit the controls set.
struct RatioPlot {
  var ratio: LikelihoodRatio
  var path: FindingPath
  var name: String
  /// Whether the bands of the verbal scale are drawn.
  var hasBands: Bool

  private static let top = 34.0
  private static let bottom = 128.0

  func drawing() -> Drawing {
    let scale = Scale(domain: -3.3...3.3, range: 16...704)
    var drawing = Drawing(height: Self.bottom + 50)
    if hasBands { drawBands(in: &drawing, scale) }
    drawing.axis(
      scale, ticks: RatioAxis.ticks(in: -3...3),
      label: "likelihood ratio (log axis): left speaks for unrelated, right for related",
      top: hasBands ? Self.bottom : Self.top, bottom: Self.bottom)
    drawing.line(
      from: Point(x: scale(0), y: Self.top), to: Point(x: scale(0), y: Self.bottom), ink: .muted,
      width: 1.2)
    drawLimits(in: &drawing, scale)
    drawValue(in: &drawing, scale)
    return drawing
  }

  private func drawBands(in drawing: inout Drawing, _ scale: Scale) {
    let words = ["none", "weak", "moderate", "mod. strong", "strong"]
    let borders = Support.allCases.map { log10($0.above) } + [3.3]
    for side in [-1.0, 1.0] {
      for (index, word) in words.enumerated() {
        let ends = [scale(side * borders[index]), scale(side * borders[index + 1])].sorted()
        if !index.isMultiple(of: 2) {
          drawing.band(
            x: ends[0], y: Self.top, width: ends[1] - ends[0], height: Self.bottom - Self.top)
        }
        guard ends[1] - ends[0] > 50 else { continue }
        drawing.text(
          "\(word)", at: Point(x: (ends[0] + ends[1]) / 2, y: Self.top - 8), anchor: .middle,
          ink: .muted, size: 12)
      }
    }
    drawing.text(
      "none", at: Point(x: scale(0), y: Self.top - 8), anchor: .middle, ink: .muted, size: 12)
  }

  private func drawLimits(in drawing: inout Drawing, _ scale: Scale) {
    let limits = [(ratio.capLow, "cap_low"), (ratio.capHigh, "cap_high")]
    for (value, key) in limits {
      let x = scale(min(max(value, -3.3), 3.3))
      drawing.line(
        from: Point(x: x, y: Self.top), to: Point(x: x, y: Self.bottom), ink: .text, width: 1.6,
        dash: "2 3")
      drawing.text(
        "limit \(.ratio(log10: value, at: path / key))",
        at: Point(x: x + (value < 0 ? -6 : 6), y: Self.bottom - 8),
        anchor: value < 0 ? .end : .start, ink: .text, size: 12)
    }
  }

  private func drawValue(in drawing: inout Drawing, _ scale: Scale) {
    let y = (Self.top + Self.bottom) / 2 + 2
    let ends = [ratio.low, ratio.high].map { scale(min(max($0, -3.3), 3.3)) }
    drawing.line(
      from: Point(x: ends[0], y: y), to: Point(x: ends[1], y: y), ink: .suspect, width: 3)
    for end in ends {
      drawing.line(
        from: Point(x: end, y: y - 6), to: Point(x: end, y: y + 6), ink: .suspect, width: 2)
    }
    let quantity = Quantity.ratio(log10: ratio.log10, at: path / "log10")
    let x = scale(min(max(ratio.log10, -3.3), 3.3))
    drawing.mark(
      Mark(value: ratio.log10, shape: .suspect, name: name, quantity: quantity),
      at: Point(x: x, y: y), radius: 8)
    drawing.text(
      "this pair: \(quantity)", at: Point(x: x, y: y - 16), anchor: .middle, ink: .suspect,
      isBold: true)
  }
}

/// Labels of a log10 likelihood-ratio axis.
enum RatioAxis {
  static func ticks(in decades: ClosedRange<Int>) -> [(value: Double, text: String)] {
    decades.map { (Double($0), Rounding.ratio(log10: Double($0))) }.map {
      ($0.0, $0.0 == 0 ? "1" : $0.1)
    }
  }
}
