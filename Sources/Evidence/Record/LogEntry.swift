/// What a log line says; fields that do not apply are absent from the line.
///
/// Only integers, strings and one flat dictionary of strings: nothing whose text could differ
/// between two JSON libraries in a way that matters.
public struct LogEntry: Codable, Hashable, Sendable {
  /// The kind of line. Readers keep kinds they do not know.
  public struct Event: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    public static let start = Event(rawValue: "start")
    public static let resume = Event(rawValue: "resume")
    public static let stop = Event(rawValue: "stop")
    public static let exchange = Event(rawValue: "exchange")
    public static let embedding = Event(rawValue: "embedding")
    public static let deviation = Event(rawValue: "deviation")
  }

  public var event: Event
  public var subject: String?
  public var role: String?
  public var endpoint: String?
  public var modelRequested: String?
  public var modelReturned: String?
  public var fingerprint: String?
  public var requestID: String?
  /// The date the provider gave, as it gave it.
  public var providerDate: String?
  /// The HTTP status, or the exit status of a command.
  public var status: Int?
  /// "ok", "refused", "truncated" or the kind of error.
  public var outcome: String?
  /// Counted from 1.
  public var attempt: Int?
  /// Where the answer came from, when not from the model itself.
  public var cache: String?
  public var parameters: [String: String]?
  public var probeSet: String?
  public var probe: String?
  /// The index of a repeated sample, counted from 0.
  public var sample: Int?
  public var requestDigest: Digest256?
  public var responseDigest: Digest256?
  public var message: String?

  public init(_ event: Event) {
    self.event = event
  }

  /// Among the parameters: the digest of the visible text of an answer, as compared.
  public static let textParameter = "text"
  /// Among the parameters: the digest of the first token's log probabilities, as compared.
  public static let logprobsParameter = "logprobs"

  /// The digest of the visible text of an answer; text that is not a digest is none.
  public var textDigest: Digest256? { digest(in: Self.textParameter) }
  public var logprobsDigest: Digest256? { digest(in: Self.logprobsParameter) }

  private func digest(in parameter: String) -> Digest256? {
    parameters?[parameter].flatMap { Digest256(hex: $0) }
  }

  /// Every file of exact bytes that the line names.
  public var namedFiles: [(digest: Digest256, side: RawStore.Side)] {
    let named: [(Digest256?, RawStore.Side)] = [
      (requestDigest, .request), (responseDigest, .response), (textDigest, .response),
      (logprobsDigest, .response),
    ]
    return named.compactMap { digest, side in digest.map { ($0, side) } }
  }

  private enum CodingKeys: String, CodingKey {
    case event, subject, role, endpoint
    case modelRequested = "model_requested"
    case modelReturned = "model_returned"
    case fingerprint
    case requestID = "request_id"
    case providerDate = "provider_date"
    case status, outcome, attempt, cache, parameters
    case probeSet = "probe_set"
    case probe, sample
    case requestDigest = "request_digest"
    case responseDigest = "response_digest"
    case message
  }
}
