public import Foundation
public import Probing

/// One request and what came back: everything that is recorded about it.
///
/// Headers are not part of it, so no key is either.
public struct Exchange<Value: Sendable>: Sendable {
  /// Where the request went; `nil` when it did not leave the machine.
  public var url: String?
  /// The exact bytes of the request's body.
  public var request: Data
  /// The exact bytes of the response's body as far as it was received whole.
  public var response: Data?
  public var status: Int?
  public var requestID: String?
  /// The `Date` header as sent.
  public var providerDate: String?
  /// The server's rate-limit headers, by lower-case name.
  public var rateLimits: [String: String]
  /// What says that the answer was kept from earlier and not made for this request, such as
  /// `x-cache: HIT`; `nil` when nothing does.
  public var cache: String?
  /// What was changed before recording, in words.
  public var notes: [String]
  public var result: Result<Value, EndpointError>

  public init(
    url: String? = nil, request: Data, response: Data? = nil, status: Int? = nil,
    requestID: String? = nil, providerDate: String? = nil, rateLimits: [String: String] = [:],
    cache: String? = nil, notes: [String] = [], result: Result<Value, EndpointError>
  ) {
    self.url = url
    self.request = request
    self.response = response
    self.status = status
    self.requestID = requestID
    self.providerDate = providerDate
    self.rateLimits = rateLimits
    self.cache = cache
    self.notes = notes
    self.result = result
  }
}

/// One exchange of one question, as handed to the log.
public struct Attempt: Sendable {
  public var question: Question
  /// The id of the respondent asked.
  public var endpoint: String
  public var provider: ProviderID
  public var modelRequested: String
  public var prompt: Prompt
  /// 1 for the first request made for this question in this run.
  public var number: Int
  public var exchange: Exchange<Reply>
  /// What the budget was charged for it: the usage reported, or else the most it can have cost.
  public var charged: Spend
  /// How the request departs from the plan, in words.
  public var deviations: [String]

  /// `answered`, `truncated`, `filtered` or `refused`, or the raw value of the error's kind.
  public var outcome: String {
    switch exchange.result {
    case .failure(let error): error.kind.rawValue
    case .success(let reply): Self.outcome(of: reply)
    }
  }

  /// `answered`, `truncated`, `filtered` or `refused`.
  public static func outcome(of reply: Reply) -> String {
    switch reply.finish {
    case .stop, .other: "answered"
    case .length: "truncated"
    case .filtered: "filtered"
    case .refused: "refused"
    }
  }

  /// The outcomes after which a question is not asked again.
  public static let conclusiveOutcomes: Set<String> = [
    "answered", "truncated", "filtered", "refused",
  ]
}
