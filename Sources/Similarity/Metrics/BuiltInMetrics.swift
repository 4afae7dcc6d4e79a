/// Every metric there is. A new one is a file of its own and a line here.
public enum BuiltInMetrics {
  public static let all: [any Metric] = [
    RareAgreement(),
    BothWrong(),
    ChanceAdjustedAgreement(),
    ProbabilisticAgreement(),
    ErrorConsistency(),
    Omega(),
    GeneralizedBinomialTest(),
    KIndex(),
    GeneralizedTrinomialTest(),
    TermCosine("opening4", title: "Opening words", counting: .opening(words: 4)),
    TermCosine("opening12", title: "Opening twelve words", counting: .opening(words: 12)),
    TermCosine("closing", title: "Closing words", counting: .closing(tokens: 30)),
    TermCosine("line-start", title: "Line starts", counting: .lineStarts),
    TermCosine("char-ngram", title: "Character n-grams", counting: .characterNGrams(3...5)),
    TermCosine("word-ngram", title: "Word n-grams", counting: .wordNGrams(1...2)),
    RareNGram(),
    StringKernelDiscrepancy(),
    FormatSimilarity(),
    ResidualCosine(),
    MaximumMeanDiscrepancy(),
    FusedMeanDiscrepancy(),
    EnergyDistance(),
    CenteredKernelAlignment(),
    Procrustes(),
    MutualNeighbours(),
    DataKernelPerspective(),
    Coverage(),
    AnswerSimilarity.jensenShannon,
    AnswerSimilarity.totalVariation,
    AnswerSimilarity.nei,
    FirstTokens(),
    SelfNaming(),
  ]

  /// The metrics whose excess is fused into the headline; the others are description. Chosen on
  /// recorded panels before this program saw any study, and published: not an option.
  public static let fused: Set<String> = [
    "errors.rare-agreement", "lexical.opening4", "lexical.line-start",
  ]

  /// The metric with an id, or `nil`.
  public static func named(_ id: String) -> (any Metric)? {
    all.first { $0.descriptor.id == id }
  }
}
