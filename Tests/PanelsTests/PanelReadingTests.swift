import Foundation
import Panels
import Probing
import Testing

struct PanelReadingTests {
  @Test func readsEveryFileOfASmallPanel() async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    let panel = try await Panel.read(folder.path)
    let transcript = panel.transcript
    #expect(transcript.probes.map(\.id) == ["a", "b", "c"])
    #expect(transcript.probes[2].key == "1000")
    #expect(transcript.responses[0][0].map(\.text) == ["first", "second"])
    #expect(transcript.responses[0][1].map(\.answer) == [.given("B")])
    #expect(transcript.responses[1][2].map(\.answer) == [.given("1000")])
    #expect(transcript.responses[1][0].isEmpty)
    #expect(transcript.subjects[1].family == "n" && transcript.subjects[1].lineage == "n")
    #expect(panel.columns["m"]?["organisation"] == "Mine, Inc.")
    #expect(transcript.subjects.map(\.inCohort) == [true, false])
    #expect(
      panel.labels == [
        PairLabel(suspect: "n", source: "m", relation: .distilled, confidence: .med)
      ])
  }

  @Test(arguments: [false, true])
  func writingAndReadingGivesTheSamePanel(compressed: Bool) async throws {
    let folder = try Folder()
    try folder.writeSoundPanel()
    let panel = try await Panel.read(folder.path)
    let copy = try Folder()
    try PanelWriter.write(panel, to: copy.path + "/new", compressed: compressed)
    let again = try await Panel.read(copy.path + "/new")
    #expect(again.transcript.subjects == panel.transcript.subjects)
    #expect(again.transcript.probes == panel.transcript.probes)
    #expect(again.transcript.responses == panel.transcript.responses)
    #expect(again.labels == panel.labels && again.columns == panel.columns)
  }

  @Test func awkwardTextSurvivesWritingAndReading() async throws {
    let texts = [
      "quote \" backslash \\ slash / tab \t newline \n return \r bell \u{7} nul \u{0}",
      "😀 ünï 漢字 \u{2028} \u{FFFF} e\u{301}", "", "\\u0041 stays",
      String(repeating: "x\n", count: 9999),
    ]
    let rows = texts.enumerated().map {
      RecordedRow(subject: "s", probe: "p", sample: $0.offset, response: $0.element)
    }
    let subject = Subject(id: "s", maker: "k", family: "f", lineage: "l")
    let panel = try Panel(
      name: "x", probes: [Probe(id: "p", kind: .freeText, prompt: [])],
      table: SubjectsTable(subjects: [subject]), rows: rows, rowsFile: "rows")
    let folder = try Folder()
    try PanelWriter.write(panel, to: folder.path)
    let again = try await Panel.read(folder.path)
    #expect(again.transcript.responses[0][0].map(\.text) == texts)
  }

  /// Several blocks of four megabytes, with lines longer than a block, against a plain split.
  @Test func largeFilesAgainstObviousSplit() async throws {
    var expected: [RecordedRow] = []
    for sample in 0..<300 {
      let length = sample == 150 ? 9_000_000 : 40_000 + 37 * sample
      expected.append(
        RecordedRow(
          subject: "s", probe: "p", sample: sample,
          response: String(repeating: "\(sample % 10)", count: length)))
    }
    let lines = expected.map {
      #"{"subject":"s","probe":"p","sample":\#($0.sample),"response":"\#($0.response)"}"#
    }
    let folder = try Folder()
    try folder.write("rows.jsonl", lines.joined(separator: "\n"))
    #expect(try RecordedRow.read(folder.path + "/rows.jsonl") == expected)
    try folder.write("responses.jsonl", lines.joined(separator: "\n"))
    try folder.write("probes.jsonl", #"{"id":"p","kind":"free-text"}"#)
    try folder.write("subjects.csv", "subject,maker,family,lineage\ns,,,\n")
    let panel = try await Panel.read(folder.path)
    #expect(panel.transcript.responses[0][0].map(\.text) == expected.map(\.response))
  }

  @Test func importsRowsFromCSV() throws {
    let folder = try Folder()
    try folder.write(
      "rows.csv",
      "subject,probe,response,sample,answer\r\nm,a,\"one\ntwo, \"\"three\"\"\",1,\r\nm,b,x,0,42\r\n"
    )
    #expect(
      try RecordedRow.read(folder.path + "/rows.csv") == [
        RecordedRow(subject: "m", probe: "a", sample: 1, response: "one\ntwo, \"three\""),
        RecordedRow(subject: "m", probe: "b", response: "x", answer: "42"),
      ])
  }

  @Test func logProbabilitiesAreReadAndWritten() async throws {
    let folder = try Folder()
    try folder.write("probes.jsonl", #"{"id":"p","kind":"choice","choices":["x","y"]}"#)
    try folder.write("subjects.csv", "subject,maker,family,lineage\ns,,,\n")
    try folder.write(
      "responses.jsonl",
      #"{"subject":"s","probe":"p","response":"A","#
        + #""logprobs":[{"token":"A","logprob":-0.25},{"token":" B","logprob":-2}]}"#)
    let panel = try await Panel.read(folder.path)
    #expect(
      panel.transcript.responses[0][0][0].firstTokenLogprobs
        == [TokenLogprob(token: "A", logprob: -0.25), TokenLogprob(token: " B", logprob: -2)])
    let copy = try Folder()
    try PanelWriter.write(panel, to: copy.path)
    #expect(try await Panel.read(copy.path).transcript.responses == panel.transcript.responses)
  }

  @Test func severalOptionsAtOnceAreNoChoice() throws {
    let probe = Probe(id: "p", kind: .choice, prompt: [], choices: ["a", "b", "c"], key: "2")
    let subject = Subject(id: "s", maker: "k", family: "f", lineage: "l")
    let answers = ["2", "1|3", "C", "D", "b "]
    let rows = answers.enumerated().map {
      RecordedRow(subject: "s", probe: "p", sample: $0.offset, response: "", answer: $0.element)
    }
    let panel = try Panel(
      name: "x", probes: [probe], table: SubjectsTable(subjects: [subject]), rows: rows,
      rowsFile: "rows")
    #expect(
      panel.transcript.responses[0][0].map(\.answer)
        == [.given("2"), .none, .given("C"), .none, .given("B")])
  }

  @Test func answersAreExtractedWhereNoColumnGivesThem() throws {
    let probes = [
      Probe(id: "n", kind: .shortAnswer, prompt: [], key: "1000", extract: .integer),
      Probe(id: "c", kind: .choice, prompt: [], choices: ["x", "y", "z"], key: "2"),
      Probe(id: "l", kind: .shortAnswer, prompt: [], key: "a, b", extract: .list),
      Probe(id: "f", kind: .freeText, prompt: []),
    ]
    let rows = [
      RecordedRow(subject: "s", probe: "n", response: "The answer is 1,000."),
      RecordedRow(subject: "s", probe: "n", sample: 1, response: "so 1000 +", isTruncated: true),
      RecordedRow(subject: "s", probe: "n", sample: 2, response: "?", answer: " 1.000 "),
      RecordedRow(subject: "s", probe: "c", response: "Option B"),
      RecordedRow(subject: "s", probe: "l", response: "", answer: "A,B"),
      RecordedRow(subject: "s", probe: "f", response: "The answer is 5."),
    ]
    let table = SubjectsTable(subjects: [Subject(id: "s", maker: "k", family: "f", lineage: "l")])
    let panel = try Panel(name: "x", probes: probes, table: table, rows: rows, rowsFile: "rows")
    #expect(
      panel.transcript.responses[0].map { $0.map(\.answer) } == [
        [.given("1000"), .none, .given("1000")], [.given("2")], [.given("a, b")], [.none],
      ])
  }
}
