import Foundation
import Testing

/// `filiation validate` through the built program.
@Suite struct ValidateTests {
  @Test(arguments: [["validate", "--panel"], ["assess", "--panel"], ["validate", "--lab"]])
  func aFolderThatCannotBeMadeIsSaidBeforeAnyWork(command: [String]) async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("file").write("")
      let panel = command[1] == "--panel" ? ["none"] : []
      let outcome = try await Program(folder: folder).run(command + panel + ["--out", "file/out"])
      #expect(outcome.status == 74, "\(outcome.errors)")
      #expect(outcome.errors.contains("cannot write") && outcome.errors.contains("file/out"))
    }
  }

  // MARK: The lab, from recorded trials

  /// Trials of two populations and of two with a teacher for each student, so that nothing is trained.
  private static func record(in folder: URL) throws {
    let trials = (1...2).flatMap { population in
      (0..<30).map { index in
        let isDerived = index < 10
        return trial(
          "model-\(index)", isDerived ? "student" : "independent",
          #""is_derived": \#(isDerived), "fraction": \#(isDerived ? 0.25 : 0)"#,
          "population \(population)", excess: Double(index % 7) + (isDerived ? 4 : 0))
      }
    }
    try folder.appendingPathComponent("out/trials.jsonl").write(trials.joined())
    let pairs = (1...2).map { population in
      trial(
        "pupil-1", "student", #""is_derived": true, "fraction": 0.5"#, "pairs \(population)",
        excess: 9, more: #", "direction": "suspect-learned""#)
    }
    try folder.appendingPathComponent("out/direction-trials.jsonl").write(pairs.joined())
  }

  private static func trial(
    _ suspect: String, _ kind: String, _ pair: String, _ cluster: String, excess: Double,
    more: String = ""
  ) -> String {
    #"{"cluster": "\#(cluster)", "excess": \#(excess), "log10_lr": 0.5, "unclipped": \#(excess), "#
      + #""limit": 1, "metrics": {}, "pair": {"suspect": "\#(suspect)", "source": "s", "#
      + #""kind": "\#(kind)", \#(pair)}, "rank_p": {"exceeding": 0, "lineages": 99, "#
      + #""smallest_attainable": 0.01, "value": 0.01}\#(more)}"# + "\n"
  }

  private func validateLab(
    after change: (URL) throws -> Void = { _ in }, _ check: (URL, Program.Outcome) throws -> Void
  ) async throws {
    try await withFolder { folder in
      try Self.record(in: folder)
      try change(folder)
      let outcome = try await Program(folder: folder).run(
        "validate", "--lab", "--populations", "2", "--out", "out")
      try check(folder, outcome)
    }
  }

  @Test func recordedTrialsAreReportedAndNothingIsTrained() async throws {
    try await validateLab { folder, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      let out = folder.appendingPathComponent("out")
      let matrix = out.appendingPathComponent("validation-matrix.json").text
      #expect(matrix.contains("direction right where it is claimed"))
      let report = out.appendingPathComponent("validity.md").text
      #expect(report.contains("a teacher for each known student"))
      #expect(report.contains("calibration of other populations, as imported"))
      #expect(report.contains("never a statement about real ones"))
      #expect(out.appendingPathComponent("validity.html").text.hasPrefix("<!DOCTYPE html>"))
    }
  }

  @Test func theLabsCalibrationIsRefusedForRealModels() async throws {
    try await validateLab { folder, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try await withFolder { folder in
      try Self.record(in: folder)
      let program = Program(folder: folder)
      _ = try await program.run("validate", "--lab", "--populations", "2", "--out", "out")
      try PanelTests.writePanel(in: folder.appendingPathComponent("panel"))
      let outcome = try await program.run(
        "assess", "--panel", "panel", "--calibration", "out/calibration.json", "--out", "results")
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("models of the lab"))
    }
  }

  @Test func trialsOfAnotherVersionAreNamedWithTheirLine() async throws {
    try await validateLab { folder in
      let file = folder.appendingPathComponent("out/direction-trials.jsonl")
      try file.write(file.text + "{}\n")
    } _: { _, outcome in
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("line 3 of") && outcome.errors.contains("direction-trials"))
    }
  }

  // MARK: Panels

  @Test func aPanelThatShowsNothingMeetsNothing() async throws {
    try await withFolder { folder in
      try PanelTests.writePanel(in: folder.appendingPathComponent("panel"))
      let outcome = try await Program(folder: folder).run(
        "validate", "--panel", "panel", "--out", "out")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let out = folder.appendingPathComponent("out")
      let matrix = out.appendingPathComponent("validation-matrix.json").text
      #expect(matrix.contains("\"passed\" : false") && !matrix.contains("\"passed\" : true"))
      #expect(matrix.contains("not measurable"))
      let report = out.appendingPathComponent("validity.md").text
      #expect(report.contains("Criteria not met"))
      let calibration = out.appendingPathComponent("calibration.json").path
      #expect(!FileManager.default.fileExists(atPath: calibration))
    }
  }

  private static let sound = #"""
    {"format": 1, "origin": "elsewhere", "version": "0", "low": -1, "high": 1,
     "line": {"offset": -0.5, "slope": 0.3}, "replicates": [REPLICATES],
     "conditions": {"model_class": "recorded", "metrics": ["lexical.opening4"], "samples": 1,
       "temperatures": [], "scripts": ["Latin"], "fewest_families": 2, "most_families": 5,
       "unrelated_lineages": 20, "derived_lineages": 10}}
    """#.replacing(
      "REPLICATES",
      with: [String](repeating: #"{"offset": -0.5, "slope": 0.3}"#, count: 20).joined(
        separator: ","))

  private func importing(_ calibration: String) async throws -> Program.Outcome {
    var outcome: Program.Outcome?
    try await withFolder { folder in
      try PanelTests.writePanel(in: folder.appendingPathComponent("panel"))
      try folder.appendingPathComponent("calibration.json").write(calibration)
      outcome = try await Program(folder: folder).run(
        "validate", "--panel", "panel", "--calibration", "calibration.json", "--out", "out")
    }
    return try #require(outcome)
  }

  @Test func aSoundCalibrationIsRead() async throws {
    let outcome = try await importing(Self.sound)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    (#""slope": 0.3}, "replicates""#, #""slope": -0.3}, "replicates""#),
    (#""slope": 0.3}, "replicates""#, #""slope": 0}, "replicates""#),
    (#""slope": 0.3}, "replicates""#, #""slope": 1e7}, "replicates""#),
    (#""low": -1"#, #""low": 0.5"#), (#""high": 1"#, #""high": -0.5"#),
    (#""low": -1, "high": 1"#, #""low": 1, "high": -1"#),
    (#"{"offset": -0.5, "slope": 0.3},{"#, "{"), (#""format": 1"#, #""format": 2"#),
    (#""slope": 0.3}, "replicates""#, #""slope": null}, "replicates""#), (#""low": -1, "#, ""),
  ])
  func impossibleCalibrationsAreRefused(text: String, replacement: String) async throws {
    #expect(Self.sound.contains(text))
    let outcome = try await importing(Self.sound.replacing(text, with: replacement))
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("calibration.json is no calibration"))
  }
}
