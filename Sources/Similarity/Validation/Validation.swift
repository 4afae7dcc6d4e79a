/// How well the instrument works on models of known relation: the content of `validation.json`.
///
/// A plain value: the validity report is rendered from it alone. Numbers are finite; what could not be
/// measured is absent.
public struct Validation: Codable, Sendable, Equatable {
  public static let currentSchemaVersion = 1

  public var schemaVersion: Int
  public var tool: ToolRecord
  public var data: ValidationData
  /// What the figures hold for.
  public var conditions: ValidityConditions
  /// Ways of scoring, the first of which is that of the ratios in reports.
  public var methods: [Validity.Method]
  /// AUC of the rule "the source is of the maker with most students".
  public var sourceOnlyAUC: Double?
  public var errorRates: [ErrorRate]
  public var power: [PowerRow]
  /// Absent where no pair was measured in both directions.
  public var direction: DirectionCount?
  /// The same by kind of population, rule and share; empty for a panel.
  public var directions: [DirectionRow]
  /// Of the ratios as stated; absent without both classes.
  public var curves: Validity.Curves?
  public var relations: [RelationSeparation]
  public var traps: [Trap]
  public var learning: [LearningCurve]
  public var groups: [CalibrationGroup]
  /// Unrelated pairs that scored highest, and derived ones that scored lowest, the worst first.
  public var falsePositives: [NamedUnit]
  public var falseNegatives: [NamedUnit]
  public var transfer: Transfer?
  public var matrix: [MatrixRow]
  /// What the reader must know, such as what was changed after figures had been seen.
  public var notes: [String]

  public init(
    tool: ToolRecord, data: ValidationData, conditions: ValidityConditions,
    methods: [Validity.Method] = [], sourceOnlyAUC: Double? = nil,
    errorRates: [ErrorRate] = [], power: [PowerRow] = [], direction: DirectionCount? = nil,
    directions: [DirectionRow] = [],
    curves: Validity.Curves? = nil, relations: [RelationSeparation] = [], traps: [Trap] = [],
    learning: [LearningCurve] = [], groups: [CalibrationGroup] = [],
    falsePositives: [NamedUnit] = [], falseNegatives: [NamedUnit] = [], transfer: Transfer? = nil,
    matrix: [MatrixRow] = [], notes: [String] = []
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.data = data
    self.conditions = conditions
    self.methods = methods
    self.sourceOnlyAUC = sourceOnlyAUC
    self.errorRates = errorRates
    self.power = power
    self.direction = direction
    self.directions = directions
    self.curves = curves
    self.relations = relations
    self.traps = traps
    self.learning = learning
    self.groups = groups
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.transfer = transfer
    self.matrix = matrix
    self.notes = notes
  }

  enum CodingKeys: String, CodingKey {
    case tool, data, conditions, methods, power, direction, directions, curves, relations, traps,
      learning
    case groups, transfer, matrix, notes
    case schemaVersion = "schema_version"
    case sourceOnlyAUC = "source_only_auc"
    case errorRates = "error_rates"
    case falsePositives = "false_positives"
    case falseNegatives = "false_negatives"
  }
}

/// What was measured on.
public struct ValidationData: Codable, Sendable, Equatable {
  public enum Kind: String, Codable, Sendable { case panel, lab }

  public var kind: Kind
  public var name: String
  public var subjects: Int
  public var probes: Int
  public var samples: Int
  public var derivedSuspects: Int
  public var derivedLineages: Int
  public var unrelatedUnits: Int
  public var unrelatedLineages: Int
  /// Independently trained populations; absent for a panel.
  public var populations: Int?
  public var seed: UInt64?

  public init(
    kind: Kind, name: String, subjects: Int, probes: Int, samples: Int, derivedSuspects: Int,
    derivedLineages: Int, unrelatedUnits: Int, unrelatedLineages: Int, populations: Int? = nil,
    seed: UInt64? = nil
  ) {
    self.kind = kind
    self.name = name
    self.subjects = subjects
    self.probes = probes
    self.samples = samples
    self.derivedSuspects = derivedSuspects
    self.derivedLineages = derivedLineages
    self.unrelatedUnits = unrelatedUnits
    self.unrelatedLineages = unrelatedLineages
    self.populations = populations
    self.seed = seed
  }

  enum CodingKeys: String, CodingKey {
    case kind, name, subjects, probes, samples, populations, seed
    case derivedSuspects = "derived_suspects"
    case derivedLineages = "derived_lineages"
    case unrelatedUnits = "unrelated_units"
    case unrelatedLineages = "unrelated_lineages"
  }
}

/// One suspect with one maker of sources, by name.
public struct NamedUnit: Codable, Sendable, Equatable {
  public var suspect: String
  public var source: String
  /// What the pair is labelled as.
  public var kind: String
  public var excess: Double
  public var log10LR: Double?
  public var rankP: RankP?

  public init(
    suspect: String, source: String, kind: String, excess: Double, log10LR: Double? = nil,
    rankP: RankP? = nil
  ) {
    self.suspect = suspect
    self.source = source
    self.kind = kind
    self.excess = excess
    self.log10LR = log10LR
    self.rankP = rankP
  }

  enum CodingKeys: String, CodingKey {
    case suspect, source, kind, excess
    case log10LR = "log10_lr"
    case rankP = "rank_p"
  }
}
