import Foundation
import Probing

/// What a server says about a request it did not serve, in any of the common shapes:
/// `{"error": {"message", "type", "code", "param"}}`, `{"error": "text"}`, `{"message": "text"}`
/// and `{"detail": ...}`.
struct ServerFailure {
  var message: String
  var code: String
  var param: String?
  /// A status inside the body, as routers send with an outer 200.
  var innerStatus: Int?

  /// - Returns: `nil` when the body is JSON but tells of no error.
  init?(in body: Data) {
    guard let json = JSON(parsing: body) else { return nil }
    let errors = [json["error"], json["choices"]?[0]?["error"], Self.bare(json)]
    guard let error = errors.compactMap({ $0 }).first(where: { $0 != .null }) else { return nil }
    let detail = error["message"] ?? error["detail"] ?? error
    message = detail.string ?? String(decoding: detail.bytes, as: UTF8.self)
    code = [error["code"]?.string, error["type"]?.string].compactMap { $0 }.joined(separator: " ")
    param = error["param"]?.string
    innerStatus = error["code"]?.integer.flatMap { (400..<600).contains($0) ? $0 : nil }
    if error["metadata"]?["reasons"] != nil { code += " content_filter" }
  }

  private static func bare(_ json: JSON) -> JSON? {
    let isBare = json["choices"] == nil && json["content"] == nil
    return isBare && (json["message"]?.string != nil || json["detail"] != nil) ? json : nil
  }

  /// Whether the prompt was rejected for its content, which is an answer of a kind.
  private var isFiltered: Bool {
    let codes = ["content_filter", "content_policy", "data_inspection_failed", "moderation"]
    return codes.contains { code.lowercased().contains($0) }
      || says(["content filtering policy", "content management policy"])
  }

  /// The reply that a rejection for content amounts to, if this is one.
  func filteredReply(status: Int) -> Reply? {
    isFiltered && [200, 400, 403].contains(status) ? Reply(text: "", finish: .filtered) : nil
  }

  var isOutOfQuota: Bool {
    says(["insufficient_quota", "credit balance", "insufficient balance", "billing_"])
  }

  var isUnknownModel: Bool {
    says(["model_not_found", "model not found", "model_not_exist", "unknown model"])
  }

  /// The part of the request that is not taken, when the server says so.
  var rejects: Adaptation? {
    let rejections = [
      "unsupported", "not supported", "does not support", "not permitted", "unrecognized",
      "unknown", "deprecated", "only the default", "may only be", "extra inputs", "not allowed",
    ]
    guard says(rejections) else { return nil }
    let parts: [(String, Adaptation)] = [
      ("max_tokens", .tokenLimitField), ("max_completion_tokens", .tokenLimitField),
      ("temperature", .temperature), ("logprobs", .logprobs), ("seed", .seed),
    ]
    return parts.first { param == $0.0 }?.1 ?? parts.first { says([$0.0]) }?.1
  }

  private func says(_ phrases: [String]) -> Bool {
    let text = (code + " " + message).lowercased()
    return phrases.contains { text.contains($0) }
  }
}

extension EndpointError {
  /// The error that a response stands for.
  init(_ response: WireResponse, failure: ServerFailure?, from url: String, model: String) {
    let status = response.status == 200 ? failure?.innerStatus ?? 200 : response.status
    let said = failure?.message ?? String(decoding: response.body.prefix(200), as: UTF8.self)
    let words = said.isEmpty ? "" : ": \(said.printable(atMost: 500))"
    let what = "\(url) answered \(status)" + words
    switch status {
    case _ where failure?.isOutOfQuota == true, 402:
      self.init(
        .rateLimited, "\(what); the account's quota is used up", status: status, isRetriable: false)
    case _ where failure?.isUnknownModel == true, 404:
      self.init(.unknownModel, "\(what); check model (\(model)) and base_url", status: status)
    case 401, 403:
      self.init(.authentication, "\(what); check the key", status: status)
    case 429:
      self.init(
        .rateLimited, "\(what); lower concurrency or requests_per_minute", status: status,
        retryAfter: response.retryAfter)
    case 408:
      self.init(.deadline, what, status: status, retryAfter: response.retryAfter)
    case 200, 409, 500...:
      self.init(.provider, what, status: status, retryAfter: response.retryAfter)
    case 300..<400:
      let target = response.header("location")?.printable(atMost: 200) ?? "elsewhere"
      self.init(
        .configuration, "\(url) redirects to \(target); put that in base_url", status: status)
    default:
      self.init(.badRequest, what, status: status, rejects: failure?.rejects)
    }
  }

  /// A response that does not keep to the protocol.
  static func malformed(_ what: String, _ response: WireResponse) -> EndpointError {
    let start = String(decoding: response.body.prefix(80), as: UTF8.self).printable()
    return EndpointError(.malformed, "\(what); it begins: \(start)", status: response.status)
  }
}
