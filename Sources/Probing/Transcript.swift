/// All recorded answers of a set of subjects to a set of probes.
///
/// Missing responses are legal: `responses[subject][probe]` is then empty.
public struct Transcript: Sendable {
  public var subjects: [Subject]
  public var probes: [Probe]
  /// Shape: subjects x probes x samples (ragged in the last).
  public var responses: [[[Response]]]

  /// - Precondition: `responses` has a row per subject and a column per probe.
  public init(subjects: [Subject], probes: [Probe], responses: [[[Response]]]) {
    precondition(responses.count == subjects.count)
    precondition(responses.allSatisfy { $0.count == probes.count })
    self.subjects = subjects
    self.probes = probes
    self.responses = responses
  }
}
