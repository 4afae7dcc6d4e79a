import Foundation
import Panels
import Probing
import Testing

struct ResponseScannerTests {
  private func decoded(_ line: String) -> RecordedRow? {
    try? JSONDecoder().decode(RecordedRow.self, from: Data(line.utf8))
  }

  private func scanned(_ line: [UInt8]) -> RecordedRow? {
    line.withUnsafeBufferPointer(ResponseScanner.row)
  }

  @Test(arguments: [
    #"{"subject":"m","probe":"p","sample":0,"response":"plain"}"#,
    #"{ "response" : "a\n\t\"\\\/\b\f\r" , "probe" : "p" , "subject" : "s", "sample" : 12 }"#,
    #"{"subject":"m","probe":"p","sample":3,"response":"\u00e9\u4e2d\u2028","answer":"B"}"#,
    #"{"subject":"é😀","probe":"p","response":""}"#,
  ])
  func usualLinesAgainstJSONDecoder(line: String) throws {
    let row = try #require(scanned(Array(line.utf8)))
    #expect(row == decoded(line))
  }

  @Test(arguments: [
    #"{"subject":"m","probe":"p","sample":0,"response":"\ud83d\ude00"}"#,
    #"{"subject":"m","probe":"p","sample":0,"response":null}"#,
    #"{"subject":"m","probe":"p","sample":0,"response":"x","extra":[1]}"#,
    #"{"subject":"m","probe":"p","sample":1e0,"response":"x"}"#,
    #"{"subject":"m","probe":"p","sample":0,"sample":1,"response":"x"}"#,
    #"{"subject":"m","probe":"p","sample":0,"response":"x"} {"#,
    #"{"subject":"m","probe":"p","sample":007,"response":"x"}"#,
    "{\"subject\":\"m\",\"probe\":\"p\",\"response\":\"a\u{1}b\"}", "{", "", #"{"subject":"m"#,
  ])
  func unusualLinesAreLeftToTheDecoder(line: String) {
    #expect(scanned(Array(line.utf8)) == nil)
  }

  /// Whatever the scanner accepts among 20,000 damaged lines, the decoder reads alike.
  @Test func damagedLinesAgainstJSONDecoder() {
    let original = Array(
      #"{"subject":"m","probe":"pé","sample":10,"response":"a\n\u00e9 \"q\" \\ z","answer":"7"}"#
        .utf8)
    let marks = Array("\"\\{}:,0123456789u n\u{e9}".utf8)
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var accepted = 0
    for _ in 0..<20_000 {
      var line = original
      for _ in 0...next(2) {
        switch next(3) {
        case 0: line[next(line.count)] = marks[next(marks.count)]
        case 1: line.remove(at: next(line.count))
        default: line.insert(marks[next(marks.count)], at: next(line.count))
        }
      }
      guard let row = scanned(line) else { continue }
      accepted += 1
      #expect(row == decoded(String(decoding: line, as: UTF8.self)))
    }
    #expect(accepted > 1000)
  }
}
