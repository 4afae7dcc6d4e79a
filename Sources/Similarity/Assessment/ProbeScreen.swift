import Probing
import Statistics

/// Every probe by itself: is the suspect more alike to the source than unrelated lineages are?
///
/// The value of a subject on a probe is its similarity to the source less the mean of its similarities
/// to reference families; suspect and control are compared on the families that both can be measured
/// against on that probe.
struct ProbeScreen {
  let assessment: Assessment
  let row: Assessment.Row

  private static let batch = 32
  private static let longest = 10
  private static let level = 0.05

  fileprivate struct Test {
    let probe: Int
    let metric: String
    let rank: RankP
    /// How far the likeness to the source is above that to reference families.
    let margin: Double
  }

  /// What was found, the probes that stand out most first; `nil` where nothing can be compared.
  func screened() -> Screened? {
    let tests = assessment.fused.flatMap(tests)
    guard !tests.isEmpty else { return nil }
    let adjusted = ExploratoryP.adjusting(tests.map(\.rank))
    let order = tests.indices.sorted {
      (adjusted[$0].value, tests[$0].rank.value, -tests[$0].margin, $0) < (
        adjusted[$1].value, tests[$1].rank.value, -tests[$1].margin, $1
      )
    }
    let table = ProbeTable(
      tests: tests.count, standingOut: adjusted.count { $0.value <= Self.level },
      rows: order.prefix(Self.longest).map { index in
        ProbeTable.Row(
          probe: assessment.table.probes[tests[index].probe].id, metric: tests[index].metric,
          rankP: tests[index].rank, adjusted: adjusted[index])
      })
    return Screened(table: table, screen: self, tests: order.map { tests[$0] })
  }

  struct Screened {
    let table: ProbeTable
    fileprivate let screen: ProbeScreen
    /// The first that stands out, first.
    fileprivate let tests: [Test]

    /// The free-text probes that stand out most, each once.
    func texts(upTo limit: Int) -> [TellingText] {
      var seen: Set<Int> = []
      let table = screen.assessment.table
      return tests.filter {
        table.probes[$0.probe].kind == .freeText && seen.insert($0.probe).inserted
      }
      .prefix(limit).map {
        TellingFindings(assessment: screen.assessment, row: screen.row).text(
          $0.probe, metric: $0.metric, rank: $0.rank)
      }
    }
  }

  private func tests(_ entry: MetricTable.Entry) -> [Test] {
    let count = assessment.table.probeCount
    return stride(from: 0, to: count, by: Self.batch).flatMap { start -> [Test] in
      let probes = start..<min(count, start + Self.batch)
      return zip(probes, entry.evidence.similarities(onEachOf: probes, of: count)).compactMap {
        probe, matrix in
        rank(matrix).map {
          Test(probe: probe, metric: entry.descriptor.id, rank: $0, margin: margin(matrix))
        }
      }
    }
  }

  private func rank(_ matrix: SimilarityMatrix) -> RankP? {
    let plan = assessment.plan
    let tested = plan.items[row.item]
    guard let ours = matrix[row.suspect, row.source] else { return nil }
    let families = means(row.suspect, matrix)
    var exceeds: [Int: Bool] = [:]
    for index in plan.calibration {
      let item = plan.items[index]
      guard item.unit.isDerived == false, item.unit.maker == tested.unit.maker,
        item.unit.lineage != tested.unit.lineage, item.unit.suspect != row.source,
        let theirs = matrix[item.unit.suspect, row.source],
        let reference = references(
          families, means(item.unit.suspect, matrix), plan.common(row.item, index))
      else { continue }
      exceeds[item.unit.lineage] =
        exceeds[item.unit.lineage] ?? false || theirs - reference.theirs >= ours - reference.ours
    }
    guard !exceeds.isEmpty else { return nil }
    return RankP(exceeding: exceeds.values.count { $0 }, lineages: exceeds.count)
  }

  /// How far the likeness to the source is above the mean of that to the families of the company.
  private func margin(_ matrix: SimilarityMatrix) -> Double {
    let families = means(row.suspect, matrix)
    let company = assessment.plan.items[row.item].company
    guard let ours = matrix[row.suspect, row.source],
      let reference = references(families, families, company)
    else { return 0 }
    return ours - reference.ours
  }

  /// Mean similarity of a subject to each cohort family on this probe.
  private func means(_ subject: Int, _ matrix: SimilarityMatrix) -> [Double?] {
    assessment.plan.cohort.families.map { family in
      let values = family.members.filter { $0 != subject }.compactMap { matrix[subject, $0] }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }

  /// Means over the families of a company that both sides have a value for.
  private func references(
    _ ours: [Double?], _ theirs: [Double?], _ company: Company
  ) -> (ours: Double, theirs: Double)? {
    var sums = (ours: 0.0, theirs: 0.0)
    var count = 0.0
    for family in company {
      guard let mine = ours[family], let other = theirs[family] else { continue }
      sums.ours += mine
      sums.theirs += other
      count += 1
    }
    return count > 0 ? (sums.ours / count, sums.theirs / count) : nil
  }
}
