/// What studies of several sizes can conclude, and how many requests they take.
package struct SizeTable: Sendable {
  package var questionsPerSubject: Int
  /// Suspect and sources.
  package var examined: Int

  package init(questionsPerSubject: Int, examined: Int) {
    self.questionsPerSubject = questionsPerSubject
    self.examined = examined
  }

  /// Sizes at which something becomes possible.
  private static let sizes: [(unrelated: Int, derived: Int)] = [
    (0, 0), (Minimum.unrelatedForRatio, 0),
    (Minimum.unrelatedForRatio, Minimum.derivedForRatio), (Minimum.unrelatedForRankP, 0),
    (Minimum.unrelatedForLargeRatio, Minimum.derivedForRatio),
  ]

  package var text: String {
    let rows: [[String]] = Self.sizes.map { size in
      let subjects = examined + size.unrelated + size.derived
      return [
        String(size.unrelated), String(size.derived), (subjects * questionsPerSubject).grouped,
        Self.conclusion(size.unrelated, size.derived),
      ]
    }
    return table(
      [["unrelated", "derived", "requests", "a study with so many control lineages can report"]]
        + rows, rightAligned: [0, 1, 2])
  }

  private static func conclusion(_ unrelated: Int, _ derived: Int) -> String {
    guard unrelated > 0 else { return "description only, no conclusion about descent" }
    let rank = "rank p down to \((1 / Double(1 + unrelated)).rounded(toPlaces: 3))"
    guard derived >= Minimum.derivedForRatio else { return rank }
    let cap = unrelated < Minimum.unrelatedForLargeRatio ? 10 : unrelated
    return rank + ", likelihood ratio up to about \(cap)"
  }
}
