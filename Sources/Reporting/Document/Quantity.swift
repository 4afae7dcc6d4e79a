import Foundation

/// A number as printed, with the place it stands in the findings.
package struct Quantity: Equatable, Sendable {
  package var text: String
  package var path: FindingPath

  package init(_ text: String, at path: FindingPath) {
    self.text = text
    self.path = path
  }
}

extension Quantity {
  static func count(_ value: Int, at path: FindingPath) -> Quantity {
    Quantity(Rounding.count(value), at: path)
  }

  /// Two decimals: a similarity, an excess, a slope, a cost.
  static func decimal(_ value: Double, at path: FindingPath) -> Quantity {
    Quantity(Rounding.fixed(value, places: 2), at: path)
  }

  /// A value in 0...1 with three decimals and no leading zero.
  static func fraction(_ value: Double, at path: FindingPath) -> Quantity {
    Quantity(Rounding.fraction(value), at: path)
  }

  static func percent(_ value: Double, at path: FindingPath) -> Quantity {
    Quantity(Rounding.percent(value), at: path)
  }

  static func p(_ value: Double, at path: FindingPath) -> Quantity {
    Quantity(Rounding.p(value), at: path)
  }

  /// How many times more or less probable, always 1 or larger.
  static func times(log10: Double, at path: FindingPath) -> Quantity {
    Quantity(Rounding.times(log10: log10), at: path)
  }

  /// A likelihood ratio, written `1/x` below 1.
  static func ratio(log10: Double, at path: FindingPath) -> Quantity {
    Quantity(Rounding.ratio(log10: log10), at: path)
  }
}

extension Prose {
  /// `1 lineage`, `2 lineages`: for nouns with a plural in s.
  static func counted(_ value: Int, _ noun: String, at path: FindingPath) -> Prose {
    "\(.count(value, at: path)) \(Rounding.plural(noun, value))"
  }
}

/// How numbers are rounded for print.
package enum Rounding {
  package static func fixed(_ value: Double, places: Int) -> String {
    let text = String(format: "%.\(places)f", abs(value))
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return value < 0 && !isZero ? "\u{2212}" + text : text
  }

  /// Two significant digits of a positive number, thousands separated.
  package static func twoDigits(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    let exponent = Int(floor(log10(value) + 1e-12))
    let unit = pow(10, Double(exponent - 1))
    let rounded = (value / unit).rounded() * unit
    guard rounded < 10 else { return count(Int(rounded.rounded())) }
    return fixed(rounded, places: max(0, 1 - Int(floor(log10(rounded) + 1e-12))))
  }

  package static func fraction(_ value: Double) -> String {
    withoutLeadingZero(fixed(value, places: 3))
  }

  package static func p(_ value: Double) -> String {
    value >= 1 ? "1" : withoutLeadingZero(twoDigits(value))
  }

  package static func percent(_ value: Double) -> String {
    let percent = 100 * value
    let isPlain = percent == 0 || (percent >= 10 && percent < 99.5) || percent >= 100
    return fixed(percent, places: isPlain ? 0 : 1) + "\u{202F}%"
  }

  package static func times(log10 value: Double) -> String { twoDigits(pow(10, abs(value))) }

  package static func ratio(log10 value: Double) -> String {
    let times = times(log10: value)
    return value < 0 && times != "1.0" ? "1/" + times : times
  }

  package static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
      String(digits.dropLast(digits.count - end).suffix(3))
    }
    return (value < 0 ? "\u{2212}" : "") + groups.reversed().joined(separator: ",")
  }

  static func plural(_ noun: String, _ count: Int) -> String { count == 1 ? noun : noun + "s" }

  private static func withoutLeadingZero(_ text: String) -> String {
    text.hasPrefix("0.") ? String(text.dropFirst()) : text
  }
}
