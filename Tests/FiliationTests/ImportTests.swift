import Foundation
import Testing

/// Recorded responses, from a file to a panel to a study.
@Suite struct ImportTests {
  @Test func aSheetIsFilledInImportedAndAssessedInPlaceOfAModel() async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        try study.write()
        let program = Program(folder: folder)
        let sheet = try await program.run("import", "--sheet", "./small-v1.jsonl")
        #expect(sheet.status == 0, "\(sheet.errors)")
        #expect(sheet.output.hasPrefix("\"probe\",\"prompt\",\"response\"\r\n"))
        let filled = sheet.output.replacing(
          ",\"\"\r\n", with: ",\"It is 12, \"\"roughly\"\".\"\r\n")
        try folder.appendingPathComponent("sheet.csv").write(filled)
        let imported = try await program.run(
          "import", "sheet.csv", "--probes", "./small-v1.jsonl", "--subject", "web", "--out",
          "web.panel")
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.output.contains("12 responses"))
        study.suspect = "style-0"
        try study.write()
        let file = folder.appendingPathComponent(study.file)
        let text = file.text.replacing(
          "{<<: *here, model: style-0}", with: "{provider: panel, path: web.panel, subject: web}")
        try file.write(text)
        #expect(try await program.run("ask", study.file).status == 0)
        #expect(server["style-0"] == 0)
        let status = try await program.run("status", "small.study")
        #expect(status.output.contains("12/12"))
        #expect(try await program.run("assess", "small.study").status == 0)
      }
    }
  }

  @Test func columnsAreRenamedAndAPanelIsNeverOverwritten() async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("runs.jsonl").write(
        """
        {"model": "a", "id": "p1", "prompt": "One?", "output": "1"}
        {"model": "b", "id": "p1", "prompt": "One?", "output": "uno"}
        """)
      let program = Program(folder: folder)
      let arguments = [
        "import", "runs.jsonl", "--out", "runs.panel", "--column", "subject=model", "--column",
        "probe=id", "--column", "response=output",
      ]
      let outcome = try await program.run(arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("2 subjects"))
      #expect(try await program.run(arguments).status == 73)
      let unnamed = try await program.run("import", "runs.jsonl", "--out", "other.panel")
      #expect(unnamed.status == 65)
      #expect(unnamed.errors.contains("--column probe=NAME"))
    }
  }

  /// Files as other systems and programs write them.
  @Test(arguments: [
    "{\"probe\":\"p\",\"response\":\"x\"}\r\n{\"probe\":\"q\",\"response\":\"y\"}\r\n",
    #"{"probe":"p","response":"cut \ud83d"}"# + "\n\n" + #"{"probe":"q","response":"y"}"#,
  ])
  func linesOfOtherSystemsAndHalfCharactersAreRead(text: String) async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("a.jsonl").write(text)
      let program = Program(folder: folder)
      let plain = ["import", "a.jsonl", "--subject", "s", "--out", "a.panel"]
      let outcome = try await program.run(plain)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("2 responses"))
      let packed = try await program.start(as: ["/bin/gzip", "-k", "a.jsonl"]).outcome()
      #expect(packed.status == 0)
      let again = try await program.run(
        "import", "a.jsonl.gz", "--subject", "s", "--out", "b.panel")
      #expect(again.output.contains("2 responses"), "\(again.errors)")
    }
  }

  @Test(arguments: [
    ("a.jsonl", "{\"probe\": \"p\", \"subject\": \"s\", \"response\": \"x\"}\nnot json\n"),
    ("a.csv", "subject,probe,response\ns,p\n"),
    ("a.csv", "subject,probe,sample,response\ns,p,first,x\n"),
    ("a.jsonl", "{\"probe\": \"p\", \"subject\": \"s\", \"response\": \"x\"}\n".repeated(2)),
  ])
  func aBadFileIsNamedWithItsLine(name: String, text: String) async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent(name).write(text)
      let outcome = try await Program(folder: folder).run("import", name, "--out", "x.panel")
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("\(name):2") || outcome.errors.contains("\(name):1"))
    }
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
