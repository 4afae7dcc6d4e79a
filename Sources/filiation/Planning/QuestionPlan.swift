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

  package init(
    id: String, digest: Digest256, probes: [Probe], sampling: Sampling, bytes: Data
  ) {
    self.id = id
    self.digest = digest
    self.probes = probes
    self.sampling = sampling
    self.bytes = bytes
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

  package var questionsPerSubject: Int { sets.map(\.questionCount).reduce(0, +) }

  /// The questions to one subject: all probes once, then all again for the next sample, so that
  /// what an interrupted run has covers as many probes as possible.
  package func questions(to subject: String) -> [Question] {
    let most = sets.map(\.sampling.samples).max() ?? 0
    return (0..<most).flatMap { sample in
      sets.filter { sample < $0.sampling.samples }.flatMap { set in
        set.probes.map {
          Question(subject: subject, probeSet: set.id, probe: $0.id, sample: sample)
        }
      }
    }
  }
}
