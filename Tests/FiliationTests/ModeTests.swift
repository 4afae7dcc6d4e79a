import Evidence
import Foundation
import Testing

/// What may be said depends on which came first, the plan or the answers.
@Suite struct ModeTests {
  private func asked(
    _ change: (inout SmallStudy) -> Void = { _ in },
    _ body: (SmallStudy, Program) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.questions = 6
        change(&study)
        try study.write()
        let program = Program(folder: folder)
        let outcome = try await program.run("ask", study.file)
        #expect(outcome.status == 0, "\(outcome.errors)")
        try await body(study, program)
      }
    }
  }

  private func mode(_ study: SmallStudy) throws -> String? {
    let data = try Data(contentsOf: study.out.appendingPathComponent("findings.json"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return (object?["study"] as? [String: Any])?["mode"] as? String
  }

  private func deviations(_ study: SmallStudy) -> [Substring] {
    study.out.appendingPathComponent("log.jsonl").text.split(separator: "\n")
      .filter { $0.contains("\"event\":\"deviation\"") }
  }

  @Test func thePlanThatWasLockedIsLocked() async throws {
    try await asked { study, program in
      for place in ["small.study", study.file] {
        let assessed = try await program.run("assess", place)
        #expect(assessed.status == 0, "\(assessed.errors)")
        #expect(try mode(study) == "locked")
      }
      #expect(deviations(study).isEmpty)
      #expect(try await program.run("plan", "verify", study.file).status == 0)
    }
  }

  @Test(arguments: [
    ("probes:", "metrics: [lexical.opening4]\nprobes:", "metrics"),
    ("probes:", "seed: 7\nprobes:", "seed"),
    ("  - {id: c3, endpoint: {<<: *here, model: style-5}, relation: unrelated}\n", "", "controls"),
    (
      "relation: unrelated}\n  - {id: c5", "lineage: x, relation: unrelated}\n  - {id: c5",
      "controls"
    ),
    ("sources: [{id: t,", "sources: [{id: t, lineage: y,", "sources"),
  ])
  func aPlanChangedAfterTheAnswersIsExploratory(
    old: String, new: String, part: String
  ) async throws {
    try await asked { study, program in
      let file = study.folder.appendingPathComponent(study.file)
      let changed = file.text.replacing(old, with: new)
      #expect(changed != file.text)
      try file.write(changed)
      let verified = try await program.run("plan", "verify", study.file)
      #expect(verified.status == 65)
      #expect(verified.errors.contains(part))
      for _ in 0..<2 {
        let assessed = try await program.run("assess", study.file)
        #expect(assessed.status == 0, "\(assessed.errors)")
        #expect(try mode(study) == "exploratory")
      }
      try expectNoWordOfStrength(in: study)
      #expect(deviations(study).count == 1, "noted once")
      #expect(deviations(study).first?.contains(part) == true)
      let amended = study.out.appendingPathComponent("plan-amended-1.json")
      let digest = try Digest256(contentsOf: amended)
      #expect(deviations(study).first?.contains("\(digest)") == true)
      let sealed = try await program.run("seal", "small.study", "--out", "case")
      #expect(sealed.status == 0, "\(sealed.errors)")
      // The locked plan still gives locked findings, which tell that another analysis was made.
      #expect(try await program.run("assess", "small.study").status == 0)
      #expect(try mode(study) == "locked")
      let report = study.out.appendingPathComponent("report.md").text
      #expect(report.contains("the plan was changed after answers were seen"))
      #expect(try await program.run("ask", study.file).status == 65)
    }
  }

  @Test func aReplacedPlanIsExploratoryAndIsNotSealed() async throws {
    try await asked { study, program in
      let plan = study.out.appendingPathComponent("plan.json")
      try plan.write(plan.text.replacing("\"seed\" : 1", with: "\"seed\" : 2"))
      #expect(try await program.run("status", "small.study").status == 65)
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0, "\(assessed.errors)")
      #expect(try mode(study) == "exploratory")
      try expectNoWordOfStrength(in: study)
      #expect(deviations(study).first?.contains("plan.json, which was replaced") == true)
      let sealed = try await program.run("seal", "small.study", "--out", "case")
      #expect(sealed.status == 65)
    }
  }

  @Test func howAModelWasReachedIsNoPartOfTheAnalysis() async throws {
    try await asked { study, program in
      let file = study.folder.appendingPathComponent(study.file)
      try file.write(file.text.replacing("http://127.0.0.1", with: "http://localhost"))
      let assessed = try await program.run("assess", study.file)
      #expect(assessed.status == 0, "\(assessed.errors)")
      #expect(try mode(study) == "locked")
    }
  }

  @Test func anAnswerOfACacheIsRecordedAndMakesTheStudyRetrospective() async throws {
    try await asked { study in
      study.furtherControls = ["{id: k, endpoint: {<<: *here, model: cached}, relation: unrelated}"]
    } _: { study, program in
      #expect(deviations(study).count == 1)
      #expect(
        deviations(study).first?.contains("a cache answered in the place of the model") == true)
      let log = study.out.appendingPathComponent("log.jsonl").text
      #expect(
        log.split(separator: "\n").count { $0.contains("\"cache\":\"x-cache: HIT from edge\"") }
          == 6)
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0, "\(assessed.errors)")
      #expect(try mode(study) == "retrospective")
    }
  }

  /// Neither a ratio nor a word of the scale.
  private func expectNoWordOfStrength(in study: SmallStudy) throws {
    let pairs = study.out.appendingPathComponent("pairs.csv").text
    let column = try #require(pairs.split(separator: "\n").first).split(separator: ",")
      .firstIndex(of: "log10_lr")
    let index = try #require(column)
    for row in pairs.split(separator: "\n").dropFirst() {
      #expect(row.split(separator: ",", omittingEmptySubsequences: false)[index].isEmpty)
    }
    let report = study.out.appendingPathComponent("report.md").text.lowercased()
    for words in ["likelihood ratio", "weak support", "moderate support", "strong support"] {
      #expect(!report.contains(words), "\(words)")
    }
  }
}
