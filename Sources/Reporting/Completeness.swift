public import Similarity

/// Whether findings hold everything a report has to say; a report with a gap is not written.
public enum Completeness {
  /// Throws `incomplete`, naming every item that is missing.
  public static func check(_ findings: Findings) throws(ReportingError) {
    let missing = missing(in: findings)
    guard !missing.isEmpty else { return }
    throw ReportingError(
      .incomplete,
      "the report is not written, because findings.json lacks: "
        + missing.joined(separator: "; ") + ". Assess again with this version.")
  }

  /// What is missing, in words and in the order of print.
  package static func missing(in findings: Findings) -> [String] {
    let common = items(findings).filter { !$0.isThere }.map(\.name)
    let compared = findings.headlines.flatMap { headline in
      HeadlineItems(findings: findings, headline: headline).missing.map {
        "\($0) (\(headline.pair.suspect) and \(headline.pair.source))"
      }
    }
    return common + compared + silentSections(findings)
  }

  struct Item {
    var name: String
    var isThere: Bool

    init(_ name: String, _ isThere: Bool) {
      self.name = name
      self.isThere = isThere
    }
  }

  private static func items(_ findings: Findings) -> [Item] {
    let study = findings.study
    // Answers of a recorded panel have no plan and no log.
    let isRecorded = study.mode == .retrospective && study.planDigest == nil
    let isOfStudy = !findings.headlines.isEmpty
    return [
      Item("the name of the study", !study.name.isEmpty),
      Item("the version of the program", !findings.tool.version.isEmpty),
      Item("the linear algebra used", !findings.tool.blas.isEmpty),
      Item("the digest of the plan", isRecorded || study.planDigest != nil),
      Item("what the plan fixed", isRecorded || study.plan?.isEmpty == false),
      Item("the digest of the log", isRecorded || study.logDigest != nil),
      Item("the chain of custody", isRecorded || study.custody != nil),
      Item("the subjects", !findings.subjects.isEmpty),
      Item(
        "where and when the subjects were asked",
        isRecorded || findings.subjects.allSatisfy { $0.asked != nil }),
      Item("the probe sets", !findings.probeSets.isEmpty),
      Item(
        "the digests of the probe sets",
        isRecorded || findings.probeSets.allSatisfy { $0.digest != nil }),
      Item("the metrics", !findings.metrics.isEmpty),
      Item("the shared wrong answers, or why there are none", !isOfStudy || findings.hasOverlap),
    ]
  }

  /// Sections that would be left out.
  private static func silentSections(_ findings: Findings) -> [String] {
    let sections =
      findings.headlines.isEmpty
      ? [Section.panelSummary, .validity, .materials, .method, .limits]
      // A calibration need not be imported.
      : BuiltInSections.study.filter { $0.id != Section.importedCalibration.id }
    return sections.filter { $0.compose(findings).isEmpty }.map { "the section '\($0.title)'" }
  }
}

extension Findings {
  fileprivate var hasOverlap: Bool {
    guard let overlap = errorOverlap else { return false }
    return overlap.notMeasurable != nil
      || (overlap.merges.count == overlap.subjects.count - 1 && overlap.replicates > 0)
  }
}

/// What every comparison has to hold.
private struct HeadlineItems {
  var findings: Findings
  var headline: Headline

  private var pair: PairFinding { headline.pair }
  private var isMeasured: Bool { pair.excess != nil }
  private var ids: Set<String> { Set(findings.subjects.map(\.id)) }

  var missing: [String] { items.filter { !$0.isThere }.map(\.name) }

  private var items: [Completeness.Item] {
    let shown = headline.tellingProbes
    return [
      .init(
        "suspect and source among the subjects", ids.isSuperset(of: [pair.suspect, pair.source])),
      .init("the excess, or why there is none", isMeasured || pair.notMeasurable != nil),
      .init("the excess of each metric, or why there is none", hasMetrics),
      .init("the ratio, or why there is none", hasRatio),
      .init("the interval of the ratio within its limits", hasInterval),
      .init("the rank among the unrelated controls", hasRank),
      .init("the controls of the figure", hasControls),
      .init("the bound on false alarms", pair.rankP == nil || headline.falsePositiveBound != nil),
      .init("every alternative", hasAlternatives),
      .init("what was found of each tested alternative", hasOutcomes),
      .init("the comparison by probe set", headline.bySet?.count == findings.probeSets.count),
      .init(
        "what unrelated models said on each telling probe",
        shown.allSatisfy { $0.unrelatedAnswers != nil }),
      .init("how many errors are shared", shown.isEmpty || headline.sharedErrors != nil),
      .init("the telling texts", headline.tellingTexts != nil),
      .init("the sensitivity analysis", !isMeasured || headline.sensitivity?.rows.isEmpty == false),
    ]
  }

  private var hasMetrics: Bool {
    guard isMeasured else { return true }
    return !pair.metrics.isEmpty
      && pair.metrics.allSatisfy { $0.excess != nil || $0.reason != nil }
  }

  private var hasRatio: Bool {
    !findings.allowsRatio || !isMeasured || pair.ratio != nil || pair.noRatio != nil
  }

  private var hasInterval: Bool {
    guard let ratio = pair.ratio else { return true }
    return ratio.low <= ratio.high && ratio.capLow <= ratio.capHigh
  }

  /// Where controls were scored the rank is there; without any nothing is ranked.
  private var hasRank: Bool {
    !isMeasured || pair.rankP != nil || !headline.controls.contains { $0.relation == .unrelated }
  }

  private var hasControls: Bool {
    guard isMeasured, let rank = pair.rankP else { return true }
    return rank.lineages == 0 || headline.controls.contains { $0.relation != .derived }
  }

  private var hasAlternatives: Bool {
    Set(headline.alternatives.map(\.hypothesis)) == Set(Alternative.Hypothesis.allCases)
  }

  private var hasOutcomes: Bool {
    headline.alternatives.allSatisfy { !$0.isTested || $0.ratio != nil || $0.rankP != nil }
  }
}
