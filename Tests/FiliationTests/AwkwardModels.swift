import Endpoints
import Foundation
import Hummingbird
import NIOCore

extension Asked {
  /// What a request came with, beside the question.
  struct Circumstances: Sendable {
    /// The key sent.
    var key: String
    /// Requests that the model has received before this one.
    var before: Int
    var body: [String: JSON]
  }

  /// The answers of models whose names stand for a way of being difficult; `nil` for other names.
  func awkward(_ circumstances: Circumstances) -> Response? {
    if let form = KeyForm(rawValue: model) {
      let said = form.write(circumstances.key)
      return json(#"{"error": {"message": "the key was \#(said)"}}"#, .badRequest)
    }
    return storm(circumstances.before) ?? rejection(of: circumstances.body) ?? oddity(circumstances)
  }

  private func storm(_ before: Int) -> Response? {
    let slowDown = #"{"error": "slow down"}"#
    return switch model {
    case "storm" where before < 2: json(slowDown, .tooManyRequests, [.retryAfter: "1"])
    case "storm-by-date" where before < 1:
      json(slowDown, .tooManyRequests, [.retryAfter: Self.httpDate(Date(timeIntervalSinceNow: 3))])
    case "long-storm": json(slowDown, .tooManyRequests, [.retryAfter: "3600"])
    case "shaky" where before < 2: json(#"{"error": "oops"}"#, .internalServerError)
    default: nil
    }
  }

  /// RFC 9110, 5.6.7.
  private static func httpDate(_ date: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.string(from: date)
  }

  /// Parts of requests that newer models do not take, in the words of OpenAI's server.
  private func rejection(of body: [String: JSON]) -> Response? {
    switch model {
    case "no-temperature" where body["temperature"] != nil:
      json(
        #"""
        {"error": {"message": "Unsupported value: 'temperature' does not support 0 with this model. \#
        Only the default (1) value is supported.", "param": "temperature", \#
        "code": "unsupported_value"}}
        """#, .badRequest)
    case "new-limit" where body["max_tokens"] != nil:
      json(
        #"""
        {"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this \#
        model. Use 'max_completion_tokens' instead.", "param": "max_tokens", \#
        "code": "unsupported_parameter"}}
        """#, .badRequest)
    default: nil
    }
  }

  private func oddity(_ circumstances: Circumstances) -> Response? {
    switch model {
    case "countless":
      json(
        #"""
        {"model": "c", "choices": [{"message": {"content": "many"}}], "usage": {"prompt_tokens": \#
        9223372036854775807, "completion_tokens": 9223372036854775800}}
        """#, .ok)
    case "rejects-first" where circumstances.before > 0: completion("It is 42.")
    case "rejects", "rejects-first":
      json(#"{"error": {"message": "context length exceeded"}}"#, .badRequest)
    case "repeats-key": completion("I was asked with \(circumstances.key).")
    case "half-character":
      json(#"{"model": "h", "choices": [{"message": {"content": "cut \ud83d"}}]}"#, .ok)
    case "half-bytes": bytes(#"{"choices": [{"message": {"content": "caf"#, [0xC3], #""}}]}"#)
    case "steering":
      json(#"{"error": {"message": "\u001b[2Jgone\u0007\nfiliation: all is well"}}"#, .badRequest)
    case "long-name": completion("fine", model: String(repeating: "\u{1}", count: 2 << 20))
    case "reasoning-field":
      json(
        #"""
        {"model": "r", "choices": [{"message": {"content": "It is 42.", "reasoning_content": \#
        "hidden thoughts"}, "finish_reason": "stop"}]}
        """#, .ok)
    default: nil
    }
  }

  private func bytes(_ start: String, _ middle: [UInt8], _ end: String) -> Response {
    let all = ByteBuffer(bytes: Array(start.utf8) + middle + Array(end.utf8))
    return Response(status: .ok, body: ResponseBody(byteBuffer: all))
  }
}

/// Ways in which a server may repeat a key, as it stands in a JSON text.
enum KeyForm: String, CaseIterable {
  case plain = "echo-plain"
  case slash = "echo-slash"
  case unicode = "echo-unicode"
  case escapedTwice = "echo-escaped-twice"
  case percent = "echo-percent"
  case base64 = "echo-base64"
  case basic = "echo-basic"
  case hexadecimal = "echo-hexadecimal"

  func write(_ key: String) -> String {
    let bytes = Array(key.utf8)
    func each(_ form: (UInt8) -> String) -> String { bytes.map(form).joined() }
    func padded(_ byte: UInt8, to count: Int) -> String {
      let digits = String(byte, radix: 16)
      return String(repeating: "0", count: count - digits.count) + digits
    }
    return switch self {
    case .plain: key
    case .slash: key.replacing("/", with: #"\/"#)
    case .unicode: each { #"\u"# + padded($0, to: 4) }
    case .escapedTwice: each { #"\\u"# + padded($0, to: 4) }
    case .percent: each { "%" + padded($0, to: 2).uppercased() }
    case .base64: Data(bytes).base64EncodedString()
    case .basic: (Data("user:".utf8) + Data(bytes)).base64EncodedString()
    case .hexadecimal: each { padded($0, to: 2) }
    }
  }
}
