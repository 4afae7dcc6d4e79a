import Endpoints
import Probing
import Similarity

extension Baseline {
  /// What differs from the baseline, one phrase for each difference, so that nothing is compared
  /// silently with something else.
  ///
  /// The study's notes, how fast and where a subject is reached do not count.
  func changes(to study: Study, _ plan: AnalysisPlan) -> [String] {
    gateChanges(study) + probeSetChanges(plan) + subjectChanges(plan) + settingChanges(plan)
  }

  /// Sources and controls that answer under another name than at the baseline; the suspect, too, if
  /// its model may not change.
  func modelChanges(in findings: Findings) -> [String] {
    findings.subjects.compactMap { subject in
      guard !suspectModelMayChange || subject.id != plan.suspect.id,
        let before = modelsReturned[subject.id], !before.isEmpty,
        !subject.modelsReturned.isEmpty, before != subject.modelsReturned
      else { return nil }
      return "\(subject.id): the endpoint answers as \(subject.modelsReturned.listed), at the "
        + "baseline as \(before.listed)"
    }
  }

  private func gateChanges(_ study: Study) -> [String] {
    let gone = gates.filter { !study.check.gates.contains($0) }.map { "gate removed: \($0)" }
    let new = study.check.gates.filter { !gates.contains($0) }.map { "gate added: \($0)" }
    let mayChange = study.check.suspectModelMayChange
    return gone + new
      + (mayChange == suspectModelMayChange
        ? [] : ["check.suspect_model is now \(mayChange ? "any" : "pinned")"])
  }

  private func probeSetChanges(_ plan: AnalysisPlan) -> [String] {
    let before = Dictionary(uniqueKeysWithValues: self.plan.probeSets.map { ($0.id, $0) })
    let now = Dictionary(uniqueKeysWithValues: plan.probeSets.map { ($0.id, $0) })
    return Set(before.keys).union(now.keys).sorted().compactMap { id in
      switch (before[id], now[id]) {
      case (let old?, let new?) where old.digest != new.digest:
        "probe set \(id): its digest is \(new.digest), at the baseline \(old.digest)"
      case (let old?, let new?) where old != new: "probe set \(id): it is sampled otherwise"
      case (nil, _?): "probe set \(id): not in the baseline"
      case (_?, nil): "probe set \(id): no longer asked"
      default: nil
      }
    }
  }

  private func subjectChanges(_ plan: AnalysisPlan) -> [String] {
    let before = Dictionary(uniqueKeysWithValues: self.plan.participants.map { ($0.id, $0) })
    let now = Dictionary(uniqueKeysWithValues: plan.participants.map { ($0.id, $0) })
    return Set(before.keys).union(now.keys).sorted().flatMap { id -> [String] in
      switch (before[id], now[id]) {
      case (let old?, let new?):
        let isFree = suspectModelMayChange && new.role == .suspect && old.role == .suspect
        return old.changes(to: new, besidesModel: isFree).map { "\(id): \($0)" }
      case (nil, _?): return ["\(id): not in the baseline"]
      default: return ["\(id): no longer part of the study"]
      }
    }
  }

  private func settingChanges(_ plan: AnalysisPlan) -> [String] {
    let parts: [(name: String, isKept: Bool)] = [
      ("metrics", plan.selectedMetrics == self.plan.selectedMetrics),
      ("embedder", plan.embedder == self.plan.embedder), ("seed", plan.seed == self.plan.seed),
      ("thresholds", plan.thresholds == self.plan.thresholds),
    ]
    return parts.filter { !$0.isKept }.map { "\($0.name): not as in the baseline" }
  }
}

extension Participant {
  /// Where a subject is reached, which may change while it stays the same.
  private static let places = ["base_url", "path"]

  /// - Parameter besidesModel: whether the model and what it is asked with may change.
  fileprivate func changes(to other: Participant, besidesModel: Bool) -> [String] {
    var (old, new) = (self, other)
    (old.endpoint, new.endpoint) = ([:], [:])
    let labels = old == new ? [] : ["role, family, lineage, relation or use are not as they were"]
    if besidesModel { return labels }
    let names = Set(endpoint.keys).union(other.endpoint.keys).subtracting(Self.places).sorted()
    return labels
      + names.filter { endpoint[$0] != other.endpoint[$0] }.map { name in
        let now = other.endpoint[name].map(\.written) ?? "not given"
        let before = endpoint[name].map(\.written) ?? "not given"
        return "\(name == "subject" ? "model" : name) is \(now), at the baseline \(before)"
      }
  }
}

extension JSON {
  fileprivate var written: String { string ?? String(decoding: bytes, as: UTF8.self) }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
