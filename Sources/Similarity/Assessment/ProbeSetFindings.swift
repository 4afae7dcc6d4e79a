import Probing
import Statistics

/// A comparison on every probe set by itself.
struct ProbeSetFindings {
  let assessment: Assessment
  let row: Assessment.Row

  func findings() -> [ProbeSetFinding] {
    let sets = assessment.request.probeSets
    return sets.map { set in
      let probes = assessment.table.probes.indices.filter {
        sets.count == 1 || assessment.table.probes[$0].id.hasPrefix(set.id + "/")
      }
      return finding(set.id, probes)
    }
  }

  private func finding(_ set: String, _ probes: [Int]) -> ProbeSetFinding {
    var weights = [Float](repeating: 0, count: assessment.table.probeCount)
    for probe in probes { weights[probe] = 1 }
    let measured = assessment.fused.map { ($0, $0.evidence.similarities(under: [weights])[0]) }
      .filter { $0.1[row.suspect, row.source] != nil }
    var finding = ProbeSetFinding(
      set: set, probes: probes.count, metrics: measured.map(\.0.descriptor.id))
    guard !measured.isEmpty else {
      finding.notMeasurable = .noMetric
      return finding
    }
    let length = assessment.metrics.length?.similarities(under: [weights])[0]
    score(&finding, measured, length)
    return finding
  }

  private func score(
    _ finding: inout ProbeSetFinding, _ measured: [(MetricTable.Entry, SimilarityMatrix)],
    _ length: SimilarityMatrix?
  ) {
    let means = measured.map { entry, similarity in
      UnitMeans(
        similarity: similarity, length: MetricTable.usesLength(entry.descriptor) ? length : nil,
        plan: assessment.plan)
    }
    let replicate = Replicate(
      table: assessment.table, plan: assessment.plan, metrics: means,
      lineageWeights: assessment.unitLineageWeights)
    let fold = replicate.fold(leavingOut: assessment.table.lineage[row.suspect])
    finding.excess = fold.excess(
      row.suspect, row.source, on: assessment.plan.items[row.item].company)
    guard finding.excess != nil else {
      let families = assessment.plan.items[row.item].company.count
      finding.notMeasurable = families < Cohort.fewestFamilies ? .cohortTooSmall : .degenerate
      return
    }
    finding.rankP = RankTest.rank(row.item, source: row.source, in: fold)
  }
}
