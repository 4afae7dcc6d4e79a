import Endpoints
import Foundation
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) -> JSON? { JSON(parsing: Data(text.utf8)) }

  private func decoded(_ text: String) -> JSON? {
    try? JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  static let sound = [
    "null", " true ", "false", "0", "-0", "12", "-7", "1.5", "-1.5e3", "2E-2", "1e+2", "0.1",
    "9223372036854775807", "9223372036854775808", #""""#, #""plain é 😀""#,
    #""\" \\ \/ \b \f \n \r \t \u0041 \u00e9 \ud83d\ude00""#, "[]", "[ ]", "[1,[2],{}]", "{}",
    #"{ "a" : [ 1 , {"b":null} ] , "c":"d" }"#, "\t\r\n[1]\n",
  ]

  @Test(arguments: sound)
  func soundTextsAgainstJSONDecoder(text: String) throws {
    let expected = try #require(decoded(text))
    #expect(read(text) == expected)
  }

  @Test(arguments: [
    "", " ", "[", "]", "[1", "[1,", "[1,]", "[,1]", "{", "{\"a\"", "{\"a\":", "{\"a\":1",
    "{\"a\":1,}",
    "{a:1}", "{1:2}", "\"", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "01", "-",
    "+1",
    "1.", ".5", "1e", "1e+", "tru", "nul", "nulll", "[1] 2", "1 2", "NaN", "Infinity", "-Infinity",
    "'a'", "[1;2]", "{\"a\" 1}", "\u{0}",
  ])
  func whatIsNotJSONIsRefused(text: String) {
    #expect(read(text) == nil)
  }

  @Test(arguments: [
    ("\"a\u{1}\nb\"", "a\u{1}\nb"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ud83d\n""#, "\u{FFFD}\n"), ("\u{FEFF}\"mark\"", "mark"),
  ])
  func whatServersSendAllTheSameIsTaken(text: String, value: String) {
    #expect(read(text) == .string(value))
  }

  @Test func bytesThatAreNotUTF8AreReplaced() {
    let bytes = Data("\"caf".utf8) + [0xC3] + Data("\"".utf8)
    #expect(JSON(parsing: bytes) == "caf\u{FFFD}")
  }

  @Test(arguments: [
    ("1e999", Double.greatestFiniteMagnitude), ("-1e999", -.greatestFiniteMagnitude),
  ])
  func numbersBeyondTheRangeStayFinite(text: String, value: Double) {
    #expect(read(text) == .number(value))
  }

  @Test func theLastMemberOfANameCounts() {
    #expect(read(#"{"a":1,"a":2}"#) == ["a": 2])
  }

  @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
  func depthIsBounded(open: String, close: String) {
    func nested(_ levels: Int) -> String {
      String(repeating: open, count: levels) + "0" + String(repeating: close, count: levels)
    }
    #expect(read(nested(500)) != nil)
    #expect(read(nested(600)) == nil)
    #expect(read(nested(2_000_000)) == nil)
  }

  /// Time grows with the length, not with the depth.
  @Test func deepAndLongTextsAreReadInTime() {
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    let text = "[" + [String](repeating: deep, count: 5000).joined(separator: ",") + "]"
    let start = ContinuousClock.now
    #expect(read(text) != nil)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  /// Of 20,000 damaged texts, whatever the decoder accepts is read alike, and what is read though the
  /// decoder refuses it differs from JSON only in the ways described.
  @Test func damagedTextsAgainstJSONDecoder() {
    let original = Array(
      #"{"a":[1,-2.5e3,"x\n\u00e9\ud83d\ude00 \"q\""],"b":{"c":null,"d":true}}"#.utf8)
    let marks = Array("\"\\{}[]:,0123456789-+.eu ntf".utf8)
    var random = SystemRandomNumberGenerator()
    var accepted = 0
    for _ in 0..<20_000 {
      var text = original
      for _ in 0...Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text[place] = marks.randomElement(using: &random)!
        case 1: text.remove(at: place)
        default: text.insert(marks.randomElement(using: &random)!, at: place)
        }
      }
      let written = String(decoding: text, as: UTF8.self)
      let expected = decoded(written)
      let found = read(written)
      if let expected {
        accepted += 1
        // The decoder keeps the first of members of one name, and takes a comma after the last.
        let names = Self.names(written)
        if Set(names).count == names.count, !written.contains(/,\s*[\]}]/) {
          #expect(found == expected, "\(written)")
        }
      } else if found != nil {
        #expect(written.contains(#"\ud"#) || written.contains("e3"), "\(written)")
      }
    }
    #expect(accepted > 500)
  }

  private static func names(_ text: String) -> [String] {
    text.matches(of: /"([^"]*)"\s*:/).map { String($0.1) }
  }
}
