import Foundation
import Reporting
import Testing

struct RoundingTests {
  static let twoDigits: [(Double, String)] = [
    (0, "0"), (0.05, "0.050"), (0.0996, "0.10"), (0.996, "1.0"), (1, "1.0"), (1.44, "1.4"),
    (9.94, "9.9"), (9.96, "10"), (19.4, "19"), (99.4, "99"), (99.6, "100"), (143, "140"),
    (1234, "1,200"), (9_960, "10,000"), (1_234_567, "1,200,000"),
  ]

  @Test(arguments: twoDigits)
  func twoSignificantDigitsAgainstByHand(value: Double, text: String) {
    #expect(Rounding.twoDigits(value) == text)
  }

  @Test func countsAtTheEndsOfTheirRange() {
    #expect(Rounding.count(.min) == "\u{2212}9,223,372,036,854,775,808")
    #expect(Rounding.count(.max) == "9,223,372,036,854,775,807")
  }

  @Test func pValuesAgainstByHand() {
    let cases = [(4.0 / 26, ".15"), (1.0 / 26, ".038"), (0.005, ".0050"), (1.0, "1"), (0.5, ".50")]
    for (value, text) in cases { #expect(Rounding.p(value) == text) }
  }

  @Test func percentagesNeverRoundUpToAll() {
    let cases = [
      (0.0, "0"), (0.0035, "0.4"), (0.093, "9.3"), (0.5, "50"), (0.997, "99.7"), (1.0, "100"),
    ]
    for (value, text) in cases { #expect(Rounding.percent(value) == text + "\u{202F}%") }
  }

  @Test func ratiosBelowOneAreWrittenAsParts() {
    #expect(Rounding.ratio(log10: log10(0.05)) == "1/20")
    #expect(Rounding.ratio(log10: log10(31)) == "31")
    #expect(Rounding.ratio(log10: -0.001) == "1.0")
    #expect(Rounding.times(log10: log10(0.05)) == "20")
  }

  @Test func signsAndGroups() {
    #expect(Rounding.fixed(-0.004, places: 2) == "0.00")
    #expect(Rounding.fixed(-1.5, places: 2) == "\u{2212}1.50")
    #expect(Rounding.fraction(0.975) == ".975")
    #expect(Rounding.fraction(1) == "1.000")
    #expect(
      [0, 12, 999, 1000, 1_234_567].map(Rounding.count) == [
        "0", "12", "999", "1,000", "1,234,567",
      ])
  }
}
