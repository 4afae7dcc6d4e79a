import Panels
import Similarity
import Statistics

/// `Benchmarks bootstrap PANEL`: what the two-way bootstrap of 2,000 replicates adds to an assessment by the
/// fused metrics: the cost with replicates, and without.
enum BootstrapCost {
  static func measure(_ folder: String) async throws {
    let panel = try await Panel.read([folder])
    for replicates in [2_000, 0] {
      let request = AssessmentRequest(
        study: StudyRecord(name: panel.name, mode: .retrospective),
        tool: ToolRecord(version: "", blas: BLAS.configuration, seed: 1, replicates: replicates),
        transcript: panel.transcript, calibration: panel.calibration, scored: panel.labels,
        metrics: BuiltInMetrics.all.filter { BuiltInMetrics.fused.contains($0.descriptor.id) })
      let (cost, _) = await Cost.of { await Assessment.findings(for: request) }
      print("replicates \(replicates): \(cost.processor) s of CPU, \(cost.wall) s of wall time")
    }
  }
}
