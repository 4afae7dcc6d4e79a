import Foundation
import Testing

/// Damaged records and places that cannot be written, through the built program.
@Suite struct DamageTests {
  private func asked(
    _ body: (SmallStudy, Program) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.unrelated = 1
        study.questions = 3
        try study.write()
        let program = Program(folder: folder)
        #expect(try await program.run("ask", study.file).status == 0)
        try await body(study, program)
      }
    }
  }

  @Test func anEditedLineIsFoundAndNamed() async throws {
    try await asked { study, program in
      let log = study.out.appendingPathComponent("log.jsonl")
      try log.write(log.text.replacing("style-1-2025", with: "style-9-2025"))
      for command in ["status", "assess"] {
        let outcome = try await program.run(command, "small.study")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("line "))
      }
    }
  }

  @Test func aTornLastLineIsAskedAgain() async throws {
    try await asked { study, program in
      let log = study.out.appendingPathComponent("log.jsonl")
      let file = try FileHandle(forWritingTo: log)
      try file.seekToEnd()
      try file.write(contentsOf: Data(#"{"seq": 99, "prev": "#.utf8))
      try file.close()
      #expect(try await program.run("assess", "small.study").status == 65)
      #expect(try await program.run("ask", study.file).status == 0)
      #expect(try await program.run("assess", "small.study").status == 0)
    }
  }

  @Test func anEditedAnswerIsFound() async throws {
    try await asked { study, program in
      let raw = study.out.appendingPathComponent("raw")
      let files = FileManager.default.enumerator(at: raw, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        if file.pathExtension == "res" { try file.write(file.text + " ") }
      }
      #expect(try await program.run("assess", "small.study").status == 65)
    }
  }

  /// The request, the response and the text of an answer, each edited or lost alone.
  @Test(arguments: ["request_digest", "response_digest", "text"], [true, false])
  func aDamagedFileOfExactBytesIsNamedByEveryCommand(field: String, isLost: Bool) async throws {
    try await asked { study, program in
      let line = try #require(study.suspectLines.last)
      let parameters = try #require(line["parameters"] as? [String: String])
      let digest = try #require(line[field] as? String ?? parameters[field])
      let side = field == "request_digest" ? "req" : "res"
      let file = study.out.appendingPathComponent("raw/\(digest.prefix(2))/\(digest).\(side)")
      let whole = try Data(contentsOf: file)
      if isLost {
        try FileManager.default.removeItem(at: file)
      } else {
        try (whole + Data(" ".utf8)).write(to: file)
      }
      for command in [["status", "small.study"], ["assess", "small.study"], ["ask", study.file]] {
        let outcome = try await program.run(command)
        #expect(outcome.status == 65, "\(command)")
        #expect(outcome.errors.contains("\(digest).\(side)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("line "))
      }
      try whole.write(to: file)
      #expect(try await program.run("assess", "small.study").status == 0)
    }
  }

  @Test func anEditedProbeSetIsFound() async throws {
    try await asked { study, program in
      let set = study.out.appendingPathComponent("probes/small-v1.jsonl")
      try set.write(set.text.replacing("plus", with: "and"))
      #expect(try await program.run("assess", "small.study").status == 65)
    }
  }

  @Test func aMissingAnswerFileIsFound() async throws {
    try await asked { study, program in
      try FileManager.default.removeItem(at: study.out.appendingPathComponent("raw"))
      #expect(try await program.run("status", "small.study").status == 65)
    }
  }

  @Test func findingsThatAreNotFindingsAreRefused() async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("findings.json").write("{}")
      let outcome = try await Program(folder: folder).run("report", "findings.json")
      #expect(outcome.status == 65)
    }
  }

  @Test func aProbeSetWithRepeatedIdsIsRefused() async throws {
    try await withFolder { folder in
      var study = SmallStudy(folder: folder, base: "http://127.0.0.1:9/v1")
      study.questions = 2
      try study.write()
      let set = folder.appendingPathComponent("small-v1.jsonl")
      try set.write(set.text.replacing("\"p2\"", with: "\"p1\""))
      let outcome = try await Program(folder: folder).run("ask", study.file)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("small-v1.jsonl:3"))
    }
  }

  /// A disk of 256 KiB fills up while a study is asked; with room again the run goes on.
  @Test(.enabled(if: OwnDisk.canBeMounted))
  func aFullDiskIsSaidToBeFull() async throws {
    try await withFolder { folder in
      try await withModels { server in
        let study = SmallStudy(folder: folder, base: server.base)
        try study.write()
        let program = Program(folder: folder)
        let outcome = try await OwnDisk(folder: study.out, options: "size=256k")
          .run(program, "ask", study.file)
        #expect(outcome.status == 74, "\(outcome.errors)")
        #expect(outcome.errors.contains("free some space"))
      }
    }
  }

  @Test(.enabled(if: OwnDisk.canBeMounted))
  func aReadOnlyDiskIsNamed() async throws {
    try await withFolder { folder in
      try await withModels { server in
        let study = SmallStudy(folder: folder, base: server.base)
        try study.write()
        let outcome = try await OwnDisk(folder: study.out, options: "ro")
          .run(Program(folder: folder), "ask", study.file)
        #expect(outcome.status == 73, "\(outcome.errors)")
        #expect(server.total == 0)
      }
    }
  }

  /// Results, a panel and a study file on a disk of 16 KiB, and on one that may only be read.
  @Test(
    .enabled(if: OwnDisk.canBeMounted), arguments: [("size=16k", Int32(74)), ("ro", 73)],
    [
      ["assess", "small.study", "--out", "disk/results"],
      ["import", "sheet.csv", "--subject", "s", "--out", "disk/panel"], ["init", "disk/study.yml"],
    ])
  func noCommandSaysItWroteWhatItCouldNot(
    disk: (options: String, status: Int32), arguments: [String]
  ) async throws {
    try await asked { study, program in
      let random = (0..<6000).map { "p\($0),\(UUID().uuidString)\n" }.joined()
      try study.folder.appendingPathComponent("sheet.csv").write("probe,response\n" + random)
      let fill = disk.options == "ro" ? "" : "; head -c 14000 /dev/zero > disk/fill"
      let outcome = try await OwnDisk(
        folder: study.folder.appendingPathComponent("disk"), options: disk.options, then: fill
      ).run(program, arguments)
      #expect(outcome.status == disk.status, "\(outcome.errors)")
      #expect(outcome.errors.contains("disk/"), "\(outcome.errors)")
      if disk.status == 74 { #expect(outcome.errors.lowercased().contains("free some space")) }
    }
  }

  /// A folder below a file can be made by nobody, not even by root.
  @Test func aPlaceThatCannotBeWrittenIsNamed() async throws {
    try await asked { study, program in
      try study.folder.appendingPathComponent("file").write("")
      let outcome = try await program.run("assess", "small.study", "--out", "file/results")
      #expect([73, 74].contains(outcome.status), "\(outcome.errors)")
      #expect(outcome.errors.contains("file/results"))
    }
  }
}
