package import Evidence
package import Foundation
package import Similarity

/// What later checkpoints are compared with: the content of a committed `baseline.json`.
///
/// It carries the digest of its own content, so that an edit by hand is found; only
/// `--update-baseline` makes another. That shows a slip, not a forger, who can compute a digest too.
package struct Baseline: Codable, Hashable, Sendable {
  /// One error of a source, and who makes it.
  package struct SourceError: Codable, Hashable, Sendable {
    package struct Key: Hashable, Sendable {
      var probe: String
      var sample: Int
      var answer: String

      init(_ item: SourceErrors.Item) {
        (probe, sample, answer) = (item.probe, item.sample, item.answer)
      }
    }

    package var probe: String
    package var sample: Int
    /// What the source answered.
    package var answer: String
    /// Share of the unrelated lineages that make it.
    package var share: Double
    /// Whether the suspect did.
    package var agreed: Bool

    var key: Key { Key(item) }
    var reference: SourceErrorRise.Reference {
      SourceErrorRise.Reference(before: agreed, share: share)
    }
    fileprivate var item: SourceErrors.Item {
      SourceErrors.Item(
        probe: probe, sample: sample, answer: answer, share: share, agrees: agreed)
    }
  }

  /// What was found for the suspect and one source.
  package struct Comparison: Codable, Hashable, Sendable {
    package var source: String
    package var excess: Double?
    package var rankP: Double?
    package var lineages: Int?
    package var log10LR: Double?
    /// Of the excess of unrelated controls, one value for each lineage, by percentile.
    package var controlPercentiles: [String: Double]
    /// What one more unrelated lineage, in making the source's errors, exceeds the others by with a
    /// chance of at most 1 in 20 (``Similarity/SourceErrors/limit``).
    package var errorLimit: Double?
    /// Those the suspect answered.
    package var sourceErrors: [SourceError]

    enum CodingKeys: String, CodingKey {
      case source, excess, lineages
      case rankP = "rank_p"
      case log10LR = "log10_lr"
      case controlPercentiles = "control_percentiles"
      case errorLimit = "error_limit"
      case sourceErrors = "source_errors"
    }

    /// Those of each probe, in the random order in which the gate looks at them.
    func errorsInOrder(seed: UInt64) -> [[SourceError]] {
      SourceErrors.order(sourceErrors.map(\.item), seed: seed, source: source)
        .map { $0.compactMap(SourceError.init) }
    }
  }

  package static let currentSchemaVersion = 1

  package var schemaVersion = Self.currentSchemaVersion
  package var tool: String
  package var gates: [GateDeclaration]
  /// Whether the suspect's model may go by another name at every checkpoint.
  package var suspectModelMayChange: Bool
  /// Subjects with their models, probe sets with their digests, metrics and seed.
  package var plan: AnalysisPlan
  /// The names that sources and controls answered under, by subject.
  package var modelsReturned: [String: [String]]
  package var sources: [Comparison]

  enum CodingKeys: String, CodingKey {
    case tool, gates, plan, sources
    case schemaVersion = "schema_version"
    case suspectModelMayChange = "suspect_model_may_change"
    case modelsReturned = "models_returned"
  }
}

extension Baseline {
  /// What the findings of a study come to.
  init(_ study: Study, _ plan: AnalysisPlan, _ findings: Findings) {
    tool = toolVersion
    gates = study.check.gates
    suspectModelMayChange = study.check.suspectModelMayChange
    self.plan = plan
    modelsReturned = Dictionary(
      findings.subjects.map { ($0.id, $0.modelsReturned) }, uniquingKeysWith: { first, _ in first })
    sources = findings.headlines.map(Comparison.init)
  }
}

extension Baseline.SourceError {
  /// `nil` when the suspect did not answer.
  package init?(_ item: SourceErrors.Item) {
    guard let agreed = item.agrees else { return nil }
    self.init(
      probe: item.probe, sample: item.sample, answer: item.answer, share: item.share,
      agreed: agreed)
  }
}

extension Baseline.Comparison {
  fileprivate init(_ headline: Headline) {
    source = headline.pair.source
    excess = headline.pair.excess
    rankP = headline.pair.rankP?.value
    lineages = headline.pair.rankP?.lineages
    log10LR = headline.pair.ratio?.log10
    controlPercentiles = Self.percentiles(headline)
    errorLimit = headline.sourceErrors?.limit
    sourceErrors = (headline.sourceErrors?.items ?? []).compactMap(Baseline.SourceError.init)
  }

  /// Of one value for each unrelated lineage, its largest: the smallest value that at least so many
  /// per cent of the lineages do not exceed.
  private static func percentiles(_ headline: Headline) -> [String: Double] {
    let unrelated = headline.controls.filter { $0.relation == .unrelated }
    let largest = Dictionary(grouping: unrelated, by: \.lineage)
      .compactMap { $1.map(\.excess).max() }.sorted()
    guard !largest.isEmpty else { return [:] }
    let shares = [("50", 0.5), ("90", 0.9), ("95", 0.95), ("100", 1.0)]
    return Dictionary(
      uniqueKeysWithValues: shares.map { name, share in
        let place = Int((share * Double(largest.count)).rounded(.up))
        return (name, largest[max(1, place) - 1])
      })
  }
}

extension Baseline {
  /// The file: the baseline with the digest of itself.
  private struct Sealed: Codable {
    var baseline: Baseline
    var digest: Digest256
  }

  /// SHA-256 of the content as JSON with sorted keys.
  package var digest: Digest256 { Digest256(of: Self.encoded(self, pretty: false)) }

  package var bytes: Data {
    Self.encoded(Sealed(baseline: self, digest: digest), pretty: true) + Data("\n".utf8)
  }

  private static func encoded(_ value: some Encodable, pretty: Bool) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      return try encoder.encode(value)
    } catch {
      preconditionFailure("a baseline holds only what JSON can: \(error)")
    }
  }

  /// Whether a file may be replaced by a baseline: only another one, be it edited, or none.
  static func mayReplace(_ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path) else { return true }
    let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    return object?["baseline"] != nil
  }

  /// Reads a baseline and checks that it is as it was written.
  package static func read(_ path: String) throws(CommandFailure) -> Baseline {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        .inputMissing,
        "no baseline at \(path); '--update-baseline' writes one from the checkpoint checked")
    }
    guard let sealed = try? JSONDecoder().decode(Sealed.self, from: data) else {
      throw CommandFailure(
        .badData,
        "\(path) is not a baseline of this program; restore it from version control, or write it "
          + "anew with '--update-baseline'")
    }
    let baseline = sealed.baseline
    guard baseline.digest == sealed.digest else {
      throw CommandFailure(
        .badData,
        "\(path) was edited: its content does not have the digest it carries; restore it from "
          + "version control. Only '--update-baseline' changes a baseline")
    }
    guard baseline.isSound else {
      throw CommandFailure(
        .badData,
        "\(path) holds what this program does not write (another schema, a share that is none, an "
          + "error twice); write it anew with '--update-baseline'")
    }
    return baseline
  }

  /// Whether its numbers are ones that a gate can compare with.
  private var isSound: Bool {
    schemaVersion == Self.currentSchemaVersion
      && sources.allSatisfy { comparison in
        let errors = comparison.sourceErrors
        return Set(errors.map(\.key)).count == errors.count
          && errors.allSatisfy { (0...1).contains($0.share) }
          && comparison.errorLimit.map { (0...1).contains($0) } ?? true
      }
  }
}
