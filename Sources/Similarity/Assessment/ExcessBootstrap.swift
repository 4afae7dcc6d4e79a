import Probing

/// The excess of the headlines' pairs under the draws of the two-way bootstrap.
struct ExcessBootstrap: Sendable {
  let assessment: Assessment
  /// The rows of the headlines.
  let rows: [Assessment.Row]

  private static let batch = 20

  /// One series for each row.
  func replicates() async -> [ExcessReplicates] {
    let count = assessment.request.tool.replicates
    guard count > 0, !rows.isEmpty, !assessment.fused.isEmpty else {
      return rows.map { _ in ExcessReplicates([]) }
    }
    let bootstrap = TwoWayBootstrap(
      seed: assessment.request.tool.seed, replicates: count,
      probes: assessment.table.probes.map(\.id), lineages: assessment.table.lineages,
      resampled: Set(assessment.plan.calibrationLineages))
    let batches = (count + Self.batch - 1) / Self.batch
    let values = await concurrentMap(chunks: batches, over: count) { range in
      assessment.replicates(range, bootstrap).map(excesses)
    }.flatMap { $0 }
    return rows.indices.map { row in ExcessReplicates(values.map { $0[row] }) }
  }

  private func excesses(_ replicate: Replicate) -> [Double?] {
    var folds: [Int: Fold] = [:]
    return rows.map { row in
      let lineage = assessment.table.lineage[row.suspect]
      let fold = folds[lineage] ?? replicate.fold(leavingOut: lineage)
      folds[lineage] = fold
      return fold.excess(
        row.suspect, row.source, on: assessment.plan.items[row.item].company)
    }
  }
}
