import Probing
import Statistics

/// The comparisons the study was made for, each among its controls.
struct Headlines {
  let assessment: Assessment
  let point: Replicate
  let rows: [PairFinding]
  /// By position among the scored pairs.
  let conclusions: [Int: Conclusion]
  /// One replicate for each metric alone, in the order of the metric table.
  let single: [Replicate]

  func findings() async -> [Headline] {
    guard !assessment.request.headlines.isEmpty else { return [] }
    let design = DesignFindings(assessment: assessment, point: point)
    let known = assessment.request.headlines.compactMap { pair in
      assessment.request.scored.firstIndex {
        $0.suspect == pair.suspect && $0.source == pair.source
      }.flatMap { index in assessment.rows[index].map { (index: index, row: $0) } }
    }
    let replicates = await ExcessBootstrap(assessment: assessment, rows: known.map(\.row))
      .replicates()
    return zip(known, replicates).map { pair, replicates in
      var headline = headline(rows[pair.index], pair.row, conclusions[pair.index]!, design)
      headline.excessReplicates = replicates
      return headline
    }
  }

  private func headline(
    _ finding: PairFinding, _ row: Assessment.Row, _ conclusion: Conclusion,
    _ design: DesignFindings
  ) -> Headline {
    let lineage = assessment.table.lineage[row.suspect]
    let controls = controls(
      row, point.fold(leavingOut: lineage), single.map { $0.fold(leavingOut: lineage) })
    let unrelated = lineages(controls, .unrelated)
    let telling = TellingFindings(assessment: assessment, row: row)
    let errors = telling.probes
    let screen = ProbeScreen(assessment: assessment, row: row).screened()
    return Headline(
      pair: finding, controls: controls, unrelatedLineages: unrelated,
      derivedLineages: lineages(controls, .derived),
      falsePositiveBound: finding.ranks?.first { $0.controls == .untaught }.map {
        BinomialCount($0.rank.exceeding, of: $0.rank.lineages).upperBound()
      },
      alternatives: conclusion.alternatives,
      overlap: assessment.metrics.embeddings.map {
        CloudDescription(
          $0, isReference: assessment.table.isReference, seed: assessment.request.tool.seed
        ).overlap(suspect: row.suspect, source: row.source)
      },
      nuisance: NuisanceFindings(assessment: assessment, row: row).findings(),
      tellingProbes: errors,
      adjustedP: conclusion.adjustedP, namedRelation: conclusion.namedRelation,
      direction: conclusion.direction, screening: conclusion.screening,
      sensitivity: conclusion.sensitivity, design: design.findings(row.item),
      probeTable: screen?.table, sharedErrors: telling.sharedErrors,
      tellingTexts: screen?.texts(upTo: TellingFindings.limit - errors.count) ?? [],
      bySet: ProbeSetFindings(assessment: assessment, row: row).findings(),
      sourceErrors: SourceErrorFindings(
        assessment.table, suspect: row.suspect, source: row.source
      ).findings())
  }

  private func lineages(_ controls: [Headline.Control], _ relation: Headline.Control.Relation)
    -> Int
  {
    Set(controls.filter { $0.relation == relation }.map(\.lineage)).count
  }

  /// Unrelated controls against the tested source, as the ranks count them, and derived controls
  /// against their own: each placed beside the suspect as on their common company.
  private func controls(
    _ row: Assessment.Row, _ fold: Fold, _ single: [Fold]
  ) -> [Headline.Control] {
    let plan = assessment.plan
    return plan.calibration.compactMap { other in
      let unit = plan.items[other].unit
      guard unit.lineage != fold.lineage, let isDerived = unit.isDerived,
        isDerived || unit.maker == plan.items[row.item].unit.maker,
        let excess = placed(other, beside: row.item, in: fold)
      else { return nil }
      let subject = assessment.table.subjects[unit.suspect]
      return Headline.Control(
        subject: subject.id, lineage: subject.lineage,
        relation: isDerived ? .derived : plan.isTaught[other] ? .taught : .unrelated,
        source: unit.sources.map { assessment.table.subjects[$0].id }.joined(separator: ", "),
        excess: excess,
        metrics: zip(assessment.metrics.entries, single).map { entry, fold in
          MetricScore(
            metric: entry.descriptor.id, excess: placed(other, beside: row.item, in: fold))
        })
    }
  }

  /// A control's excess, above or below the tested unit's exactly as on their common company.
  private func placed(_ other: Int, beside item: Int, in fold: Fold) -> Double? {
    let plan = assessment.plan
    let isDerived = plan.items[other].unit.isDerived == true
    let common =
      isDerived ? plan.common(item, other) : plan.commonWithoutTeacher(item, other)
    guard let ours = fold.excess(item, on: plan.items[item].company),
      let theirs = fold.excess(other, on: common), let here = fold.excess(item, on: common)
    else { return nil }
    return theirs + ours - here
  }
}
