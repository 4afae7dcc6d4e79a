import Foundation
import Probing
import Testing

@Suite struct JSONRepairTests {
  private func repaired(_ text: String) -> String? {
    JSONRepair.repaired(text.utf8).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    (#"["\ud83d"]"#, #"["\ufffd"]"#), (#"["\uDE00x"]"#, #"["\ufffdx"]"#),
    (#"["\ud83d\ud83d\ude00"]"#, #"["\ufffd\ud83d\ude00"]"#),
    (#"["\\\ud83d"]"#, #"["\\\ufffd"]"#), (#"["a\ud800\n"]"#, #"["a\ufffd\n"]"#),
  ])
  func aHalfAloneIsReplaced(text: String, expected: String) {
    #expect(repaired(text) == expected)
  }

  @Test(arguments: [
    #"["\ud83d\ude00"]"#, #"["\\ud83d"]"#, #"["plain \u00e9 é 😀"]"#, "", "\\", #"\ud83"#,
    #"\ud8zz"#,
  ])
  func whatIsWholeIsLeftAlone(text: String) {
    #expect(repaired(text) == nil)
  }

  @Test func bytesThatAreNotUTF8AreReplaced() throws {
    let bytes = Array(#"["caf"#.utf8) + [0xC3] + Array(#""]"#.utf8)
    let repaired = try #require(JSONRepair.repaired(bytes))
    #expect(try JSONDecoder().decode([String].self, from: Data(repaired)) == ["caf\u{FFFD}"])
  }

  /// Whatever sequence of escapes is written, the repaired text is read, and equals what the lenient
  /// decoding of its UTF-16 gives.
  @Test func everySequenceOfFourEscapesAgainstUTF16Decoding() throws {
    let units: [UInt16] = [0x41, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000]
    for number in 0..<1296 {
      let chosen = [number % 6, number / 6 % 6, number / 36 % 6, number / 216].map { units[$0] }
      let text = "[\"" + chosen.map { "\\u" + String($0, radix: 16).leftPadded }.joined() + "\"]"
      let readable = repaired(text) ?? text
      let read = try JSONDecoder().decode([String].self, from: Data(readable.utf8))
      #expect(read == [String(decoding: chosen, as: UTF16.self)])
    }
  }
}

extension String {
  fileprivate var leftPadded: String { String(repeating: "0", count: 4 - count) + self }
}
