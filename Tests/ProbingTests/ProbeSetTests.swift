import Foundation
import Probing
import Testing

struct ProbeSetTests {
  static let header =
    #"{"id":"toy","version":1,"licence":"CC0-1.0","summary":"A toy.","strata":"#
    + #"[{"id":"easy","construction":"one digit","error_rate":null}],"#
    + #""sampling":{"samples":2,"temperature":0.7,"max_tokens":64}}"#
  static let probe =
    #"{"id":"a","stratum":"easy","kind":"short-answer","prompt":"2+2?","key":"4","extract":"integer"}"#

  private func parse(_ lines: [String]) throws -> ProbeSet {
    try ProbeSet.parse(Data(lines.joined(separator: "\n").utf8), file: "toy.jsonl")
  }

  private func issues(_ lines: [String]) -> [ProbeSetError.Issue] {
    do {
      _ = try parse(lines)
      return []
    } catch {
      return (error as? ProbeSetError)?.issues ?? []
    }
  }

  @Test func encodingAndParsingGivesTheSameSetAndBytes() throws {
    let dialogue =
      #"{"id":"b","stratum":"easy","kind":"free-text","prompt":"#
      + #"[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi \"there\"\n"}]}"#
    let choice =
      #"{"id":"c","stratum":"easy","kind":"choice","prompt":"A) x B) y","choices":["x","y"],"#
      + #""key":"B","extract":"choice"}"#
    let lines = [Self.header, Self.probe, dialogue, choice, ""]
    let set = try parse(lines)
    #expect(String(decoding: set.encoded(), as: UTF8.self) == lines.joined(separator: "\n"))
    #expect(try ProbeSet.parse(set.encoded(), file: "x") == set)
    #expect(set.header.name == "toy-v1" && set.header.sampling.samples == 2)
    #expect(set.probes[1].prompt.map(\.role) == [.system, .user])
  }

  @Test func readingGivesTheBytesForTheDigest() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = Data("\(Self.header)\n\(Self.probe)\n".utf8)
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(try ProbeSet.read(path).bytes == bytes)
    #expect(throws: ProbeSetError.self) { try ProbeSet.read(path + ".absent") }
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var lines: [String]
    var line: Int
    var reason: String
    var testDescription: String { reason }

    init(_ lines: [String], _ line: Int, _ reason: String) {
      self.lines = lines
      self.line = line
      self.reason = reason
    }

    static func header(_ old: String, _ new: String, _ reason: String) -> Fault {
      Fault([ProbeSetTests.header.replacingOccurrences(of: old, with: new)], 1, reason)
    }

    static func probe(_ old: String, _ new: String, _ reason: String) -> Fault {
      let probe = ProbeSetTests.probe.replacingOccurrences(of: old, with: new)
      return Fault([ProbeSetTests.header, probe], 2, reason)
    }
  }

  static let faults: [Fault] = [
    Fault([], 1, "empty"), Fault(["[]"], 1, "header"),
    Fault([#"{"id":"toy"}"#], 1, "\"version\" is missing"),
    Fault([header, probe, probe], 3, "repeated from line 2"),
    Fault([header, "", "{"], 3, "one JSON object"),
    .header(":1,", ":0,", "count from 1"), .header("0.7", "7", "temperature"),
    .header("\"samples\":2", "\"samples\":0", "samples"),
    .probe("easy", "hard", "not in the header"), .probe("2+2?", " ", "prompt"),
    .probe("integer", "essay", "unknown value"), .probe("\"4\"", "\"4.0\"", "write \"4\""),
    .probe("\"4\"", "\"four eggs or so\"", "no answer"),
    .probe(",\"extract\":\"integer\"", "", "extract"), .probe("short-answer", "choice", "2 to 26"),
  ]

  @Test(arguments: faults)
  func errorsNameLineAndReason(fault: Fault) throws {
    let found = issues(fault.lines)
    let issue = try #require(found.first { $0.reason.contains(fault.reason) }, "\(found)")
    #expect(issue.line == fault.line)
  }

  @Test func allErrorsAreReportedAtOnce() {
    let wrong = Self.probe.replacingOccurrences(of: "easy", with: "hard")
    #expect(issues([Self.header, wrong, "{}", Self.probe]).map(\.line) == [2, 3, 4])
  }

  @Test func whatIsNotUTF8IsRefused() {
    #expect(throws: ProbeSetError.self) {
      try ProbeSet.parse(Data([0x7B, 0xFF, 0x7D]), file: "x")
    }
  }
}

struct ProbeSetCheckTests {
  private func set(_ id: String, _ prompts: [String], stratum: String = "s") -> ProbeSet {
    let probes = prompts.enumerated().map {
      Probe(
        id: "\($0.offset)", stratum: stratum, kind: .freeText,
        prompt: [Message(role: .user, content: $0.element)])
    }
    return ProbeSet(
      header: .init(
        id: id, version: 1, licence: "CC0-1.0", summary: "",
        strata: [.init(id: "s", construction: "")], sampling: Sampling()),
      probes: probes)
  }

  /// Overlaps against comparing every pair of prompts.
  @Test func nearDuplicatesAgainstObviousLoop() {
    let prompts = [
      "Name a river in the north of the country.", "Name a river in the north of the county.",
      "Which city would you visit first?", "name a RIVER in the north of the country",
      "Short", "short!", "Two words",
    ]
    let check = ProbeSetCheck([set("a", prompts), set("b", [prompts[2]])])
    func sequences(_ text: String) -> Set<String> {
      let words =
        ["^"] + text.lowercased().split { !$0.isLetter }.map(String.init) + ["$"]
      return Set((0...(words.count - 3)).map { words[$0...($0 + 2)].joined(separator: " ") })
    }
    var expected: Set<String> = []
    let all = prompts + [prompts[2]]
    for first in all.indices {
      for second in all.indices where first < second {
        let (a, b) = (sequences(all[first]), sequences(all[second]))
        let overlap = Double(a.intersection(b).count) / Double(a.union(b).count)
        if overlap >= 0.7 { expected.insert("\(first) \(second)") }
      }
    }
    let index = ["b-v1/0": 7]
    let found = check.nearDuplicates.map { pair in
      [pair.first, pair.second].map { String(index[$0] ?? Int($0.suffix(1))!) }
        .joined(separator: " ")
    }
    #expect(Set(found) == expected)
    #expect(expected == ["0 3", "4 5", "2 7"])
    #expect(check.duplicateShare == 3.0 / 8)
  }

  /// A Chinese clause is no single word: one character changed in a long prompt is a near-duplicate,
  /// and a wholly different one is not.
  @Test func scriptsWithoutSpacesAreComparedByCharacters() {
    let prompts = [
      "请用一句话写出一个关于桥梁看守人的故事的开头。", "请用一句话写出一个关于灯塔看守人的故事的开头。",
      "请用一句话写出一个关于桥梁看守人的故事的开端。", "你会给一只猫起什么名字？只说名字。",
    ]
    let found = ProbeSetCheck([set("a", prompts)]).nearDuplicates.map { [$0.first, $0.second] }
    #expect(found == [["a-v1/0", "a-v1/2"]])
    let mixed = ProbeSetCheck.wordSequences(in: "GPT模型 v2")
    #expect(mixed == [["", "gpt", "模"], ["gpt", "模", "型"], ["模", "型", "v2"], ["型", "v2", ""]])
  }

  @Test func strataAndOptionsAreCounted() {
    var choices = set("c", ["p", "q", "r", "t"])
    for (index, key) in ["A", "B", "B", "C"].enumerated() {
      choices.probes[index].kind = .choice
      choices.probes[index].choices = ["x", "y", "z"]
      choices.probes[index].key = key
    }
    let check = ProbeSetCheck([choices])
    #expect(check.strata.map { [$0.probes, $0.keys] } == [[4, 4]])
    #expect(check.balance.map(\.counts) == [[1, 2, 1]])
    #expect(abs(check.balance[0].chiSquare - 0.5) < 1e-12)
  }
}
