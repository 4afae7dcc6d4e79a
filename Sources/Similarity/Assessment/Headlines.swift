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

  /// Most probes shown side by side.
  private static let tellingLimit = 10

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
    return Headline(
      pair: finding, controls: controls, unrelatedLineages: unrelated,
      derivedLineages: lineages(controls, .derived),
      falsePositiveBound: finding.rankP.map {
        BinomialCount($0.exceeding, of: $0.lineages).upperBound()
      },
      alternatives: conclusion.alternatives,
      overlap: assessment.metrics.embeddings.map {
        CloudDescription(
          $0, isReference: assessment.table.isReference, seed: assessment.request.tool.seed
        ).overlap(suspect: row.suspect, source: row.source)
      },
      nuisance: NuisanceFindings(assessment: assessment, row: row).findings(),
      tellingProbes: tellingProbes(row),
      adjustedP: conclusion.adjustedP, namedRelation: conclusion.namedRelation,
      direction: conclusion.direction, screening: conclusion.screening,
      sensitivity: conclusion.sensitivity, design: design.findings(row.item),
      probeTable: ProbeScreen(assessment: assessment, row: row).findings(),
      rareErrors: RareErrorFindings(assessment.table, row).findings())
  }

  private func lineages(_ controls: [Headline.Control], _ relation: Headline.Control.Relation)
    -> Int
  {
    Set(controls.filter { $0.relation == relation }.map(\.lineage)).count
  }

  /// Unrelated controls against the tested source, as the rank counts them, and derived controls
  /// against their own: each placed beside the suspect as on their common company.
  private func controls(
    _ row: Assessment.Row, _ fold: Fold, _ single: [Fold]
  ) -> [Headline.Control] {
    let plan = assessment.plan
    return plan.calibration.compactMap { other in
      let unit = plan.items[other].unit
      guard unit.lineage != fold.lineage, let isDerived = unit.isDerived,
        isDerived || (unit.maker == plan.items[row.item].unit.maker && !plan.isTaught[other]),
        let excess = placed(other, beside: row.item, in: fold)
      else { return nil }
      let subject = assessment.table.subjects[unit.suspect]
      return Headline.Control(
        subject: subject.id, lineage: subject.lineage,
        relation: isDerived ? .derived : .unrelated,
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
    let common = assessment.plan.common(item, other)
    guard let ours = fold.excess(item, on: assessment.plan.items[item].company),
      let theirs = fold.excess(other, on: common), let here = fold.excess(item, on: common)
    else { return nil }
    return theirs + ours - here
  }

  private func tellingProbes(_ row: Assessment.Row) -> [TellingProbe] {
    guard
      let entry = assessment.metrics.entries.first(where: {
        $0.evidence is RareAgreementEvidence
      }), let evidence = entry.evidence as? RareAgreementEvidence
    else { return [] }
    let comparison = evidence.comparison(row.suspect, row.source)
    let share = comparison.likeliestShare
    let shares = RareAgreement.grid.count
    return comparison.matching.enumerated()
      .map { (item: Int($1), weight: Double(comparison.logs[$0 * shares + share])) }
      .sorted { ($0.weight, $1.item) > ($1.weight, $0.item) }.prefix(Self.tellingLimit)
      .map { tellingProbe(evidence.items.items[$0.item], contribution: $0.weight, row, evidence) }
  }

  private func tellingProbe(
    _ item: ErrorItems.Item, contribution: Double, _ row: Assessment.Row,
    _ evidence: RareAgreementEvidence
  ) -> TellingProbe {
    let probe = assessment.table.probes[item.probe]
    let code = evidence.items.codes[row.source][item.position]
    let answer = assessment.table.codes.items[item.position].answers[Int(code)]
    return TellingProbe(
      probe: probe.id, prompt: probe.prompt.last?.content ?? "", suspectAnswer: answer,
      sourceAnswer: answer,
      shareAmongUnrelated: shareAmongUnrelated(item, code, row, evidence),
      contribution: contribution)
  }

  /// Share of unrelated controls of this source that gave the source's answer.
  private func shareAmongUnrelated(
    _ item: ErrorItems.Item, _ code: Int32, _ row: Assessment.Row, _ evidence: RareAgreementEvidence
  ) -> Double {
    let maker = assessment.plan.items[row.item].unit.maker
    let suspects = assessment.plan.calibration.map { assessment.plan.items[$0].unit }
      .filter { $0.isDerived == false && $0.maker == maker && $0.suspect != row.suspect }
      .map(\.suspect)
    let given = suspects.compactMap { evidence.items.code($0, item) }
    return given.isEmpty ? 0 : Double(given.count { $0 == code }) / Double(given.count)
  }
}
