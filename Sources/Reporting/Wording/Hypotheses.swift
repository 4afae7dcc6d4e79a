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

  /// How controls that speak to it are declared in a study.
  var controls: Prose {
    switch self {
    case .sharedPublicData: "controls declared \(code: "unrelated")"
    case .commonBaseWeights: "controls declared \(code: "same-base")"
    case .commonThirdTeacher: "controls declared \(code: "sibling")"
    case .reverseDirection: "derived controls, whose pairs are turned round"
    case .wrapper: "controls declared \(code: "wrapper")"
    case .sharedVendorOrBenchmarkTuning: "controls declared \(code: "shared-vendor")"
    }
  }
}

extension Headline {
  /// The explanations the ratio was computed against: what `unrelated` means in this study. Tuning to
  /// the same benchmarks is among them only where it has a ratio of its own.
  var unrelatedAlternatives: [Alternative.Hypothesis] {
    [.sharedPublicData]
      + alternatives.filter {
        $0.ratio != nil && $0.hypothesis == .sharedVendorOrBenchmarkTuning
      }.map(\.hypothesis)
  }

  /// What these findings do not tell from training on outputs: every alternative that was not tested,
  /// every relation that its own controls do not set apart, and always a common third teacher.
  var unseparated: [Alternative.Hypothesis] {
    let apart = Set(unrelatedAlternatives + alternatives.filter(isSetApart).map(\.hypothesis))
    return Alternative.Hypothesis.allCases.filter { !apart.contains($0) }
  }

  private func isSetApart(_ alternative: Alternative) -> Bool {
    switch alternative.hypothesis {
    case .commonThirdTeacher: false
    case .reverseDirection: direction?.standing == .suspectLearned
    default: alternative.ratio.map { VerbalLabel($0).direction == .related } ?? false
    }
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
