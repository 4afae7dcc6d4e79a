package import Evidence
package import Foundation
package import Probing

/// A probe set as this study asks it.
package struct PlannedSet: Sendable {
  package var id: String
  /// SHA-256 of the set's file.
  package var digest: Digest256
  package var probes: [Probe]
  package var sampling: Sampling
  /// The exact bytes of the set's file.
  package var bytes: Data
  /// When it is asked as a repeated block; `nil` for a set of the study.
  package var moment: BlockMoment?
  /// How its probes were chosen from the answers of controls; `nil` when they were not.
  package var selection: ProbeSet.Selection?

  package init(
    id: String, digest: Digest256, probes: [Probe], sampling: Sampling, bytes: Data,
    moment: BlockMoment? = nil, selection: ProbeSet.Selection? = nil
  ) {
    self.id = id
    self.digest = digest
    self.probes = probes
    self.sampling = sampling
    self.bytes = bytes
    self.moment = moment
    self.selection = selection
  }

  var questionCount: Int { probes.count * sampling.samples }
}

/// Every question of a study: all samples of all probes, to every subject.
package struct QuestionPlan: Sendable {
  package var subjects: [StudySubject]
  package var sets: [PlannedSet]

  package init(subjects: [StudySubject], sets: [PlannedSet]) {
    self.subjects = subjects
    self.sets = sets
  }

  /// Questions of the study, the repeated block not counted.
  package var questionsPerSubject: Int {
    sets.filter { $0.moment == nil }.map(\.questionCount).reduce(0, +)
  }

  /// The sets that one subject is asked: recorded answers hold no repeated block.
  package func sets(for subject: StudySubject) -> [PlannedSet] {
    sets.filter { $0.moment == nil || subject.endpoint.isLive }
  }

  /// The questions to one subject: the block at the start, those of the study, the block at the end.
  /// Each is made when it is come to.
  package func questions(to subject: StudySubject) -> some Sequence<Question> {
    let sets = sets(for: subject)
    return [.start, nil, .end].lazy.flatMap { moment in
      Self.questions(to: subject.id, sets.filter { $0.moment == moment })
    }
  }

  /// All probes once, then all again for the next sample, so that what an interrupted run has
  /// covers as many probes as possible.
  private static func questions(
    to subject: String, _ sets: [PlannedSet]
  ) -> some Sequence<Question> {
    let most = sets.map(\.sampling.samples).max() ?? 0
    return (0..<most).lazy.flatMap { sample in
      sets.lazy.filter { sample < $0.sampling.samples }.flatMap { set in
        set.probes.lazy.map {
          Question(subject: subject, probeSet: set.id, probe: $0.id, sample: sample)
        }
      }
    }
  }
}
