import Foundation

/// A linear map from values to drawing units.
package struct Scale {
  package var domain: ClosedRange<Double>
  package var range: ClosedRange<Double>

  package init(domain: ClosedRange<Double>, range: ClosedRange<Double>) {
    self.domain = domain
    self.range = range
  }

  package func callAsFunction(_ value: Double) -> Double {
    let share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  /// Covers the values and `including`, with a margin of a twentieth at each side.
  package static func fitting(
    _ values: [Double], including fixed: Double, range: ClosedRange<Double>
  ) -> Scale {
    let low = min(values.min() ?? fixed, fixed)
    let high = max(values.max() ?? fixed, fixed)
    let margin = max((high - low) / 20, 0.25)
    return Scale(domain: (low - margin)...(high + margin), range: range)
  }

  /// Round values within the domain, about `count` of them.
  package func ticks(about count: Int = 8) -> [Double] {
    let rough = (domain.upperBound - domain.lowerBound) / Double(count)
    let unit = pow(10, floor(log10(rough)))
    let step = unit * ([1, 2, 5, 10].first { $0 * unit >= rough } ?? 10)
    let first = Int((domain.lowerBound / step).rounded(.up))
    let last = Int((domain.upperBound / step).rounded(.down))
    return first > last ? [] : (first...last).map { Double($0) * step }
  }
}

extension Drawing {
  /// A horizontal axis with a light rule through the plot at each tick.
  mutating func axis(
    _ scale: Scale, ticks: [(value: Double, text: String)], label: Prose, top: Double,
    bottom: Double
  ) {
    for tick in ticks {
      let x = scale(tick.value)
      line(from: Point(x: x, y: top), to: Point(x: x, y: bottom + 5), ink: .grid)
      text(
        "\(tick.text)", at: Point(x: x, y: bottom + 20), anchor: .middle, ink: .muted, size: 12)
    }
    line(
      from: Point(x: scale.range.lowerBound, y: bottom),
      to: Point(x: scale.range.upperBound, y: bottom), ink: .muted)
    let middle = (scale.range.lowerBound + scale.range.upperBound) / 2
    text(label, at: Point(x: middle, y: bottom + 40), anchor: .middle, ink: .muted, size: 12.5)
  }
}

extension Scale {
  /// Ticks labelled with as many decimals as their step needs.
  package func labelledTicks() -> [(value: Double, text: String)] {
    let values = ticks()
    let step = values.count > 1 ? values[1] - values[0] : 1
    let places = step >= 1 ? 0 : Int((-log10(step)).rounded(.up))
    return values.map { ($0, Rounding.fixed($0, places: places)) }
  }
}
