import Evidence
import Foundation
import Probing

/// What the unrelated controls of a study answered. Answers of the suspect, of sources and of all that
/// is related to them are not read: what is made of this cannot depend on them.
struct ControlAnswers {
  let plan: AnalysisPlan
  let sets: [PlannedSet]
  /// Of the controls, with the ids of probes as in their sets; shape of responses: controls x probes.
  let transcripts: [Transcript]
  /// SHA-256 over who answered what.
  let digest: Digest256

  init(in folder: StudyFolder) throws {
    let inForce = try PlanInForce(in: folder, asWritten: nil)
    plan = inForce.plan
    let controls = plan.unrelatedControls
    let ids = Set(controls.map(\.id))
    var answers = LastAnswers()
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(
      log: folder.log, head: folder.head, plan: inForce.locked, progress: meter.show)
    while let line = try reader.next() {
      if ids.contains(line.entry.subject ?? "") { answers.add(line.entry) }
    }
    let sets = try plan.probeSets.filter { $0.moment == nil }.map {
      try RecordedStudy.set($0, folder)
    }
    let store = RawStore(in: folder)
    self.sets = sets
    transcripts = try sets.map { set in
      Transcript(
        subjects: controls.map(\.subject), probes: set.probes,
        responses: try controls.map { control in
          try set.responses(of: control.id) { try answers.answer(to: $0, store) }
        })
    }
    digest = Self.digest(sets, transcripts)
  }

  private static func digest(_ sets: [PlannedSet], _ transcripts: [Transcript]) -> Digest256 {
    let lines = zip(sets, transcripts).flatMap { set, transcript in
      zip(transcript.subjects, transcript.responses).flatMap { subject, rows in
        zip(set.probes, rows).flatMap { probe, responses in
          responses.enumerated().map { sample, response in
            [
              subject.id, set.id, probe.id, String(sample),
              Digest256(of: Data(response.text.utf8)).description,
            ].joined(separator: "\t") + "\n"
          }
        }
      }
    }
    return Digest256(of: Data(lines.joined().utf8))
  }
}

extension AnalysisPlan {
  /// Controls stated to be unrelated, without those of the maker, family or lineage of the suspect or
  /// a source.
  var unrelatedControls: [Participant] {
    let examined = [suspect] + sources
    return participants.filter { control in
      control.role == .control && control.relation == .unrelated
        && !examined.contains {
          $0.maker == control.maker || $0.family == control.family || $0.lineage == control.lineage
        }
    }
  }
}
