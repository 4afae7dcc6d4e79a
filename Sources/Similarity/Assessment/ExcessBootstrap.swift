import Probing

/// The excess of the headlines' pairs under the draws of the two-way bootstrap.
struct ExcessBootstrap: Sendable {
  let assessment: Assessment
  /// The rows of the headlines.
  let rows: [Assessment.Row]

  /// One series for each row, empty without replicates.
  func replicates() async -> [ExcessReplicates] {
    guard !rows.isEmpty else { return [] }
    let values = await assessment.resampling { excesses($0) }
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
