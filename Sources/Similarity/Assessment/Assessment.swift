import Probing
import Statistics

/// From recorded answers to findings: measures every metric, normalises, calibrates, resamples.
public struct Assessment: Sendable {
  let request: AssessmentRequest
  let table: AnswerTable
  let plan: ScoringPlan
  let metrics: MetricTable
  /// The metrics that are fused in this assessment, the same for every unit.
  let fused: [MetricTable.Entry]
  /// Where each scored label stands; `nil` for a pair with a subject that is not recorded.
  let rows: [Row?]
  /// Whether the lineages suffice for likelihood ratios.
  let calibrates: Bool

  /// - Returns: findings with a row for every pair in `request.scored`.
  public static func findings(for request: AssessmentRequest) async -> Findings {
    let assessment = await Assessment(request)
    return await assessment.findings()
  }

  init(_ request: AssessmentRequest) async {
    self.request = request
    table = AnswerTable(
      request.transcript, isReference: Self.references(request),
      isUnrelated: Self.unrelated(request), isSource: Self.sources(request))
    metrics = await MetricTable(
      request.metrics, table: table, recorded: request.embeddings, progress: request.progress)
    let units = ScoringPlan(table, calibration: request.calibration, scored: request.scored)
    rows = Self.rows(request.scored, table, units)
    fused = Self.fused(metrics.entries(request.fused), units, rows)
    plan = ScoringPlan(
      table, calibration: request.calibration, scored: request.scored,
      measuredBy: fused.map(\.similarities))
    calibrates = Self.suffices(plan) && request.study.mode != .exploratory
  }

  /// The same answers and metrics, with other pairs to calibrate on and to score.
  init(_ other: Assessment, calibration: [PairLabel], scored: [PairLabel]) {
    request = other.request
    table = other.table
    metrics = other.metrics
    plan = ScoringPlan(table, calibration: calibration, scored: scored)
    rows = Self.rows(scored, table, plan)
    fused = Self.fused(metrics.entries(other.request.fused), plan, rows)
    calibrates = Self.suffices(plan) && request.study.mode != .exploratory
  }

  struct Row: Sendable {
    let suspect: Int
    let source: Int
    /// The unit that the pair belongs to.
    let item: Int
  }

  private static func rows(
    _ labels: [PairLabel], _ table: AnswerTable, _ plan: ScoringPlan
  ) -> [Row?] {
    let index = Dictionary(
      table.subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return labels.map { label in
      guard let suspect = index[label.suspect], let source = index[label.source],
        let item = plan.item(UnitKey(suspect: suspect, maker: table.subjects[source].maker))
      else { return nil }
      return Row(suspect: suspect, source: source, item: item)
    }
  }

  /// Cohort and calibration subjects; never a subject of the lineage of a headline's suspect.
  private static func references(_ request: AssessmentRequest) -> [Bool] {
    let known = Set(request.calibration.map(\.suspect))
    let suspects = Set(request.headlines.map(\.suspect))
    let subjects = request.transcript.subjects
    let tested = Set(subjects.filter { suspects.contains($0.id) }.map(\.lineage))
    return subjects.map { ($0.inCohort || known.contains($0.id)) && !tested.contains($0.lineage) }
  }

  /// The reference subjects that are nobody's known student.
  private static func unrelated(_ request: AssessmentRequest) -> [Bool] {
    let students = Set(request.calibration.filter { $0.relation == .distilled }.map(\.suspect))
    return zip(request.transcript.subjects, references(request)).map {
      $1 && !students.contains($0.id)
    }
  }

  /// `nil` for all.
  private static func sources(_ request: AssessmentRequest) -> [Bool]? {
    request.sources.map { sources in request.transcript.subjects.map { sources.contains($0.id) } }
  }

  /// Whether the lineages suffice once one of them is left out.
  func suffices(without lineage: Int) -> Bool {
    calibrates && Self.suffices(plan, without: lineage)
  }

  private static func suffices(_ plan: ScoringPlan, without lineage: Int? = nil) -> Bool {
    let units = plan.calibration.map { plan.items[$0] }
      .filter { $0.company.count >= Cohort.fewestFamilies && $0.unit.lineage != lineage }
    return lineages(units, derived: false) >= RatioCalibration.fewestUnrelated
      && lineages(units, derived: true) >= RatioCalibration.fewestDerived
  }

  /// Of the metrics meant for fusion those that most calibration units can be scored on and, in a
  /// study, the pair it was made for. A unit that lacks one of them is not measurable.
  private static func fused(
    _ metrics: [MetricTable.Entry], _ plan: ScoringPlan, _ rows: [Row?]
  ) -> [MetricTable.Entry] {
    let units = plan.calibration.isEmpty ? plan.items : Array(plan.items[plan.calibration])
    return metrics.filter { entry in
      let measured = units.count { item in
        item.unit.sources.allSatisfy { entry.similarities[item.unit.suspect, $0] != nil }
      }
      let first = rows.first.flatMap { $0 }
      let measuresFirst = first.map { entry.similarities[$0.suspect, $0.source] != nil } ?? true
      return measuresFirst && 2 * measured > units.count
    }
  }

  static func lineages(_ items: [ScoringPlan.Item], derived: Bool) -> Int {
    Set(items.filter { $0.unit.isDerived == derived }.map(\.unit.lineage)).count
  }

  func findings() async -> Findings {
    let point = replicate(fused, lineageWeights: unitLineageWeights)
    let values = OutOfFold(point, OutOfFold.Request(calibrate: calibrates)).values
    let withoutMaker = calibrates ? OutOfFold(point, makerOut()).values : []
    let resampled = await resample(
      startingFrom: values.map(\.calibration), withoutMaker: withoutMaker.map(\.calibration))
    let single = metrics.entries.map { replicate([$0], lineageWeights: unitLineageWeights) }
    let scored = await PairRows(
      assessment: self, point: point, values: values, resampled: resampled, single: single,
      unadjusted: metrics.entries.map(unadjusted)
    ).findings()
    let conclusions = await Conclusions(assessment: self, point: point, pairs: scored).found()
    let pairs = Conclusions.settled(scored, by: conclusions)
    var findings = Findings(
      tool: request.tool, study: request.study, subjects: SubjectRecords.records(self),
      probeSets: request.probeSets, metrics: metricRecords(point),
      cohort: CohortRecord(
        families: records(plan.cohort.families),
        unmeasured: records(
          plan.cohort.unmeasuredFamilies(of: Set(plan.items.map(\.unit.suspect)))),
        omitted: records(plan.cohort.omitted)),
      pairs: pairs,
      headlines: await Headlines(
        assessment: self, point: point, rows: pairs, conclusions: conclusions, single: single
      ).findings(),
      validity: ValidityFindings(
        assessment: self, point: point, values: values, withoutMaker: withoutMaker,
        resampled: resampled,
        byMetric: await MetricSeparations(assessment: self, single: single).findings()
      ).findings(), identity: identity,
      errorOverlap: request.headlines.isEmpty ? nil : ErrorOverlapFindings(self).findings(),
      probeInformation: await ProbeInformationFindings(
        assessment: self, point: point,
        slope: request.headlines.isEmpty ? nil : Self.slope(values)
      ).findings())
    findings.imported = importedRatios(point, values)
    findings.probeGroups = table.groups.areSingle ? nil : table.groups.count
    return findings
  }

  /// Of log10 LR on the fused excess, the mean of the calibrations.
  private static func slope(_ values: [OutOfFold.Value]) -> Double? {
    let slopes = values.compactMap { $0.calibration?.line.slope }
    return slopes.isEmpty ? nil : slopes.reduce(0, +) / Double(slopes.count)
  }

  private var identity: [IdentityRecord]? {
    let blocks = request.repeatedBlocks
    return blocks.isEmpty ? nil : DriftCheck.records(blocks, seed: request.tool.seed)
  }

  private func records(_ families: [Cohort.Family]) -> [CohortRecord.Family] {
    families.map { family in
      CohortRecord.Family(
        name: family.name, members: family.members.map { table.subjects[$0].id })
    }
  }

  var unitLineageWeights: [Double] { [Double](repeating: 1, count: table.lineages.count) }

  /// A replicate with every probe counted once.
  func replicate(_ entries: [MetricTable.Entry], lineageWeights: [Double]) -> Replicate {
    let length = metrics.length?.similarities(probes: table.probeCount)
    let means = entries.map { entry in
      UnitMeans(
        similarity: entry.similarities,
        length: MetricTable.usesLength(entry.descriptor) ? length : nil, plan: plan)
    }
    return Replicate(table: table, plan: plan, metrics: means, lineageWeights: lineageWeights)
  }

  /// One metric without the length step, with every probe counted once.
  private func unadjusted(_ entry: MetricTable.Entry) -> Replicate? {
    guard metrics.length != nil, MetricTable.usesLength(entry.descriptor) else { return nil }
    let means = UnitMeans(similarity: entry.similarities, length: nil, plan: plan)
    return Replicate(table: table, plan: plan, metrics: [means], lineageWeights: unitLineageWeights)
  }

  private func metricRecords(_ point: Replicate) -> [MetricRecord] {
    request.metrics.map { metric in
      let id = metric.descriptor.id
      let fused = fused.firstIndex { $0.descriptor.id == id }
      return MetricRecord(
        descriptor: metric.descriptor, isFused: fused != nil,
        lengthSlope: fused.flatMap {
          MetricTable.usesLength(metric.descriptor) ? point.fullSlopes[$0] : nil
        },
        notMeasurable: metrics.reasons[id])
    }
  }
}
