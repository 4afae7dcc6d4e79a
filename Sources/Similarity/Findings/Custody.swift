/// What the log of a study says of how its answers were recorded.
public struct CustodyRecord: Codable, Sendable, Equatable {
  public var lines: Int
  public var exchanges: Int
  /// Times of the first and the last line, by the clock of the recording machine (RFC 3339, UTC).
  public var began: String?
  public var ended: String?
  /// Torn ends of the log that were set aside, for instance after a crash.
  public var quarantined: Int
  /// Plans that replaced the locked one after answers were seen.
  public var amendedPlans: Int

  public init(
    lines: Int, exchanges: Int, began: String?, ended: String?, quarantined: Int,
    amendedPlans: Int
  ) {
    self.lines = lines
    self.exchanges = exchanges
    self.began = began
    self.ended = ended
    self.quarantined = quarantined
    self.amendedPlans = amendedPlans
  }

  enum CodingKeys: String, CodingKey {
    case lines, exchanges, began, ended, quarantined
    case amendedPlans = "amended_plans"
  }
}

/// Where and when one subject was asked.
public struct AskedRecord: Codable, Sendable, Equatable {
  /// Without keys and queries; empty for answers taken from a recorded panel.
  public var endpoints: [String]
  /// Of its first and last exchange, by the clock of the recording machine.
  public var first: String?
  public var last: String?

  public init(endpoints: [String] = [], first: String? = nil, last: String? = nil) {
    self.endpoints = endpoints
    self.first = first
    self.last = last
  }
}

/// One thing that the plan fixed, in words.
public struct PlanItem: Codable, Sendable, Equatable {
  public var title: String
  public var value: String

  public init(title: String, value: String) {
    self.title = title
    self.value = value
  }
}
