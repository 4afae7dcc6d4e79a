import Foundation

/// What a study of this size can conclude, and what a larger one would cost.
package struct StudyAdvice: Sendable {
  package var counts: [ControlCounts]
  /// The mean cost of asking one of its controls; `nil` when it has none or the plan is not known.
  package var costPerControl: AskingCost?
  package var currency: String

  package init(counts: [ControlCounts], costPerControl: AskingCost?, currency: String = "USD") {
    self.counts = counts
    self.costPerControl = costPerControl
    self.currency = currency
  }

  package init(_ study: Study, plan: QuestionPlan?) {
    counts = study.sources.map(study.controlCounts)
    currency = study.budget.currency
    costPerControl = plan.map { plan in
      let asked = study.controls.isEmpty ? study.subjects : study.controls
      let costs = asked.map { plan.cost(of: $0, in: study) }
      let total = costs.reduce(.none, +)
      return AskingCost(
        requests: total.requests / costs.count, promptTokens: total.promptTokens / costs.count,
        outputTokens: total.outputTokens / costs.count,
        money: total.money.map { $0 / Double(costs.count) })
    }
  }

  /// One paragraph of plain sentences per source, then the price of more.
  package var sentences: [String] {
    counts.flatMap { counts in
      ["Against \(counts.source): \(Self.inventory(counts))."]
        + [Self.normalisation(counts), Self.rank(counts), Self.ratio(counts)]
    } + costSentences
  }
}

extension StudyAdvice {
  /// The sentences as lines for a terminal, a blank line between sources.
  package var text: String {
    sentences.map { sentence in
      (sentence.hasPrefix("Against ") ? "\n" : "") + sentence.wrapped()
    }.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }

  private static func inventory(_ counts: ControlCounts) -> String {
    "\(counted(counts.unrelatedLineages, "unrelated control lineage")), "
      + "\(counted(counts.derivedLineages, "derived control lineage")), "
      + "\(counted(counts.cohortFamilies, "cohort family", "cohort families")) beside those of "
      + "suspect and source"
  }

  private static func normalisation(_ counts: ControlCounts) -> String {
    if counts.unrelatedLineages == 0 {
      return "Without unrelated controls the study only describes: no conclusion about descent "
        + "can be drawn."
    }
    if counts.remainingFamilies < Minimum.remainingFamilies {
      return "Too few families for an excess over unrelated models: "
        + "\(counts.remainingFamilies) remain after exclusions and at least "
        + "\(Minimum.remainingFamilies) must. The study only describes: no conclusion about "
        + "descent can be drawn."
    }
    let remain = "\(counts.remainingFamilies) families remain in every comparison"
    return counts.cohortFamilies < Minimum.cohortFamilies
      ? "An excess can be measured, but roughly: only \(remain)."
      : "An excess can be measured: \(remain)."
  }

  private static func rank(_ counts: ControlCounts) -> String {
    guard counts.unrelatedLineages > 0 else {
      return "No rank p: it counts unrelated lineages, and there are none."
    }
    let smallest =
      "1/\(1 + counts.unrelatedLineages) = \(counts.smallestRankP.rounded(toPlaces: 3))"
    let missing = Minimum.unrelatedForRankP - counts.unrelatedLineages
    return missing > 0
      ? "The smallest rank p it can report is \(smallest); for .05 add "
        + "\(counted(missing, "unrelated lineage"))."
      : "The smallest rank p it can report is \(smallest)."
  }

  private static func ratio(_ counts: ControlCounts) -> String {
    guard counts.unrelatedLineages >= Minimum.unrelatedForRatio,
      counts.derivedLineages >= Minimum.derivedForRatio
    else {
      let missing = missing(Minimum.unrelatedForRatio, Minimum.derivedForRatio, counts)
      return "No likelihood ratio: it needs \(missing ?? "")."
    }
    if let missing = missingForErrorRates(counts) {
      return "A likelihood ratio can be reported for the suspect, but its error rates cannot be "
        + "measured on all controls, each of which is judged without its own lineage: for that it "
        + "needs \(missing)."
    }
    if counts.unrelatedLineages < Minimum.unrelatedForLargeRatio {
      return "A likelihood ratio can be reported, up to about 10; above that it needs "
        + "\(Minimum.unrelatedForLargeRatio) unrelated lineages."
    }
    return "A likelihood ratio can be reported, up to about \(counts.unrelatedLineages); less "
      + "where unrelated and derived controls overlap."
  }

  /// What a likelihood ratio with measured error rates lacks; `nil` when nothing.
  private static func missingForErrorRates(_ counts: ControlCounts) -> String? {
    missing(Minimum.unrelatedForErrorRates, Minimum.derivedForErrorRates, counts)
  }

  /// What is missing of so many lineages of each class; `nil` when nothing.
  private static func missing(
    _ unrelated: Int, _ derived: Int, _ counts: ControlCounts
  ) -> String? {
    let unrelated = max(0, unrelated - counts.unrelatedLineages)
    let derived = max(0, derived - counts.derivedLineages)
    guard unrelated + derived > 0 else { return nil }
    let missing = [
      unrelated > 0 ? "\(unrelated) more unrelated" : nil,
      derived > 0 ? "\(derived) more derived" : nil,
    ].compactMap { $0 }.joined(separator: " and ")
    return missing + (unrelated + derived == 1 ? " control lineage" : " control lineages")
  }

  private var costSentences: [String] {
    guard let cost = costPerControl else { return [] }
    let wanted = counts.map(Self.missingControls).max() ?? 0
    let each = "Each further control costs \(describe(cost))"
    guard wanted > 1 else { return [each + "."] }
    return [
      each + "; the \(wanted) missing for a rank p of .05 and a likelihood ratio, "
        + "\(describe(cost.times(wanted)))."
    ]
  }

  private static func missingControls(_ counts: ControlCounts) -> Int {
    max(0, Minimum.unrelatedForRankP - counts.unrelatedLineages)
      + max(0, Minimum.derivedForRatio - counts.derivedLineages)
  }

  private func describe(_ cost: AskingCost) -> String {
    let tokens = cost.promptTokens + cost.outputTokens
    let usage = "\(cost.requests.grouped) requests and at most \(tokens.grouped) tokens"
    guard let money = cost.money, money > 0 else { return usage }
    return usage + " (\(Money(amount: money, currency: currency)))"
  }
}
