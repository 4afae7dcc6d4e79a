import Foundation
import Probing
import Testing

@Suite struct TextStoreTests {
  private static let texts = [
    "", "B", "fifteen bytes..", "The first long text, kept in memory.",
    "The second long text, which goes to the file.", "Zwölf Boxkämpfer \u{1F94A} jagen 十二 Männer.",
    "A line,\nanother\0 and a zero byte, \u{FEFF}and a mark.",
    String(repeating: "x", count: 3_000_000), "After the longest one.",
  ]

  private func kept(_ texts: [String], limit: Int) throws -> [Response] {
    var store = TextStore(folder: FileManager.default.temporaryDirectory.path, limit: limit)
    let responses = try texts.map { try store.keep(Response(text: $0, answer: .given("A"))) }
    try store.finish()
    return responses
  }

  @Test(arguments: [0, 40, 1 << 30])
  func textsComeBackAsTheyWere(_ limit: Int) throws {
    let responses = try kept(Self.texts, limit: limit)
    #expect(responses.map(\.text) == Self.texts)
    #expect(responses.allSatisfy { $0.answer == .given("A") })
  }

  @Test func aTextOnDiskEqualsOneInMemory() throws {
    let responses = try kept(Self.texts, limit: 0)
    let plain = Self.texts.map { Response(text: $0, answer: .given("A")) }
    #expect(responses == plain)
    #expect(Set(responses + plain).count == plain.count)
    #expect(responses[3] != plain[4])
  }

  @Test func aTextMayBeReplaced() throws {
    var response = try kept(["a text of more than fifteen bytes"], limit: 0)[0]
    response.text = "another"
    #expect(response.text == "another")
  }

  @Test func textsAreReadOnManyThreads() async throws {
    let texts = (0..<2_000).map { "text number \($0) of two thousand" }
    let responses = try kept(texts, limit: 0)
    let same = await withTaskGroup(of: Bool.self) { group in
      for start in 0..<8 {
        group.addTask {
          stride(from: start, to: texts.count, by: 8).allSatisfy {
            responses[$0].text == texts[$0]
          }
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(same)
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    var store = TextStore(folder: "/nowhere/at/all", limit: 0)
    #expect(throws: TextStoreError.self) {
      _ = try store.keep(Response(text: "a text of more than fifteen bytes"))
    }
  }
}
