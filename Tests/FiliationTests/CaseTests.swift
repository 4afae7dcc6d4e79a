import Evidence
import Foundation
import Testing

/// From a plan to a bag that verifies, through the built program.
@Suite struct CaseTests {
  /// A study that was asked, and a key to seal it with.
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
        try await succeed(program, "ask", study.file)
        try await succeed(program, "keys", "new", "signer.pem")
        try await body(study, program)
      }
    }
  }

  @discardableResult
  private func succeed(_ program: Program, _ arguments: String...) async throws -> String {
    let outcome = try await program.run(arguments)
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    return outcome.output
  }

  private func fail(
    _ program: Program, _ status: Int32, _ arguments: String...
  ) async throws -> String {
    let outcome = try await program.run(arguments)
    #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
    return outcome.errors
  }

  @Test func aStudyIsPlannedAskedAssessedSealedVerifiedAndDisclosed() async throws {
    try await withFolder { folder in
      try await withModels { server in
        let study = SmallStudy(folder: folder, base: server.base)
        try study.write()
        let program = Program(folder: folder)
        let locked = try await succeed(program, "plan", "lock", study.file)
        try await succeed(program, "timestamp", "write", "small.study")
        try await succeed(program, "run", study.file)
        let shown = try await succeed(program, "plan", "show", "small.study")
        #expect(shown.contains("errors.rare-agreement"))
        let digest = try Digest256(contentsOf: study.out.appendingPathComponent("plan.json"))
        #expect(locked.contains("\(digest)") && shown.contains("\(digest)"))
        try await succeed(program, "plan", "verify", study.file)
        try await succeed(program, "keys", "new", "signer.pem")
        let sealed = try await succeed(
          program, "seal", "small.study", "--out", "case", "--key", "signer.pem")
        let verified = try await succeed(
          program, "verify", "case", "--key", "signer.pub.pem")
        let root = try Digest256(
          contentsOf: folder.appendingPathComponent("case/" + BagLayout.root))
        #expect(sealed.contains("\(root)") && verified.contains("\(root)"))
        for name in [
          "plan/analysis-plan.tsq", "probes/small-v1.jsonl", "analysis/findings.json",
          "analysis/scores.csv", "analysis/probes.csv", "report/report.html", "report/report.md",
          "controls/registry.json", "software/tool-version.json", "certification-902-template.md",
        ] {
          #expect(
            !folder.appendingPathComponent("case/data/\(name)").text.isEmpty || name.hasSuffix("q"))
          #expect(
            FileManager.default.fileExists(
              atPath: folder.appendingPathComponent("case/data/\(name)").path), "\(name)")
        }
        #expect(
          folder.appendingPathComponent("case/data/README-VERIFY.md").text
            == VerificationGuide.text)
        let disclosed = try await succeed(
          program, "redact", "case", "--out", "part", "--key", "signer.pem")
        #expect(disclosed.contains("withheld: data/raw"))
        let part = try await succeed(program, "verify", "part", "--key", "signer.pub.pem")
        #expect(part.contains("part of another bag"))
      }
    }
  }

  @Test func whatAPartialStudyLacksIsSaid() async throws {
    try await asked { _, program in
      let sealed = try await succeed(program, "seal", "small.study", "--out", "case")
      #expect(sealed.contains("Not in the bag: analysis and report"))
      #expect(sealed.contains("Unsigned"))
      let info = program.folder.appendingPathComponent("case/bag-info.txt").text
      #expect(info.contains("Not-In-This-Bag: analysis and report"))
      let certification = program.folder
        .appendingPathComponent("case/data/certification-902-template.md").text
      #expect(certification.contains("analysis and report: the study has not been assessed"))
      let errors = try await fail(program, 65, "verify", "case")
      #expect(errors.contains("unsigned"))
    }
  }

  @Test func whatDoesNotBelongTogetherIsNotSealed() async throws {
    try await asked { study, program in
      try await succeed(program, "assess", "small.study")
      let report = study.out.appendingPathComponent("report.html")
      let text = report.text
      try report.write(text.replacing("unrelated", with: "related"))
      var errors = try await fail(program, 65, "seal", "small.study", "--out", "case")
      #expect(errors.contains("report.html"))
      try report.write(text)
      let findings = study.out.appendingPathComponent("findings.json")
      let head = study.out.appendingPathComponent("log.head").text
      let digest = head.split(separator: " ")[1].dropLast()
      try findings.write(
        findings.text.replacing(digest, with: String(repeating: "0", count: 64)))
      errors = try await fail(program, 65, "seal", "small.study", "--out", "case")
      #expect(errors.contains("findings.json"))
      #expect(
        !FileManager.default.fileExists(
          atPath: program.folder.appendingPathComponent("case").path))
    }
  }

  @Test func aDamagedStudyIsNotSealedAndAnExistingBagNotReplaced() async throws {
    try await asked { study, program in
      try await succeed(program, "seal", "small.study", "--out", "case", "--key", "signer.pem")
      let errors = try await fail(program, 73, "seal", "small.study", "--out", "case")
      #expect(errors.contains("never overwritten"))
      _ = try await fail(program, 73, "keys", "new", "signer.pem")
      let log = study.out.appendingPathComponent("log.jsonl")
      try log.write(log.text.replacing("style-1-2025", with: "style-9-2025"))
      let damaged = try await fail(program, 65, "seal", "small.study", "--out", "other")
      #expect(damaged.contains("line "))
    }
  }

  @Test func verifySaysWhatFailedAndWhere() async throws {
    try await asked { _, program in
      try await succeed(program, "seal", "small.study", "--out", "case", "--key", "signer.pem")
      try await succeed(program, "keys", "new", "other.pem")
      let unknown = try await fail(program, 65, "verify", "case", "--key", "other.pub.pem")
      #expect(unknown.contains("is another key than the one given"))
      let log = program.folder.appendingPathComponent("case/data/log.jsonl")
      let text = log.text
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      lines.swapAt(3, 5)
      try log.write(lines.joined(separator: "\n"))
      let reordered = try await fail(program, 65, "verify", "case")
      #expect(reordered.contains("data/log.jsonl was altered"))
      #expect(reordered.contains("line 4 is out of order"))
      try log.write(text)
      try program.folder.appendingPathComponent("case/data/extra").write("")
      let extra = try await fail(program, 65, "verify", "case")
      #expect(extra.contains("case/data/extra was not sealed"))
      _ = try await fail(program, 66, "verify", "nothing")
      _ = try await fail(program, 65, "redact", "case", "--out", "part")
    }
  }

  @Test func theAnalysisInABagIsOfTheLogInIt() async throws {
    try await asked { study, program in
      try await succeed(program, "assess", "small.study")
      var payload = Payload()
      try payload.add(record: StudyFolder(study.out))
      let findings = study.out.appendingPathComponent("findings.json").text
      let end = study.out.appendingPathComponent("log.head").text.split(separator: " ")[1]
      let other = findings.replacing(end.dropLast(), with: String(repeating: "0", count: 64))
      payload.add(.bytes(Data(other.utf8)), at: "data/analysis/findings.json")
      let bag = BagFolder(program.folder.appendingPathComponent("case"))
      _ = try Seal(payload: payload, agent: "test 1", key: SigningKey()).write(to: bag)
      let errors = try await fail(program, 65, "verify", "case")
      #expect(errors.contains("was not made from the log in this bag"))
    }
  }
}
