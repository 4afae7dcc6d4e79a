import Foundation
import Testing

/// Recorded panels through the built program.
@Suite struct PanelTests {
  /// Four subjects that answered three probes; one answer is missing.
  static func writePanel(in folder: URL) throws {
    let probes = (1...3).map { #"{"id": "p\#($0)", "kind": "free-text", "prompt": "Say \#($0)"}"# }
    try folder.appendingPathComponent("probes.jsonl").write(probes.joined(separator: "\n") + "\n")
    let rows = ["a", "b", "c", "d"].flatMap { subject in
      (1...3).filter { !(subject == "d" && $0 == 3) }.map {
        #"{"subject": "\#(subject)", "probe": "p\#($0)", "sample": 0, "response": "I, \#(subject)"}"#
      }
    }
    try folder.appendingPathComponent("responses.jsonl").write(rows.joined(separator: "\n") + "\n")
    try folder.appendingPathComponent("subjects.csv").write(
      "subject,maker,family,lineage\na,,,\nb,,,\nc,,,\nd,,,\n")
    try folder.appendingPathComponent("pairs.csv").write(
      "suspect,source_model,label,confidence\na,b,independent,high\nc,b,distilled,high\n")
  }

  private func assess(
    _ arguments: [String] = [], after change: (URL) throws -> Void = { _ in },
    _ check: (URL, Program.Outcome) throws -> Void
  ) async throws {
    try await withFolder { folder in
      let panel = folder.appendingPathComponent("panel")
      try Self.writePanel(in: panel)
      try change(panel)
      let outcome = try await Program(folder: folder).run(
        ["assess", "--panel", "panel", "--out", "out"] + arguments)
      try check(folder, outcome)
    }
  }

  @Test func pairsStandInTheOrderOfTheLabels() async throws {
    try await assess { folder, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      let rows = folder.appendingPathComponent("out/pairs.csv").text.split(separator: "\r\n")
      #expect(rows.count == 3)
      #expect(rows[1].hasPrefix("a,b,independent,"))
      #expect(rows[2].hasPrefix("c,b,distilled,"))
      #expect(rows.dropFirst().allSatisfy { $0.contains("cohort-too-small") })
    }
  }

  @Test func pairsToScoreNeedNoLabel() async throws {
    try await assess(["--score", "panel/asked.csv"]) { panel in
      try panel.appendingPathComponent("asked.csv").write("suspect,source_model\nd,c\n")
    } _: { folder, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      let rows = folder.appendingPathComponent("out/pairs.csv").text.split(separator: "\r\n")
      #expect(rows.count == 2)
      #expect(rows[1].hasPrefix("d,c,,"))
    }
  }

  @Test(arguments: [
    ("responses.jsonl", #"{"subject": "a", "probe": "p1", "sample": "no", "response": "x"}"#),
    ("responses.jsonl", #"{"subject": "a", "probe": "p9", "sample": 0, "response": "x"}"#),
    ("responses.jsonl", #"{"subject": "z", "probe": "p1", "sample": 0, "response": "x"}"#),
    ("probes.jsonl", "not json"), ("subjects.csv", "subject,maker\na,b\n"),
    ("pairs.csv", "suspect,source_model,label\na,b,stepchild\n"),
    ("pairs.csv", "suspect,source_model\na,nobody\n"),
  ])
  func aBadPanelIsNamedWithItsFile(name: String, text: String) async throws {
    try await assess { panel in
      try panel.appendingPathComponent(name).write(text + "\n")
    } _: { _, outcome in
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains(name))
    }
  }

  @Test func aTruncatedGzipIsBadData() async throws {
    try await assess { panel in
      try FileManager.default.removeItem(at: panel.appendingPathComponent("responses.jsonl"))
      let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c]
      try Data(header).write(to: panel.appendingPathComponent("responses.jsonl.gz"))
    } _: { _, outcome in
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("responses.jsonl.gz"))
    }
  }

  @Test func panelsOfOtherProbesAreNotMerged() async throws {
    try await withFolder { folder in
      try Self.writePanel(in: folder.appendingPathComponent("panel"))
      let other = folder.appendingPathComponent("other")
      try Self.writePanel(in: other)
      let probes = other.appendingPathComponent("probes.jsonl")
      try probes.write(probes.text.replacing("Say 1", with: "Shout 1"))
      let outcome = try await Program(folder: folder).run(
        "assess", "--panel", "panel", "--panel", "other", "--out", "out")
      #expect(outcome.status == 65)
    }
  }
}
