import Foundation
import Testing

/// Probes chosen from the controls of a study for the next one, through the built program.
@Suite struct SelectionTests {
  private func study(_ folder: URL, _ server: ModelServer, _ suspect: String) -> SmallStudy {
    var study = SmallStudy(folder: folder, base: server.base)
    study.suspect = suspect
    study.source = "style-\(suspect.count)0"
    study.questions = 30
    return study
  }

  /// Another suspect and another source, with other answers: the selection is the same to the byte.
  @Test func whatSuspectAndSourceAnswerChangesNothing() async throws {
    var selections: [String] = []
    var read: [String] = []
    for suspect in ["style-0", "echo", "thinking"] {
      try await withFolder { folder in
        try await withModels { server in
          let study = study(folder, server, suspect)
          try study.write()
          let program = Program(folder: folder)
          #expect(try await program.run("ask", study.file).status == 0)
          let outcome = try await program.run(
            "probes", "select", study.file, "--keep", "9", "--out", "next")
          #expect(outcome.status == 0, "\(outcome.errors)")
          selections.append(folder.appendingPathComponent("next/small-selected-v1.jsonl").text)
          let raw = study.out.appendingPathComponent("raw").path
          let files = FileManager.default.enumerator(atPath: raw)?.allObjects as? [String] ?? []
          read.append(files.filter { $0.hasSuffix(".res") }.sorted().joined(separator: " "))
        }
      }
    }
    #expect(Set(selections).count == 1)
    #expect(selections[0].split(separator: "\n").count == 10)
    #expect(read.allSatisfy { $0.count > 1000 })
    // The studies themselves did differ.
    #expect(Set(read).count == 3)
  }

  /// The answers of suspect and source can even be gone.
  @Test func answersOfSuspectAndSourceAreNotRead() async throws {
    try await withFolder { folder in
      try await withModels { server in
        let study = study(folder, server, "style-0")
        try study.write()
        let program = Program(folder: folder)
        #expect(try await program.run("ask", study.file).status == 0)
        let before = try await program.run(
          "probes", "select", "small.study", "--keep", "9", "--out", "before")
        #expect(before.status == 0, "\(before.errors)")
        let log = study.out.appendingPathComponent("log.jsonl").text.split(separator: "\n")
        func digests(_ lines: [Substring]) -> Set<String> {
          Set(lines.flatMap { $0.matches(of: /[0-9a-f]{64}/).map { String($0.output) } })
        }
        let isExamined = { (line: Substring) in
          line.contains(#""subject":"s""#) || line.contains(#""subject":"t""#)
        }
        let own = digests(log.filter(isExamined)).subtracting(
          digests(log.filter { !isExamined($0) }))
        #expect(own.count > 30)
        var removed = 0
        let raw = study.out.appendingPathComponent("raw")
        for case let path as String in FileManager.default.enumerator(atPath: raw.path)! {
          let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
          guard own.contains(name) else { continue }
          try FileManager.default.removeItem(at: raw.appendingPathComponent(path))
          removed += 1
        }
        #expect(removed > 30)
        #expect(try await program.run("assess", "small.study").status != 0)
        let after = try await program.run(
          "probes", "select", "small.study", "--keep", "9", "--out", "after")
        #expect(after.status == 0, "\(after.errors)")
        let texts = ["before", "after"].map {
          folder.appendingPathComponent("\($0)/small-selected-v1.jsonl").text
        }
        #expect(texts[0] == texts[1])
      }
    }
  }

  @Test func theNextPlanHoldsWhereTheSelectionComesFrom() async throws {
    try await withFolder { folder in
      try await withModels { server in
        let study = study(folder, server, "style-0")
        try study.write()
        let program = Program(folder: folder)
        #expect(try await program.run("run", study.file).status == 0)
        let information = study.out.appendingPathComponent("probes.csv").text
        #expect(information.split(whereSeparator: \.isNewline).count == 1 + 30 + 1)
        #expect(study.out.appendingPathComponent("report.html").text.contains("Same wrong"))
        let selected = try await program.run(
          "probes", "select", study.file, "--keep", "9", "--out", "next")
        #expect(selected.output.contains("6 unrelated controls"), "\(selected.errors)")
        let check = try await program.run("probes", "check", "next")
        #expect(check.status == 0, "\(check.errors)")
        let file = folder.appendingPathComponent(study.file)
        try folder.appendingPathComponent("next.yml").write(
          file.text.replacing("./small-v1.jsonl", with: "next/small-selected-v1.jsonl")
            .replacing("study: small", with: "study: second"))
        #expect(try await program.run("ask", "next.yml").status == 0)
        let plan = folder.appendingPathComponent("second.study/plan.json").text
        let digest = try #require(selected.output.firstMatch(of: /SHA-256 ([0-9a-f]{64})/))
        #expect(plan.contains(digest.output.1))
        #expect(plan.contains("controls-1: the largest weight"))
        let shown = try await program.run("plan", "show", "second.study")
        #expect(shown.output.contains("was chosen from small-v1 by the answers of 6 unrelated"))
        #expect(try await program.run("plan", "verify", "next.yml").status == 0)
        let assessed = try await program.run("assess", "second.study")
        #expect(assessed.status == 0, "\(assessed.errors)")
        let findings = folder.appendingPathComponent("second.study/findings.json").text
        #expect(
          findings.contains(
            "were chosen from small-v1 by what 6 unrelated controls answered (controls-1: "))
        #expect(findings.contains("these controls look less alike than new ones"))
      }
    }
  }

  @Test func tooFewControlsOrTooManyProbesAreRefused() async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = study(folder, server, "style-0")
        study.unrelated = 2
        try study.write()
        let program = Program(folder: folder)
        #expect(try await program.run("ask", study.file).status == 0)
        let few = try await program.run(
          "probes", "select", "small.study", "--keep", "9", "--out", "next")
        #expect(few.status == 78)
        #expect(few.errors.contains("3 or more families"), "\(few.errors)")
      }
      let none = try await Program(folder: folder)
        .run("probes", "select", "no.study", "--keep", "9", "--out", "next")
      #expect(none.status == 66)
    }
  }
}
