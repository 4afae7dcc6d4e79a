/// The program and the machine arithmetic that made the findings.
public struct ToolRecord: Codable, Sendable, Equatable {
  public var version: String
  /// OpenBLAS version and the core type it chose.
  public var blas: String
  public var seed: UInt64
  /// Bootstrap replicates behind every interval.
  public var replicates: Int

  public init(version: String, blas: String, seed: UInt64, replicates: Int) {
    self.version = version
    self.blas = blas
    self.seed = seed
    self.replicates = replicates
  }
}

/// What was studied and under which rules.
public struct StudyRecord: Codable, Sendable, Equatable {
  public enum Mode: String, Codable, Sendable {
    /// The plan was locked before the first question.
    case locked
    /// The answers existed before the plan; a ratio carries no verbal label.
    case retrospective
    /// The plan was changed after answers were seen; description and rank p only.
    case exploratory
  }

  public var name: String
  public var mode: Mode
  public var planDigest: String?
  public var logDigest: String?
  /// What embedded the responses, when not the built-in embedder.
  public var embedder: String?
  /// SHA-256 of every file of an encoder on this machine, by name.
  public var embedderDigests: [String: String]?
  /// Facts the reader must know, such as what is planted in a demonstration, and deviations.
  public var notes: [String]
  /// What the log says of how the answers were recorded; absent for recorded panels.
  public var custody: CustodyRecord?
  /// What the plan fixed, in words; absent without a plan.
  public var plan: [PlanItem]?

  public init(
    name: String, mode: Mode, planDigest: String? = nil, logDigest: String? = nil,
    embedder: String? = nil, embedderDigests: [String: String]? = nil, notes: [String] = [],
    custody: CustodyRecord? = nil, plan: [PlanItem]? = nil
  ) {
    self.name = name
    self.mode = mode
    self.planDigest = planDigest
    self.logDigest = logDigest
    self.embedder = embedder
    self.embedderDigests = embedderDigests
    self.notes = notes
    self.custody = custody
    self.plan = plan
  }

  enum CodingKeys: String, CodingKey {
    case name, mode
    case planDigest = "plan_digest"
    case logDigest = "log_digest"
    case embedderDigests = "embedder_digests"
    case embedder, notes, custody, plan
  }
}

/// One subject and what was recorded of it.
public struct SubjectRecord: Codable, Sendable, Equatable {
  public var id: String
  public var role: String
  public var maker: String
  public var family: String
  public var lineage: String
  public var inCohort: Bool
  public var responses: Int
  public var missing: Int
  public var refused: Int
  public var truncated: Int
  /// Mean length of a response in characters.
  public var meanCharacters: Double
  /// Share of keyed answers that are correct, 0...1; absent without keys.
  public var accuracy: Double?
  /// Model names the endpoint returned, in order of first appearance.
  public var modelsReturned: [String]
  /// Tokens that asking it used, prompts and responses together; absent where not recorded.
  public var tokens: Int?
  /// Where and when it was asked; absent for recorded panels.
  public var asked: AskedRecord?

  public init(
    id: String, role: String, maker: String, family: String, lineage: String, inCohort: Bool,
    responses: Int, missing: Int, refused: Int, truncated: Int, meanCharacters: Double,
    accuracy: Double?, modelsReturned: [String] = [], tokens: Int? = nil,
    asked: AskedRecord? = nil
  ) {
    self.id = id
    self.role = role
    self.maker = maker
    self.family = family
    self.lineage = lineage
    self.inCohort = inCohort
    self.responses = responses
    self.missing = missing
    self.refused = refused
    self.truncated = truncated
    self.meanCharacters = meanCharacters
    self.accuracy = accuracy
    self.modelsReturned = modelsReturned
    self.tokens = tokens
    self.asked = asked
  }

  enum CodingKeys: String, CodingKey {
    case id, role, maker, family, lineage, responses, missing, refused, truncated, accuracy, tokens
    case asked
    case inCohort = "in_cohort"
    case meanCharacters = "mean_characters"
    case modelsReturned = "models_returned"
  }
}

/// One probe set that was asked.
public struct ProbeSetRecord: Codable, Sendable, Equatable {
  public var id: String
  public var digest: String?
  public var probes: Int
  public var samples: Int

  public init(id: String, digest: String? = nil, probes: Int, samples: Int) {
    self.id = id
    self.digest = digest
    self.probes = probes
    self.samples = samples
  }
}

/// The reference families that every pair is normalised against.
public struct CohortRecord: Codable, Sendable, Equatable {
  public struct Family: Codable, Sendable, Equatable {
    public var name: String
    public var members: [String]

    public init(name: String, members: [String]) {
      self.name = name
      self.members = members
    }
  }

  public var families: [Family]
  /// Those of them that most subjects could not be measured against, and so are in no reference:
  /// their members answered nothing or, as sources, erred nowhere.
  public var unmeasured: [Family]
  /// Families beyond the largest number a cohort may have.
  public var omitted: [Family]

  public init(families: [Family], unmeasured: [Family] = [], omitted: [Family] = []) {
    self.families = families
    self.unmeasured = unmeasured
    self.omitted = omitted
  }
}
