/// One thing to ask of one subject: a probe, and which repeated sample of it.
public struct Question: Hashable, Codable, Sendable {
  public var subject: String
  public var probeSet: String
  public var probe: String
  /// 0-based index among repeated samples.
  public var sample: Int

  public init(subject: String, probeSet: String, probe: String, sample: Int) {
    self.subject = subject
    self.probeSet = probeSet
    self.probe = probe
    self.sample = sample
  }

  enum CodingKeys: String, CodingKey {
    case subject, probe, sample
    case probeSet = "probe_set"
  }
}
