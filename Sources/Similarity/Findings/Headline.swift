/// The comparison a study was made for, with the controls it stands among.
public struct Headline: Codable, Sendable, Equatable {
  /// One control scored against a source, in the same company as the suspect.
  public struct Control: Codable, Sendable, Equatable {
    public enum Relation: String, Codable, Sendable {
      case unrelated, derived
      /// A known student of another maker, placed without its teacher.
      case taught
    }

    public var subject: String
    public var lineage: String
    public var relation: Relation
    /// The source the control was scored against: its own for derived controls, else the tested
    /// one.
    public var source: String
    public var excess: Double
    /// Its excess by metric, in the same company.
    public var metrics: [MetricScore]?

    public init(
      subject: String, lineage: String, relation: Relation, source: String, excess: Double,
      metrics: [MetricScore]? = nil
    ) {
      self.subject = subject
      self.lineage = lineage
      self.relation = relation
      self.source = source
      self.excess = excess
      self.metrics = metrics
    }
  }

  public var pair: PairFinding
  /// The rank p with the other primary tests of the study accounted for; absent where too few
  /// lineages make .05 unattainable.
  public var adjustedP: HolmP?
  /// The relation that explains the likeness better than training on outputs, where one does.
  public var namedRelation: Alternative.Hypothesis?
  public var direction: Direction?
  public var screening: Screening?
  public var sensitivity: Sensitivity?
  public var design: Design?
  public var probeTable: ProbeTable?
  public var controls: [Control]
  public var unrelatedLineages: Int
  public var derivedLineages: Int
  /// One-sided 95 % upper bound on the share of unrelated lineages that would score as high.
  public var falsePositiveBound: Double?
  public var alternatives: [Alternative]
  /// The suspect's and the source's responses as two clouds; absent without embeddings.
  public var overlap: ResponseOverlap?
  public var nuisance: Nuisance?
  /// The shared errors that weigh most.
  public var tellingProbes: [TellingProbe]
  /// How many of the source's errors the suspect shares; absent without items on which one can err.
  public var sharedErrors: SharedErrorCount?
  /// The free-text probes that stand out most, for the places that shared errors leave.
  public var tellingTexts: [TellingText]?
  /// The comparison on every probe set by itself.
  public var bySet: [ProbeSetFinding]?
  /// The source's errors, and which of them unrelated lineages and the suspect made; absent without
  /// questions that have a wrong answer.
  public var sourceErrors: SourceErrors?
  /// The excess under every draw of the bootstrap, to compare with other findings.
  public var excessReplicates: ExcessReplicates?

  public init(
    pair: PairFinding, controls: [Control], unrelatedLineages: Int, derivedLineages: Int,
    falsePositiveBound: Double?, alternatives: [Alternative], overlap: ResponseOverlap? = nil,
    nuisance: Nuisance? = nil, tellingProbes: [TellingProbe],
    adjustedP: HolmP? = nil, namedRelation: Alternative.Hypothesis? = nil,
    direction: Direction? = nil, screening: Screening? = nil, sensitivity: Sensitivity? = nil,
    design: Design? = nil, probeTable: ProbeTable? = nil, sharedErrors: SharedErrorCount? = nil,
    tellingTexts: [TellingText]? = nil, bySet: [ProbeSetFinding]? = nil,
    sourceErrors: SourceErrors? = nil, excessReplicates: ExcessReplicates? = nil
  ) {
    self.pair = pair
    self.controls = controls
    self.unrelatedLineages = unrelatedLineages
    self.derivedLineages = derivedLineages
    self.falsePositiveBound = falsePositiveBound
    self.alternatives = alternatives
    self.overlap = overlap
    self.nuisance = nuisance
    self.tellingProbes = tellingProbes
    self.adjustedP = adjustedP
    self.namedRelation = namedRelation
    self.direction = direction
    self.screening = screening
    self.sensitivity = sensitivity
    self.design = design
    self.probeTable = probeTable
    self.sharedErrors = sharedErrors
    self.tellingTexts = tellingTexts
    self.bySet = bySet
    self.sourceErrors = sourceErrors
    self.excessReplicates = excessReplicates
  }

  enum CodingKeys: String, CodingKey {
    case pair, controls, alternatives, overlap, nuisance
    case direction, screening, sensitivity, design
    case adjustedP = "adjusted_p"
    case namedRelation = "named_relation"
    case probeTable = "probe_table"
    case sharedErrors = "shared_errors"
    case tellingTexts = "telling_texts"
    case bySet = "by_set"
    case unrelatedLineages = "unrelated_lineages"
    case derivedLineages = "derived_lineages"
    case falsePositiveBound = "false_positive_bound"
    case tellingProbes = "telling_probes"
    case sourceErrors = "source_errors"
    case excessReplicates = "excess_replicates"
  }
}

/// One probe side by side: what suspect, source and the unrelated controls answered.
public struct TellingProbe: Codable, Sendable, Equatable {
  public var probe: String
  public var prompt: String
  public var suspectAnswer: String
  public var sourceAnswer: String
  /// Share of unrelated controls that gave the source's answer, 0...1.
  public var shareAmongUnrelated: Double
  /// Contribution to the metric, in natural-log units; positive speaks for relatedness.
  public var contribution: Double
  /// What the unrelated controls answered, the most frequent first; all of them.
  public var unrelatedAnswers: [AnswerCount]?
  /// The correct answer, where there is a key.
  public var key: String?

  public init(
    probe: String, prompt: String, suspectAnswer: String, sourceAnswer: String,
    shareAmongUnrelated: Double, contribution: Double, unrelatedAnswers: [AnswerCount]? = nil,
    key: String? = nil
  ) {
    self.probe = probe
    self.prompt = prompt
    self.suspectAnswer = suspectAnswer
    self.sourceAnswer = sourceAnswer
    self.shareAmongUnrelated = shareAmongUnrelated
    self.contribution = contribution
    self.unrelatedAnswers = unrelatedAnswers
    self.key = key
  }

  enum CodingKeys: String, CodingKey {
    case probe, prompt, contribution, key
    case suspectAnswer = "suspect_answer"
    case sourceAnswer = "source_answer"
    case shareAmongUnrelated = "share_among_unrelated"
    case unrelatedAnswers = "unrelated_answers"
  }
}
