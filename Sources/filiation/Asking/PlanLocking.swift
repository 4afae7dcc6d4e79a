package import Evidence
import Foundation
import Probing

extension AnalysisPlan {
  /// Writes the plan into the study folder, once, and copies of the probe sets beside it, so that
  /// the record can be read without anything else.
  package func lock(_ sets: [PlannedSet], in folder: StudyFolder) throws -> LockedPlan {
    let plan = try LockedPlan.lock(bytes, in: folder)
    for set in sets {
      try OutputFile.write(set.bytes, to: folder.probeSet(set.id))
    }
    return plan
  }

  /// The parts of the analysis in which this plan departs from another, in words.
  ///
  /// How a subject was reached is not one of them: its answers are recorded.
  package func changes(from other: AnalysisPlan) -> [String] {
    let parts: [(name: String, isKept: Bool)] = [
      ("suspect", has(.suspect, as: other)), ("candidate sources", has(.source, as: other)),
      ("controls registry", has(.control, as: other)), ("probe sets", probeSets == other.probeSets),
      ("embedder", embedder == other.embedder),
      ("metrics", selectedMetrics == other.selectedMetrics), ("seed", seed == other.seed),
      (
        "thresholds",
        thresholds == nil || other.thresholds == nil || thresholds == other.thresholds
      ),
      ("stopping rule", stoppingRule == other.stoppingRule),
      ("response to drift", onDrift == other.onDrift),
    ]
    return parts.filter { !$0.isKept }.map(\.name)
  }

  private func has(_ role: Subject.Role, as other: AnalysisPlan) -> Bool {
    func analysed(_ plan: AnalysisPlan) -> [Participant] {
      plan.participants.filter { $0.role == role }.map { participant in
        var copy = participant
        copy.endpoint = [:]
        return copy
      }
    }
    return analysed(self) == analysed(other)
  }
}
