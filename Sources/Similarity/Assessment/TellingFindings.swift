import Probing

/// The probes that illustrate a comparison, with what unrelated models said on them.
struct TellingFindings {
  let assessment: Assessment
  let row: Assessment.Row

  /// Most probes shown side by side.
  static let limit = 10
  /// Words of a response shown as its beginning.
  static let openingWords = 4

  private var table: AnswerTable { assessment.table }

  /// Agreement on the source's errors; `nil` without items on which one can err.
  private var evidence: RareAgreementEvidence? {
    assessment.metrics.entries.lazy.compactMap { $0.evidence as? RareAgreementEvidence }.first
  }

  /// The unrelated controls of the maker of the source, as the rank counts them.
  private var unrelated: [Int] {
    let plan = assessment.plan
    let tested = plan.items[row.item].unit
    let units = plan.calibration.filter { index in
      let unit = plan.items[index].unit
      return unit.isDerived == false && unit.maker == tested.maker && !plan.isTaught[index]
        && unit.lineage != tested.lineage && unit.suspect != row.source
    }
    var seen: Set<Int> = []
    return units.map { plan.items[$0].unit.suspect }.filter { seen.insert($0).inserted }
  }

  // MARK: Shared errors

  var sharedErrors: SharedErrorCount? {
    guard let evidence else { return nil }
    let errors = evidence.matches(row.suspect, row.source)
    return SharedErrorCount(compared: errors.compared, shared: errors.matching.count)
  }

  var probes: [TellingProbe] {
    guard let evidence else { return [] }
    let errors = evidence.matches(row.suspect, row.source)
    let share = errors.likeliestShare
    let controls = unrelated
    return errors.matching.map { (item: $0.item, weight: Double($0.logs[share])) }
      .sorted { ($0.weight, $1.item) > ($1.weight, $0.item) }.prefix(Self.limit)
      .map { probe(evidence.items.items[$0.item], weight: $0.weight, evidence.items, controls) }
  }

  private func probe(
    _ item: ErrorItems.Item, weight: Double, _ items: ErrorItems, _ controls: [Int]
  ) -> TellingProbe {
    let probe = table.probes[item.probe]
    let names = table.codes.items[item.position].answers
    let code = items.codes[row.source][item.position]
    let given = controls.compactMap { items.code($0, item) }
    return TellingProbe(
      probe: probe.id, prompt: probe.prompt.last?.content ?? "",
      suspectAnswer: names[Int(code)], sourceAnswer: names[Int(code)],
      shareAmongUnrelated: given.isEmpty
        ? 0 : Double(given.count { $0 == code }) / Double(given.count),
      contribution: weight, unrelatedAnswers: Self.counted(given.map { names[Int($0)] }),
      key: probe.key)
  }

  // MARK: Texts

  func text(_ probe: Int, metric: String, rank: RankP) -> TellingText {
    func response(_ subject: Int) -> String? {
      table.transcript.responses[subject][probe].first { !$0.isBlank }?.text
    }
    return TellingText(
      probe: table.probes[probe].id, prompt: table.probes[probe].prompt.last?.content ?? "",
      suspectAnswer: response(row.suspect) ?? "", sourceAnswer: response(row.source) ?? "",
      metric: metric, rankP: rank,
      openings: Self.counted(unrelated.compactMap { response($0).map(Self.opening) }))
  }

  private static func opening(of text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).prefix(openingWords).joined(separator: " ")
  }

  /// The most frequent first; of equally frequent ones the earlier in the alphabet.
  private static func counted(_ answers: [String]) -> [AnswerCount] {
    var counts: [String: Int] = [:]
    for answer in answers { counts[answer, default: 0] += 1 }
    return counts.map { AnswerCount(answer: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.answer) < ($0.count, $1.answer)
    }
  }
}
