import Reporting
import Similarity

/// No endpoint answered the repeated block otherwise after the study than before it.
struct DriftGate: Gate {
  static let kind = "drift"
  static let settings: [GateSetting] = []
  static let isPerSource = false

  init(_ values: [String: Double]) {}

  func outcome(on evidence: GateEvidence) -> GateOutcome {
    let measured = (evidence.findings.identity ?? []).filter { $0.notMeasurable == nil }
    guard !measured.isEmpty else {
      return found(
        .inconclusive,
        "no endpoint answered the repeated block at both ends of asking, twice or more",
        on: evidence)
    }
    let drifted = measured.filter(\.hasDrifted)
    guard !drifted.isEmpty else {
      return found(
        .passed,
        "\(counted(measured.count, "endpoint")) answered the repeated block alike before and after",
        measured: 0, limit: 0, on: evidence)
    }
    return found(
      .failed,
      drifted.map { "\($0.subject): \(DriftReport.sentence($0))" }.joined(separator: "; "),
      measured: Double(drifted.count), limit: 0, on: evidence)
  }
}
