import Endpoints
import Foundation
import Probing
import Testing

@Suite struct SecretRedactionTests {
  private static let key = "sk-live/0123+456\\789%abc&def="

  private func redacted(_ text: String, key: String = key) throws -> String {
    let secret = try Secret(variable: "K", in: ["K": key])
    return String(decoding: secret.redacting(Data(text.utf8)), as: UTF8.self)
  }

  private static func each(_ form: (UInt8) -> String) -> String { key.utf8.map(form).joined() }
  private static func hex(_ byte: UInt8, _ digits: Int) -> String {
    let text = String(byte, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  static let forms: [String] = [
    key,
    String(decoding: try! JSONEncoder().encode(key), as: UTF8.self).dropFirst().dropLast()
      .description,
    key.replacing("\\", with: "\\\\").replacing("/", with: "\\/"),
    each { "\\u" + hex($0, 4) }, each { "\\u" + hex($0, 4).uppercased() },
    each { "\\\\u" + hex($0, 4) }, each { "\\\\\\\\u" + hex($0, 4) },
    each { $0 % 2 == 0 ? "\\u" + hex($0, 4) : String(UnicodeScalar($0)) }
      .replacing("\\789", with: "\\\\789"),
    each { "%" + hex($0, 2) }, each { "%25" + hex($0, 2).uppercased() },
    key.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!,
    each { "&#\($0);" }, each { "&#x" + hex($0, 2) + ";" }, each { hex($0, 2) },
    each { hex($0, 2).uppercased() },
  ]

  @Test(arguments: forms)
  func everyFormIsFound(form: String) throws {
    #expect(try redacted(form) == "[redacted]")
    let around = #"{"a": "\n\"x ü%2 \u00e9 sk-live \\"#
    let expected = around + "|[redacted]|[redacted] end\"}"
    #expect(try redacted(around + "|\(form)|\(form) end\"}") == expected)
  }

  /// Wherever the key begins in what was encoded, all characters that depend on it alone go.
  @Test(arguments: ["", "u", "us", "user:", "Basic x:"], ["", "z", "\nzz"])
  func base64IsFoundAtEveryOffset(before: String, after: String) throws {
    let text = Data((before + Self.key + after).utf8).base64EncodedString()
    for form in [
      text, text.replacing("+", with: "-").replacing("/", with: "_"),
      text.replacing("/", with: "\\/"),
    ] {
      let left = try redacted("[\(form)]")
      #expect(left.contains("[redacted]"))
      // What is left decodes to nothing of the key but a bit or two at its ends.
      #expect(left.replacing("[redacted]", with: "").count <= (before + after).utf8.count * 2 + 8)
    }
  }

  @Test(arguments: ["sk-live/0123+456", "a % b \\ c & d &#", "%", "\\", "\\u00", "&#x;", "%2", ""])
  func whatIsNotTheKeyIsLeftAlone(text: String) throws {
    #expect(try redacted(text) == text)
  }

  @Test func aPlaceHolderIsNotBlottedOut() throws {
    #expect(try redacted("EMPTY is an empty word", key: "EMPTY") == "EMPTY is an empty word")
  }

  @Test func aLongBodyIsSearchedInTime() throws {
    let secret = try Secret(variable: "K", in: ["K": Self.key])
    let body = Data(String(repeating: #"{"x":"\u4e2d\u6587 % & \n sk-"}"#, count: 100_000).utf8)
    let start = ContinuousClock.now
    #expect(secret.redacting(body) == body)
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}

@Suite struct UsageTests {
  @Test(arguments: [
    ("9223372036854775807", 1_000_000_000), ("9223372036854775808", 1_000_000_000),
    ("1e300", 1_000_000_000), ("-5", 0), ("12.7", 12), ("12", 12),
  ])
  func tokensAreReadIntoARangeThatCanBeAddedUp(written: String, tokens: Int) throws {
    let chat = try OpenAIChat(
      HTTPSettings(model: "m", baseURL: "http://localhost"), environment: [:])
    let body = """
      {"choices":[{"message":{"content":"x"}}],
       "usage":{"prompt_tokens":\(written),"completion_tokens":\(written)}}
      """
    let reply = try chat.reply(from: WireResponse(status: 200, body: Data(body.utf8)))
    #expect(reply.promptTokens == tokens)
    #expect(reply.completionTokens == tokens)
  }

  @Test func sumsStayAtTheLargestInteger() {
    let most = Spend(requests: .max, promptTokens: .max, completionTokens: .max)
    #expect((most + most).promptTokens == .max)
    #expect((most + most).tokens == .max)
    #expect((most - most).requests == 0)
    #expect((Spend() - most - most).completionTokens == .min)
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST", true), ("127.0.0.1", true), ("127.1.2.3", true),
    ("::1", true),
    ("127.0.0.1.example.com", false), ("127.example", false), ("localhost.example.com", false),
    ("127.0.0.256", false), ("10.0.0.1", false), ("128.0.0.1", false),
  ])
  func loopbackIsTheMachineItself(host: String, isLoopback: Bool) {
    #expect(Loopback.contains(host: host) == isLoopback)
  }
}
