import Endpoints
import Probing

extension AnalysisPlan {
  private func participant(_ id: String) -> Participant? { participants.first { $0.id == id } }

  var suspect: Participant { participants[0] }
  var sources: [Participant] { participants.filter { $0.role == .source } }
  private var controls: [Participant] { participants.filter(\.isControl) }

  /// The pairs the study was made for.
  var headlines: [(suspect: String, source: String)] {
    sources.map { (suspect: suspect.id, source: $0.id) }
  }

  /// The pairs to report: the suspect with every source, then every control with every source, each
  /// derived control also with its own teacher.
  var scoredPairs: [PairLabel] {
    let suspected = headlines.map {
      PairLabel(suspect: $0.suspect, source: $0.source, relation: nil)
    }
    return suspected + knownPairs
  }

  /// The pairs of known relation among controls, sources and teachers.
  ///
  /// A control is unrelated to every source and teacher of another maker, family and lineage that
  /// it is not declared to come from.
  var knownPairs: [PairLabel] {
    let teachers = Set(controls.compactMap { $0.relation == .derived ? $0.from : nil })
    let targets = participants.filter { $0.role == .source || teachers.contains($0.id) }
    return controls.flatMap { control in
      // What it is from is a target of its own, so that every relation has its pair.
      let origin = control.from.flatMap(participant).map { [$0] } ?? []
      return (targets + origin.filter { !targets.contains($0) }).compactMap { target in
        relation(of: control, to: target).map {
          PairLabel(suspect: control.id, source: target.id, relation: $0)
        }
      }
    }
  }

  /// `nil` where nothing is known, or both are the same.
  private func relation(of control: Participant, to target: Participant) -> PairLabel.Relation? {
    if control.id == target.id { return nil }
    if control.from == target.id { return control.relation?.label }
    if control.maker == target.maker || control.family == target.family
      || control.lineage == target.lineage
    {
      return .sameOrganisation
    }
    // What comes from a relative of the target, or shares its base, is related to it in a way nobody
    // stated.
    if ancestors(of: control).contains(where: { $0.isRelative(of: target) }) { return nil }
    if let base = control.base, base == target.base || base == target.family { return nil }
    switch control.relation {
    case .unrelated, .derived: return .independent
    default: return nil
    }
  }

  /// The subjects a control comes from, its own origin first.
  private func ancestors(of control: Participant) -> [Participant] {
    var found: [Participant] = []
    var next = control.from.flatMap(participant)
    while let origin = next, !found.contains(where: { $0.id == origin.id }) {
      found.append(origin)
      next = origin.from.flatMap(participant)
    }
    return found
  }

  /// Whether any subject's answers existed before the plan.
  var asksRecordedAnswers: Bool {
    participants.contains { !$0.isLive }
  }
}

extension ControlRelation {
  /// The label of a control and the subject it is from.
  fileprivate var label: PairLabel.Relation {
    switch self {
    case .unrelated: .independent
    case .derived: .distilled
    case .sameBase: .sameBase
    case .sibling: .siblings
    case .wrapper: .wrapper
    case .sharedVendor: .sharedVendor
    }
  }
}

extension Participant {
  fileprivate func isRelative(of other: Self) -> Bool {
    maker == other.maker || family == other.family || lineage == other.lineage
  }
}
