package import Similarity

/// A limit that a checkpoint is held to: it compares a finding with a number and says which was larger.
///
/// A gate decides nothing about descent, and its words never do.
package protocol Gate: Sendable {
  /// The name in study files.
  static var kind: String { get }
  /// The numbers it takes.
  static var settings: [GateSetting] { get }
  /// Whether it is applied to every source by itself.
  static var isPerSource: Bool { get }

  /// - Precondition: there is a value for each of the settings.
  init(_ values: [String: Double])
  func outcome(on evidence: GateEvidence) -> GateOutcome
}

/// A number that a gate takes.
package struct GateSetting: Sendable {
  package var name: String
  package var range: ClosedRange<Double>
  /// What it means, with an example, for the message when it is missing.
  package var meaning: String
}

/// A gate as the study file declares it and the baseline fixes it.
package struct GateDeclaration: Codable, Hashable, Sendable, CustomStringConvertible {
  package var gate: String
  /// The source it is for; `nil` is every one.
  package var source: String?
  package var values: [String: Double]

  package init(gate: String, source: String?, values: [String: Double]) {
    (self.gate, self.source, self.values) = (gate, source, values)
  }

  package var description: String {
    let numbers = values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return ([gate] + numbers + (source.map { ["for \($0)"] } ?? [])).joined(separator: " ")
  }
}

/// What a gate looks at.
package struct GateEvidence: Sendable {
  package var findings: Findings
  /// The headline of the source it is applied to; `nil` for a gate on the whole study.
  package var headline: Headline?
  package var baseline: Baseline

  /// What the baseline recorded of the same source.
  var earlier: Baseline.Comparison? {
    baseline.sources.first { $0.source == headline?.pair.source }
  }
}

/// What a gate found.
package struct GateOutcome: Codable, Hashable, Sendable {
  package enum Verdict: String, Codable, Sendable {
    case passed, failed, inconclusive
    /// Not looked at, because asking stopped before.
    case skipped
  }

  package var gate: String
  package var source: String?
  package var verdict: Verdict
  /// What was measured, and the limit it was compared with, as far as there are numbers.
  package var measured: Double?
  package var limit: Double?
  /// What was compared with what, as a sentence.
  package var message: String

  /// Such as `rare-errors/t`.
  var name: String { [gate, source].compactMap { $0 }.joined(separator: "/") }
}

extension Gate {
  func found(
    _ verdict: GateOutcome.Verdict, _ message: String, measured: Double? = nil,
    limit: Double? = nil, on evidence: GateEvidence
  ) -> GateOutcome {
    GateOutcome(
      gate: Self.kind, source: evidence.headline?.pair.source, verdict: verdict,
      measured: measured, limit: limit, message: message)
  }
}
