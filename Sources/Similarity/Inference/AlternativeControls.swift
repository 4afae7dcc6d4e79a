import Probing

/// The units that stand for relations other than training on outputs, by the labels of the pairs that
/// were scored.
struct AlternativeControls: Sendable {
  /// Positions of items by hypothesis, none of which calibrates relatedness.
  private let items: [Alternative.Hypothesis: [Int]]

  init(_ labels: [PairLabel], _ table: AnswerTable, _ plan: ScoringPlan) {
    let index = Dictionary(
      table.subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var items: [Alternative.Hypothesis: [Int]] = [:]
    for label in labels {
      guard let hypothesis = label.relation.flatMap(Alternative.Hypothesis.init),
        let suspect = index[label.suspect], let source = index[label.source],
        let item = plan.item(UnitKey(suspect: suspect, maker: table.subjects[source].maker)),
        !plan.calibration.contains(item), items[hypothesis]?.contains(item) != true
      else { continue }
      items[hypothesis, default: []].append(item)
    }
    self.items = items
  }

  subscript(hypothesis: Alternative.Hypothesis) -> [Int] { items[hypothesis] ?? [] }
}

extension Alternative.Hypothesis {
  /// The alternative that pairs of a relation stand for, beside shared public data.
  init?(_ relation: PairLabel.Relation) {
    switch relation {
    case .sameBase: self = .commonBaseWeights
    case .siblings: self = .commonThirdTeacher
    case .wrapper: self = .wrapper
    case .sharedVendor: self = .sharedVendorOrBenchmarkTuning
    case .distilled, .independent, .sameOrganisation: return nil
    }
  }
}
