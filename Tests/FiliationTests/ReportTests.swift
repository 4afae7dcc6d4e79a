import Foundation
import Reporting
import Testing

/// The report and its PDF through the built program.
@Suite struct ReportTests {
  @Test func incompleteFindingsGiveNoReport() async throws {
    try await withAssessedStudy { study, program in
      let report = study.out.appendingPathComponent("report.html")
      let findings = study.out.appendingPathComponent("findings.json")
      let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: findings))
      for (key, name) in [
        ("error_overlap", "the shared wrong answers"), ("study/plan", "what the plan fixed"),
        ("study/custody", "the chain of custody"),
        ("headlines/by_set", "the comparison by probe set"),
      ] {
        let part = try JSONSerialization.data(
          withJSONObject: Self.removing(key.split(separator: "/")[...], from: whole))
        try part.write(to: findings)
        try FileManager.default.removeItem(at: report)
        let outcome = try await program.run("report", "small.study")
        #expect(outcome.status == 65, "\(key)")
        #expect(outcome.errors.contains(name), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: report.path))
        try JSONSerialization.data(withJSONObject: whole).write(to: findings)
        let mended = try await program.run("report", "small.study")
        #expect(mended.status == 0, "\(mended.errors)")
      }
    }
  }

  /// The value without the key at a path, which goes through every element of a list.
  private static func removing(_ path: ArraySlice<Substring>, from value: Any) -> Any {
    if let list = value as? [Any] { return list.map { removing(path, from: $0) } }
    guard var object = value as? [String: Any], let key = path.first.map(String.init) else {
      return value
    }
    let rest = path.dropFirst()
    object[key] = rest.isEmpty ? nil : object[key].map { removing(rest, from: $0) }
    return object
  }

  @Test func withoutWeasyPrintTheRemedyIsSaid() async throws {
    try await withAssessedStudy { study, program in
      let stale = study.out.appendingPathComponent("report.pdf")
      try stale.write("of the same report")
      var bare = program
      bare.environment["PATH"] = study.folder.path
      let outcome = try await bare.run("report", "small.study", "--pdf")
      #expect(outcome.status == 69)
      #expect(outcome.errors.contains("pip install weasyprint"))
      #expect(FileManager.default.fileExists(atPath: stale.path))
      try study.out.appendingPathComponent("report.html").write("an earlier report")
      _ = try await bare.run("report", "small.study")
      #expect(!FileManager.default.fileExists(atPath: stale.path), "of another report")
    }
  }

  @Test func theCertificationIsWordedLikeTheReport() async throws {
    try await withAssessedStudy { _, program in
      let sealed = try await program.run("seal", "small.study", "--out", "case")
      #expect(sealed.status == 0, "\(sealed.errors)")
      #expect(sealed.output.contains("'filiation report --pdf' writes it"))
      let text = program.folder
        .appendingPathComponent("case/data/certification-902-template.md").text
      let paragraphs = text.components(separatedBy: "\n\n")
      #expect(paragraphs.count > 20)
      for paragraph in paragraphs {
        #expect(Linter.refusedTerms(in: paragraph) == [], "\(paragraph)")
      }
    }
  }

  @Test func thePanelIsReportedOnForOneSuspect() async throws {
    try await withFolder { folder in
      try PanelTests.writePanel(in: folder.appendingPathComponent("panel"))
      let program = Program(folder: folder)
      let panel = ["assess", "--panel", "panel", "--out", "out"]
      let outcome = try await program.run(panel + ["--suspect", "d", "--source", "b"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let report = folder.appendingPathComponent("out/report.md").text
      #expect(report.contains("Was d trained on outputs of b?"))
      #expect(report.contains("come from a recorded panel"))
      let unknown = try await program.run(panel + ["--suspect", "x", "--source", "b"])
      #expect(unknown.status == 78)
      #expect(unknown.errors.contains("no subject 'x'"))
      #expect(try await program.run(panel + ["--suspect", "d"]).status == 2)
    }
  }
}

/// Needs PyPI: run by 'make test-outside'.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FILIATION_OUTSIDE"] != nil))
struct PDFOutsideVerificationTests {
  @Test func theReportAgainstWeasyPrint() async throws {
    try await withAssessedStudy { study, program in
      let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Outside/weasyprint.sh")
      let made = try await program.start(as: ["/bin/sh", script.path]).outcome()
      #expect(made.status == 0, "\(made.errors)")
      let bin = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
      var equipped = program
      equipped.environment["PATH"] = "\(bin):/usr/bin:/bin"
      let outcome = try await equipped.run("report", "small.study", "--pdf")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let pdf = try Data(contentsOf: study.out.appendingPathComponent("report.pdf"))
      #expect(pdf.starts(with: Data("%PDF-".utf8)))
      #expect(pdf.range(of: Data("/Type /Metadata".utf8)) != nil, "PDF/A carries metadata")
      let sealed = try await program.run("seal", "small.study", "--out", "case")
      #expect(sealed.status == 0, "\(sealed.errors)")
      let kept = program.folder.appendingPathComponent("case/data/report/report.pdf")
      #expect(try Data(contentsOf: kept) == pdf)
    }
  }
}

/// A small study that was asked and assessed.
private func withAssessedStudy(
  _ body: (SmallStudy, Program) async throws -> Void
) async throws {
  try await withFolder { folder in
    try await withModels { server in
      var study = SmallStudy(folder: folder, base: server.base)
      study.questions = 6
      try study.write()
      let program = Program(folder: folder)
      for command in ["ask", "assess"] {
        let outcome = try await program.run(command, command == "ask" ? study.file : "small.study")
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      try await body(study, program)
    }
  }
}
