/// How well pairs trained on outputs are told from pairs related otherwise.
public struct RelationSeparation: Codable, Sendable, Equatable {
  /// The other relation, in words.
  public var relation: String
  public var derived: Int
  public var related: Int
  /// Chance that a derived pair has the larger excess; .5 is no separation, below it the others have.
  public var auc: Validity.Estimate
  /// Of the related pairs, how many are named as what they are.
  public var named: Int?

  public init(
    relation: String, derived: Int, related: Int, auc: Validity.Estimate, named: Int? = nil
  ) {
    self.relation = relation
    self.derived = derived
    self.related = related
    self.auc = auc
    self.named = named
  }
}

/// A way in which a comparison may go wrong by its own design, and what was observed.
public struct Trap: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case sourceIdentity = "source-identity"
    case omittedFamily = "omitted-family"
    case teacherAbsent = "teacher-absent"
    case unequalCompany = "unequal-company"
  }

  public var kind: Kind
  /// What was counted or measured, in words.
  public var measure: String
  public var observed: Double
  /// Of how many, for a count.
  public var of: Int?
  /// What chance or fairness would give.
  public var expected: Double?
  /// p of what was observed by chance: one-sided for a count, two-sided for an AUC.
  public var tail: Double?
  public var sprung: Bool

  public init(
    kind: Kind, measure: String, observed: Double, of: Int? = nil, expected: Double? = nil,
    tail: Double? = nil, sprung: Bool
  ) {
    self.kind = kind
    self.measure = measure
    self.observed = observed
    self.of = of
    self.expected = expected
    self.tail = tail
    self.sprung = sprung
  }
}

extension Trap {
  /// Whether what was observed decides: a count without a rate expected of it is description.
  var isJudged: Bool { of == nil || tail != nil }
}

/// How figures change with the amount of data.
public struct LearningCurve: Codable, Sendable, Equatable {
  public enum Axis: String, Codable, Sendable { case probes, samples, lineages }

  public struct Point: Codable, Sendable, Equatable {
    public var size: Int
    /// Random subsets of this size that were drawn.
    public var draws: Int
    /// Mean over the draws, with the smallest and the largest.
    public var auc: Validity.Estimate?
    public var sourceFixed: Validity.Estimate?
    public var cllr: Validity.Estimate?
    public var truePositiveRate5: Validity.Estimate?

    public init(
      size: Int, draws: Int, auc: Validity.Estimate? = nil, sourceFixed: Validity.Estimate? = nil,
      cllr: Validity.Estimate? = nil, truePositiveRate5: Validity.Estimate? = nil
    ) {
      self.size = size
      self.draws = draws
      self.auc = auc
      self.sourceFixed = sourceFixed
      self.cllr = cllr
      self.truePositiveRate5 = truePositiveRate5
    }

    enum CodingKeys: String, CodingKey {
      case size, draws, auc, cllr
      case sourceFixed = "source_fixed"
      case truePositiveRate5 = "tpr_at_5"
    }
  }

  public var axis: Axis
  /// A metric's id, or `fused`.
  public var metric: String
  /// Whether the excess is ranked; otherwise length-adjusted similarity.
  public var isNormalised: Bool
  public var points: [Point]

  public init(axis: Axis, metric: String, isNormalised: Bool, points: [Point]) {
    self.axis = axis
    self.metric = metric
    self.isNormalised = isNormalised
    self.points = points
  }

  enum CodingKeys: String, CodingKey {
    case axis, metric, points
    case isNormalised = "is_normalised"
  }
}

/// Calibration among suspects that are alike in one respect.
public struct CalibrationGroup: Codable, Sendable, Equatable {
  /// What they are grouped by, and which group.
  public var property: String
  public var group: String
  public var derived: Int
  public var unrelated: Int
  public var auc: Double?
  public var cllr: Double?
  public var cllrMin: Double?
  /// Mean log10 LR of each class.
  public var meanDerived: Double?
  public var meanUnrelated: Double?
  /// Unrelated units with rank p of at most .05, of those that could have it.
  public var flagged: Int
  public var flaggable: Int

  public init(
    property: String, group: String, derived: Int, unrelated: Int, auc: Double? = nil,
    cllr: Double? = nil, cllrMin: Double? = nil, meanDerived: Double? = nil,
    meanUnrelated: Double? = nil, flagged: Int, flaggable: Int
  ) {
    self.property = property
    self.group = group
    self.derived = derived
    self.unrelated = unrelated
    self.auc = auc
    self.cllr = cllr
    self.cllrMin = cllrMin
    self.meanDerived = meanDerived
    self.meanUnrelated = meanUnrelated
    self.flagged = flagged
    self.flaggable = flaggable
  }

  enum CodingKeys: String, CodingKey {
    case property, group, derived, unrelated, auc, cllr, flagged, flaggable
    case cllrMin = "cllr_min"
    case meanDerived = "mean_derived"
    case meanUnrelated = "mean_unrelated"
  }
}

/// What the calibration of another panel costs here. Descriptive: other probes, other models.
public struct Transfer: Codable, Sendable, Equatable {
  /// Where the calibration was made.
  public var origin: String
  public var units: Int
  public var cllr: Double?
  public var cllrMin: Double?
  /// Why it could not be applied.
  public var reason: ReasonCode?

  public init(
    origin: String, units: Int, cllr: Double? = nil, cllrMin: Double? = nil,
    reason: ReasonCode? = nil
  ) {
    self.origin = origin
    self.units = units
    self.cllr = cllr
    self.cllrMin = cllrMin
    self.reason = reason
  }

  enum CodingKeys: String, CodingKey {
    case origin, units, cllr, reason
    case cllrMin = "cllr_min"
  }
}

/// One line of the validation matrix (Meuwly, Ramos and Haraksim 2017).
public struct MatrixRow: Codable, Sendable, Equatable {
  public var characteristic: String
  public var metric: String
  public var criterion: String
  public var data: String
  public var result: String
  /// The figure behind the result; absent where it could not be measured.
  public var value: Double?
  /// Whether the criterion is met; never by what could not be measured.
  public var passed: Bool

  public init(
    characteristic: String, metric: String, criterion: String, data: String, result: String,
    value: Double? = nil, passed: Bool
  ) {
    self.characteristic = characteristic
    self.metric = metric
    self.criterion = criterion
    self.data = data
    self.result = result
    self.value = value
    self.passed = passed
  }
}
