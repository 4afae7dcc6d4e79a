/// Why an endpoint gave no answer.
public struct EndpointError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// The key is missing, or the server refuses it.
    case authentication
    case unknownModel = "unknown-model"
    /// Too many requests, or the account's quota is used up.
    case rateLimited = "rate-limited"
    /// The server failed (5xx).
    case provider
    case connection
    case deadline
    /// The response is larger than the cap.
    case tooLarge = "too-large"
    /// The response is not what the protocol promises.
    case malformed
    /// The server rejects this request.
    case badRequest = "bad-request"
    case commandFailed = "command-failed"
    /// A panel holds no answer to this question.
    case notRecorded = "not-recorded"
    case configuration
    /// A file of a model on this machine is not there.
    case missingFile = "missing-file"
    /// A file of a model on this machine is damaged.
    case unusableFile = "unusable-file"
    /// The asking task was cancelled while the request was under way.
    case interrupted
  }

  public var kind: Kind
  /// What happened, where, and what to do about it.
  public var message: String
  /// The HTTP status, when there was one.
  public var status: Int?
  /// How long the server asked to wait.
  public var retryAfter: Duration?
  /// Whether the same request may succeed later.
  public var isRetriable: Bool
  /// Whether the failure came before the request was sent, so that nothing can have been billed.
  public var isUnsent: Bool
  /// The part of the request that the server rejects, when leaving it out may help.
  public var rejects: Adaptation?

  /// - Parameter isRetriable: `nil` decides by the kind.
  public init(
    _ kind: Kind, _ message: String, status: Int? = nil, retryAfter: Duration? = nil,
    isRetriable: Bool? = nil, isUnsent: Bool = false, rejects: Adaptation? = nil
  ) {
    self.kind = kind
    self.message = message
    self.status = status
    self.retryAfter = retryAfter
    self.isRetriable = isRetriable ?? kind.isRetriable
    self.isUnsent = isUnsent
    self.rejects = rejects
  }

  public var description: String { message }
}

extension EndpointError.Kind {
  var isRetriable: Bool {
    switch self {
    case .rateLimited, .provider, .connection, .deadline, .malformed: true
    default: false
    }
  }

  /// Whether no other question to the same endpoint can succeed either.
  var isFatal: Bool {
    switch self {
    case .authentication, .unknownModel, .rateLimited, .configuration: true
    default: false
    }
  }

  /// How many questions in a row may fail this way before the endpoint is given up;
  /// `nil` means any number.
  var toleratedInARow: Int? {
    switch self {
    case .notRecorded, .interrupted: nil
    case .badRequest, .tooLarge: 24
    default: 4
    }
  }
}
