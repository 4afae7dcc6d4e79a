import Foundation
import Panels
import Probing
import Testing

/// One way of damaging a sound panel, and where the error has to point.
struct Damage: Sendable, CustomTestStringConvertible {
  var file: String
  var text: String
  var line: Int?
  var reason: String
  var testDescription: String { "\(file): \(reason)" }
}

struct PanelErrorTests {
  static let row = #"{"subject":"m","probe":"a","sample":0,"response":"x"}"#

  static let damages = [
    Damage(file: "responses.jsonl", text: "\(row)\n{\"subject\":", line: 2, reason: "JSON"),
    Damage(file: "responses.jsonl", text: "\(row)\n\n[1]", line: 3, reason: "wrong type"),
    Damage(
      file: "responses.jsonl", text: #"{"subject":"m","probe":"a","sample":0,"response":7}"#,
      line: 1, reason: "\"response\" has the wrong type"),
    Damage(
      file: "responses.jsonl", text: #"{"subject":"m","probe":"a","sample":"0","response":"x"}"#,
      line: 1, reason: "\"sample\" has the wrong type"),
    Damage(
      file: "responses.jsonl", text: #"{"subject":"m","probe":"a","sample":-1,"response":"x"}"#,
      line: 1, reason: "negative"),
    Damage(
      file: "responses.jsonl", text: #"{"subject":"m","sample":0,"response":"x"}"#, line: 1,
      reason: "\"probe\" is missing"),
    Damage(file: "responses.jsonl", text: "\(row)\n\(row)\n", line: 2, reason: "answered before"),
    Damage(
      file: "responses.jsonl", text: #"{"subject":"m","probe":"q","sample":0,"response":"x"}"#,
      line: 1, reason: "probe \"q\" is unknown"),
    Damage(
      file: "responses.jsonl", text: #"{"subject":"q","probe":"a","sample":0,"response":"x"}"#,
      line: 1, reason: "subject \"q\" is unknown"),
    Damage(
      file: "probes.jsonl",
      text: "{\"id\":\"a\",\"kind\":\"free-text\"}\n{\"id\":\"a\",\"kind\":\"free-text\"}", line: 2,
      reason: "probe id \"a\" is repeated"),
    Damage(
      file: "probes.jsonl", text: #"{"id":"a","kind":"essay"}"#, line: 1,
      reason: "\"kind\" has an unknown value"),
    Damage(
      file: "probes.jsonl", text: #"{"id":"a","kind":"free-text","prompt":5}"#, line: 1,
      reason: "\"prompt\" has the wrong type"),
    Damage(
      file: "subjects.csv", text: "subject,maker,family\nm,a,b\n", line: 1,
      reason: "column \"lineage\" is missing"),
    Damage(
      file: "subjects.csv", text: "subject,maker,family,lineage\nm,,,\nm,,,\n", line: 3,
      reason: "\"m\" is repeated"),
    Damage(
      file: "subjects.csv", text: "subject,maker,family,lineage\nm,a,b\n", line: 2,
      reason: "3 fields"),
    Damage(
      file: "subjects.csv", text: "subject,maker,family,lineage\n\"m,a,b,c\n", line: 2,
      reason: "never closed"),
    Damage(
      file: "pairs.csv", text: "suspect,source_model,label\nn,m,cousins\n", line: 2,
      reason: "label \"cousins\" is unknown"),
    Damage(
      file: "pairs.csv", text: "suspect,source_model\nn,m\nn,m\n", line: 3, reason: "is repeated"),
    Damage(
      file: "pairs.csv", text: "suspect,source_model\nn,q\n", line: 2, reason: "no subject \"q\""),
    Damage(
      file: "pairs.csv", text: "suspect,source_model\nn,\n", line: 2, reason: "is empty"),
  ]

  @Test(arguments: damages)
  func namesFileLineAndReason(of damage: Damage) async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    try folder.write(damage.file, damage.text)
    let error = try #require(
      await failure { () throws(PanelError) in
        _ = try await Panel.read(folder.path)
      })
    #expect(error.file == "\(folder.path)/\(damage.file)")
    #expect(error.line == damage.line)
    #expect(error.reason.contains(damage.reason), "\(error.reason)")
    #expect(!error.remedy.isEmpty)
    #expect(error.description.hasPrefix("\(error.file):\(damage.line!): "))
  }

  @Test(arguments: ["probes.jsonl", "responses.jsonl", "subjects.csv"])
  func namesAMissingFile(name: String) async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    let error = await failure { () throws(PanelError) in _ = try await Panel.read(folder.path) }
    #expect(error?.kind == .missing)
    #expect(error?.file == "\(folder.path)/\(name)")
  }

  @Test func pairsAreOptional() async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    try FileManager.default.removeItem(atPath: "\(folder.path)/pairs.csv")
    #expect(try await Panel.read(folder.path).labels.isEmpty)
  }

  @Test(arguments: ["probes.jsonl", "responses.jsonl", "subjects.csv", "pairs.csv"])
  func rejectsWhatIsNotUTF8(name: String) async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    try folder.write(name, Array(#"{"subject":"m\#n"#.utf8) + [0x7B, 0xFF, 0xFE, 0x7D])
    let error = await failure { () throws(PanelError) in _ = try await Panel.read(folder.path) }
    #expect(error?.kind == .malformed)
    #expect(error?.file == "\(folder.path)/\(name)")
  }

  /// Cut at many places: either an error that says truncated or damaged, never a short panel.
  @Test func aTruncatedGzipNeverReadsAsAShortPanel() async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    let panel = try await Panel.read(folder.path)
    let copy = try Folder()
    try PanelWriter.write(panel, to: copy.path)
    let whole = try copy.bytes("responses.jsonl.gz")
    for count in stride(from: 3, to: whole.count, by: 7) {
      try copy.write("responses.jsonl.gz", Array(whole[..<count]))
      let error = await failure { () throws(PanelError) in _ = try await Panel.read(copy.path) }
      #expect(error?.kind == .malformed, "cut after \(count) bytes")
    }
  }

  @Test func aBrokenLineFarDownIsFoundByItsNumber() async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    let filler = String(repeating: "x", count: 50_000)
    var lines = (0..<400).map {
      #"{"subject":"m","probe":"a","sample":\#($0),"response":"\#(filler)"}"#
    }
    lines[333] = "{]"
    try folder.write("responses.jsonl", lines.joined(separator: "\n"))
    let error = await failure { () throws(PanelError) in _ = try await Panel.read(folder.path) }
    #expect(error?.line == 334)
  }

  @Test func anUnwritableFolderIsNamed() throws {
    let subject = Subject(id: "s", maker: "k", family: "f", lineage: "l")
    let panel = Panel(
      name: "x", transcript: Transcript(subjects: [subject], probes: [], responses: [[]]))
    let folder = try Folder()
    try folder.write("file", "not a folder")
    #expect {
      try PanelWriter.write(panel, to: folder.path + "/file/inside")
    } throws: { ($0 as? PanelError)?.kind == .unwritable }
  }
}
