import Similarity

/// The propositions in words, for a named pair or in general.
struct Hypotheses {
  var suspect: Prose
  var source: Prose

  init(_ pair: PairFinding) {
    suspect = .shortName(pair.suspect)
    source = .shortName(pair.source)
  }

  /// For a report about no pair in particular.
  init() {
    suspect = "the suspect"
    source = "the source"
  }

  /// H1 as a clause.
  var trainedOnOutputs: Prose { "the training data of \(suspect) included outputs of \(source)" }

  var full: Prose {
    """
    The training data of \(suspect) included outputs of \(source), or of a model trained on the \
    outputs of \(source), in an amount that changed its behaviour.
    """
  }

  func clause(_ hypothesis: Alternative.Hypothesis) -> Prose {
    switch hypothesis {
    case .sharedPublicData: "the two were trained independently on shared public data"
    case .commonBaseWeights: "the two have base weights in common"
    case .commonThirdTeacher: "both learned from a third model"
    case .reverseDirection: "\(source) learned from outputs of \(suspect)"
    case .wrapper: "\(suspect) is a wrapper or router around \(source)"
    case .sharedVendorOrBenchmarkTuning:
      "the two share a data vendor or were tuned to the same benchmarks"
    }
  }
}

extension Alternative.Hypothesis {
  /// A noun phrase, with the code.
  var name: Prose {
    switch self {
    case .sharedPublicData: "shared public data (H2a)"
    case .commonBaseWeights: "common base weights (H2b)"
    case .commonThirdTeacher: "a common third teacher (H2c)"
    case .reverseDirection: "the reverse direction (H2d)"
    case .wrapper: "a wrapper or router (H2e)"
    case .sharedVendorOrBenchmarkTuning: "a shared data vendor or benchmark tuning (H2f)"
    }
  }

  /// Whether it makes the two related in another way, rather than unrelated.
  var isAnotherRelation: Bool {
    switch self {
    case .commonBaseWeights, .commonThirdTeacher, .reverseDirection, .wrapper: true
    case .sharedPublicData, .sharedVendorOrBenchmarkTuning: false
    }
  }
}

extension Headline {
  /// The explanations the ratio was computed against: what `unrelated` means in this study.
  var unrelatedAlternatives: [Alternative.Hypothesis] {
    let tested = alternatives.filter { $0.isTested && !$0.hypothesis.isAnotherRelation }
    return tested.isEmpty ? [.sharedPublicData] : tested.map(\.hypothesis)
  }

  /// What these findings do not tell from training on outputs: every other relation, because none
  /// has a ratio of its own here, and every alternative that was not tested.
  var unseparated: [Alternative.Hypothesis] {
    let tested = Set(unrelatedAlternatives)
    return Alternative.Hypothesis.allCases.filter { !tested.contains($0) }
  }

  /// H2x as a clause.
  func unrelatedClause(_ hypotheses: Hypotheses) -> Prose {
    let clauses = unrelatedAlternatives.map {
      hypotheses.clause($0) + " (\($0.rawValue))"
    }
    let joined = clauses.list(last: "or")
    return clauses.count > 1 ? "\(joined), whichever explains them better" : joined
  }
}
