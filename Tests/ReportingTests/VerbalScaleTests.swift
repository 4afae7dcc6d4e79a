import Foundation
import Reporting
import Similarity
import Testing

struct VerbalScaleTests {
  static let table: [(value: Double, word: String)] = [
    (1, "no"), (1.99, "no"), (2, "no"), (2.01, "weak"), (10, "weak"), (10.1, "moderate"),
    (99, "moderate"), (101, "moderately strong"), (999, "moderately strong"), (1001, "strong"),
    (9_999, "strong"), (1e7, "strong"),
  ]

  @Test(arguments: table)
  func wordsAgainstTheTableOfTheMethod(value: Double, word: String) {
    #expect(label(value, value, value).support.word == word)
    #expect(label(1 / value, 1 / value, 1 / value).support.word == word)
  }

  @Test func theWordComesFromTheEndNearerToOne() {
    #expect(label(50, 3, 400) == VerbalLabel(ratio(3, 3, 3)))
    #expect(label(0.01, 0.001, 0.2).support == .weak)
    #expect(label(0.01, 0.001, 0.2).direction == .unrelated)
    #expect(label(50, 0.9, 400).direction == .neither)
    #expect(label(50, 1, 400).support == .none)
  }

  @Test func theIntervalIsClippedBeforeTheWordIsTaken() {
    let beyond = ratio(500, 200, 900, cap: (0.1, 19))
    #expect(VerbalLabel(beyond).support == .moderate)
    let below = ratio(1e-4, 1e-5, 1e-3, cap: (0.25, 19))
    #expect(VerbalLabel(below).support == .weak)
  }

  @Test func aValueOutsideItsIntervalCannotStrengthenTheWord() {
    #expect(label(3, 40, 60).support == .weak)
    #expect(label(0.8, 40, 60).direction == .neither)
  }

  private func label(_ value: Double, _ low: Double, _ high: Double) -> VerbalLabel {
    VerbalLabel(ratio(value, low, high))
  }

  private func ratio(
    _ value: Double, _ low: Double, _ high: Double, cap: (low: Double, high: Double) = (1e-9, 1e9)
  ) -> LikelihoodRatio {
    Fixtures.ratio(value, low, high, cap: cap, lineages: (30, 10))
  }
}
