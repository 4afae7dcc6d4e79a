import Evidence
import Probing
import Similarity

/// What a plan fixed, in words, for the report.
struct PlanItems {
  private let plan: AnalysisPlan

  init(_ plan: AnalysisPlan) { self.plan = plan }

  var items: [PlanItem] {
    [
      PlanItem(title: "Study", value: plan.study),
      PlanItem(title: "Suspect", value: plan.suspect.id),
      PlanItem(title: "Candidate sources", value: list(plan.sources.map(\.id))),
    ] + controls + plan.probeSets.map(probeSet) + [
      PlanItem(title: "Metrics", value: list(plan.selectedMetrics)),
      PlanItem(title: "Embedder", value: plan.embedder.name),
      PlanItem(title: "Seed", value: "\(plan.seed)"),
      PlanItem(title: "Stopping rule", value: plan.stoppingRule),
    ] + thresholds
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private var controls: [PlanItem] {
    let controls = plan.participants.filter(\.isControl)
    let kinds = controls.reduce(into: [String]()) { kinds, control in
      let kind = control.relation?.rawValue ?? "reference only"
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds.map { kind in
      let names = controls.filter { ($0.relation?.rawValue ?? "reference only") == kind }.map(\.id)
      return PlanItem(title: "Controls, \(kind)", value: "\(names.count): \(list(names))")
    }
  }

  private func probeSet(_ set: AnalysisPlan.PlannedProbes) -> PlanItem {
    let sampling = set.sampling
    let temperature =
      sampling.temperature.map { "temperature \($0.brief)" } ?? "temperature as served"
    let moment = set.moment.map { ", repeated block (\($0.rawValue))" } ?? ""
    return PlanItem(
      title: "Probe set \(set.id)",
      value: "\(counted(sampling.samples, "sample")), \(temperature), "
        + "at most \(sampling.maxTokens.grouped) tokens\(moment); SHA-256 \(set.digest)")
  }

  private var thresholds: [PlanItem] {
    guard let thresholds = plan.thresholds else { return [] }
    return [
      PlanItem(
        title: "Thresholds",
        value: "a suspect stands apart at a rank p of \(thresholds.rankP.brief) or below, shared "
          + "among the sources"),
      PlanItem(
        title: "Controls needed",
        value:
          "\(thresholds.unrelatedLineages) unrelated and \(thresholds.derivedLineages) derived "
          + "lineages before strength is stated"),
      PlanItem(title: "Bootstrap replicates", value: thresholds.replicates.grouped),
    ]
  }
}
