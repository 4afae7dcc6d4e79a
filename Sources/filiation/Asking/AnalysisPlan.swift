package import Endpoints
package import Evidence
package import Foundation
package import Probing
import Similarity

/// What is fixed before the first question: the content of `plan.json`.
///
/// How fast and up to which budget is asked is not part of it, so that a run can be continued with
/// more of either.
package struct AnalysisPlan: Codable, Hashable, Sendable {
  package struct PlannedProbes: Codable, Hashable, Sendable {
    package var id: String
    /// SHA-256 of the set's file, a copy of which lies in the study folder.
    package var digest: Digest256
    package var sampling: Sampling
    /// When it is asked as a repeated block; absent for a set of the study.
    package var moment: BlockMoment?
    /// From which controls its probes were chosen, by which criterion; absent when they were not.
    package var selection: ProbeSet.Selection?
  }

  /// What the report's words depend on.
  package struct Thresholds: Codable, Hashable, Sendable {
    /// Rank p at or below which a suspect stands apart, shared among the sources.
    package var rankP = 0.05
    /// The ratio above which a model counts as accused.
    package var ratio = 10.0
    /// Lineages without which no ratio is given.
    package var unrelatedLineages = Minimum.unrelatedForRatio
    package var derivedLineages = Minimum.derivedForRatio
    /// Bootstrap replicates behind every interval.
    package var replicates = AssessmentRun.replicates

    enum CodingKeys: String, CodingKey {
      case rankP = "rank_p"
      case ratio
      case unrelatedLineages = "unrelated_lineages"
      case derivedLineages = "derived_lineages"
      case replicates
    }
  }

  package var schemaVersion = 2
  package var study: String
  package var participants: [Participant]
  package var probeSets: [PlannedProbes]
  package var embedder: PlannedEmbedder
  /// By id, the default selection spelt out; absent in plans of the first schema.
  package var metrics: [String]?
  package var seed: UInt64
  /// Absent in plans of the first schema.
  package var thresholds: Thresholds? = Thresholds()
  package var stoppingRule = "every question is asked until it is answered"
  /// What a change of an endpoint does; absent when no block is repeated.
  package var onDrift: DriftResponse?
  package var notes: [String]

  enum CodingKeys: String, CodingKey {
    case study, participants, embedder, metrics, seed, thresholds, notes
    case onDrift = "on_drift"
    case schemaVersion = "schema_version"
    case probeSets = "probe_sets"
    case stoppingRule = "stopping_rule"
  }

  package init(_ study: Study, sets: [PlannedSet]) {
    self.study = study.name
    participants = study.subjects.map(Participant.init)
    probeSets = sets.map {
      PlannedProbes(
        id: $0.id, digest: $0.digest, sampling: $0.sampling, moment: $0.moment,
        selection: $0.selection)
    }
    onDrift = sets.contains { $0.moment != nil } ? study.identity.onDrift : nil
    embedder = PlannedEmbedder(study.embedder)
    metrics = study.metrics ?? BuiltInMetrics.all.map(\.descriptor.id)
    seed = study.seed
    notes = study.notes
  }

  /// The ids of the metrics; plans of the first schema did not spell the default selection out.
  var selectedMetrics: [String] { metrics ?? BuiltInMetrics.all.map(\.descriptor.id) }

  /// The bytes to lock: equal plans give equal bytes.
  package var bytes: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + Data("\n".utf8)
    } catch {
      preconditionFailure("a plan holds only what JSON can: \(error)")
    }
  }

  /// Reads the plan of a study folder.
  package static func read(in folder: StudyFolder) throws -> AnalysisPlan {
    try AnalysisPlan(try LockedPlan.read(in: folder).bytes, from: folder.plan.path)
  }

  /// - Parameter path: where the bytes come from, for messages.
  package init(_ bytes: Data, from path: String) throws(CommandFailure) {
    do {
      self = try JSONDecoder().decode(AnalysisPlan.self, from: bytes)
    } catch {
      throw CommandFailure(
        .badData, "\(path) is not a plan of this program: restore it from a copy")
    }
  }
}

/// What turns responses into vectors, as the plan fixes it: `"built-in"`, or the settings that
/// decide what it answers.
package enum PlannedEmbedder: Codable, Hashable, Sendable {
  case builtIn
  case recorded(kind: String, settings: [String: JSON])

  package init(_ choice: EmbedderChoice?) {
    guard let choice else {
      self = .builtIn
      return
    }
    let kind = choice.spec.kind
    guard case .object(let raw) = choice.spec.raw, case .object? = raw[kind] else {
      self = .recorded(kind: kind, settings: Participant.decisive(choice.spec.raw))
      return
    }
    self = .recorded(kind: kind, settings: Participant.decisive(raw[kind]!))
  }

  /// What the study calls it.
  package var name: String {
    switch self {
    case .builtIn: "built-in"
    case .recorded(let kind, let settings):
      if case .string(let model)? = settings["model"] {
        "\(model) (\(kind))"
      } else if case .string(let path)? = settings[kind] {
        "\(URL(fileURLWithPath: path).lastPathComponent) (\(kind))"
      } else {
        kind
      }
    }
  }

  package init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self), name == "built-in" {
      self = .builtIn
      return
    }
    let settings = try [String: JSON](from: decoder)
    guard case .string(let kind)? = settings["kind"] else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "an embedder needs a kind"))
    }
    self = .recorded(kind: kind, settings: settings.filter { $0.key != "kind" })
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .builtIn:
      var container = encoder.singleValueContainer()
      try container.encode("built-in")
    case .recorded(let kind, let settings):
      try settings.merging(["kind": .string(kind)]) { $1 }.encode(to: encoder)
    }
  }
}

/// A subject as the plan fixes it.
package struct Participant: Codable, Hashable, Sendable {
  package var id: String
  package var role: Subject.Role
  package var maker: String
  package var family: String
  package var lineage: String
  package var generation: String?
  package var base: String?
  package var inCohort: Bool
  package var isControl: Bool
  package var relation: ControlRelation?
  package var from: String?
  /// Provider, model and whatever else decides what the model is asked.
  package var endpoint: [String: JSON]

  enum CodingKeys: String, CodingKey {
    case id, role, maker, family, lineage, generation, base, relation, from, endpoint
    case inCohort = "in_cohort"
    case isControl = "is_control"
  }

  package init(_ entry: StudySubject) {
    let subject = entry.subject
    id = subject.id
    role = subject.role ?? .control
    maker = subject.maker
    family = subject.family
    lineage = subject.lineage
    generation = subject.generation
    base = subject.baseFamily
    inCohort = subject.inCohort
    isControl = entry.isControl
    relation = entry.relation
    from = entry.from
    endpoint = Self.decisive(entry.endpoint.spec.raw)
  }

  package var subject: Subject {
    Subject(
      id: id, role: role, maker: maker, family: family, lineage: lineage, generation: generation,
      baseFamily: base, rootMakers: base.map { [$0] } ?? [], inCohort: inCohort)
  }

  /// Whether a model is asked, rather than a record.
  package var isLive: Bool { endpoint["provider"] != .string("panel") }

  /// Settings that only say how fast, with which key and how patiently to ask.
  private static let operational = Set(
    Limits.settingNames + ["key_env", "headers", "timeout"])

  static func decisive(_ raw: JSON) -> [String: JSON] {
    guard case .object(let settings) = raw else { return [:] }
    return settings.filter { !operational.contains($0.key) }.mapValues(\.withoutHome)
  }
}

extension JSON {
  /// The same with `~` for the home folder: whose machine it was is nobody's business.
  fileprivate var withoutHome: JSON {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
    guard home.count > 1 else { return self }
    return switch self {
    case .string(let text): .string(text.replacing(home, with: "~"))
    case .array(let items): .array(items.map(\.withoutHome))
    case .object(let fields): .object(fields.mapValues(\.withoutHome))
    default: self
    }
  }
}
