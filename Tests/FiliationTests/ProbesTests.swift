import Foundation
import Testing

/// `filiation probes`, and sets by name and by path, through the built program.
@Suite struct ProbesTests {
  /// The folder of the shipped sets, beside `Tests`.
  private static let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("probesets")

  /// A set of six keyed questions in two strata.
  private static let own: [String] =
    [
      #"{"id":"own","version":1,"licence":"CC0-1.0","summary":"Own.","strata":["#
        + #"{"id":"a","construction":"German; sums","error_rate":null},"#
        + #"{"id":"b","construction":"choices","error_rate":null}],"#
        + #""sampling":{"samples":1,"temperature":0.0,"max_tokens":64}}"#
    ]
    + (1...4).map {
      #"{"id":"q\#($0)","stratum":"a","kind":"short-answer","prompt":"Was ist \#($0 * 13) plus \#($0 * $0) "#
        + #"mal \#($0 * 7)?","key":"\#($0 * 13 + $0 * $0 * $0 * 7)","extract":"integer"}"#
    }
    + [
      #"{"id":"q5","stratum":"b","kind":"choice","prompt":"Which?\n\nA) tin\nB) zinc","choices":["tin","zinc"],"key":"B","extract":"choice"}"#,
      #"{"id":"q6","stratum":"b","kind":"choice","prompt":"Who?\n\nA) Ada\nB) Bo","choices":["Ada","Bo"],"key":"A","extract":"choice"}"#,
    ]

  private func inFolder(
    _ lines: [String] = Self.own, _ body: (URL, Program) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("own-v1.jsonl").write(lines.joined(separator: "\n") + "\n")
      try await body(folder, Program(folder: folder))
    }
  }

  @Test func builtInSetsAreListedAsPublished() async throws {
    try await inFolder { _, program in
      let list = try await program.run("probes", "list")
      #expect(list.status == 0, "\(list.errors)")
      let rows = list.output.split(separator: "\n")
      #expect(rows.count == 14)
      #expect(rows.dropFirst().dropLast().allSatisfy { $0.hasSuffix("as published") })
      let puzzles = try #require(rows.first { $0.hasPrefix("altered-puzzles-v1") })
      #expect(puzzles.contains("en es fr de ru zh"))
      let own = try await program.run("probes", "list", "./own-v1.jsonl")
      #expect(own.output.contains("own-v1       6     6  choice, short-answer  de"))
    }
  }

  @Test func theShippedFolderIsCheckedClean() async throws {
    try await inFolder { _, program in
      let check = try await program.run("probes", "check", Self.shipped.path)
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.output.contains("Good: 12 sets"))
    }
  }

  @Test func aSetByPathIsCheckedShownAndSampled() async throws {
    try await inFolder { folder, program in
      let check = try await program.run("probes", "check", "own-v1.jsonl")
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.output.contains("Good: 1 set, 6 probes, 0 near-duplicates"))
      #expect(check.output.contains("A 1, B 1"))
      let shown = try await program.run("probes", "show", "q5", "--set", "./own-v1.jsonl")
      for text in ["key      B", "stratum  b: choices", "  B  zinc", "Which?"] {
        #expect(shown.output.contains(text), "\(shown.output)")
      }
      let sample = ["probes", "sample", "3", "./own-v1.jsonl", "--seed", "5"]
      let printed = try await program.run(sample)
      let again = try await program.run(sample + ["--out", "few-v1.jsonl"])
      #expect(again.status == 0, "\(again.errors)")
      #expect(folder.appendingPathComponent("few-v1.jsonl").text == printed.output)
      #expect(printed.output.split(separator: "\n").count == 4)
      // Two thirds of the probes are in the first stratum.
      #expect(printed.output.components(separatedBy: #""stratum":"a""#).count == 3)
      #expect(try await program.run("probes", "check", "few-v1.jsonl").status == 0)
      #expect(try await program.run(sample + ["--out", "few-v1.jsonl"]).status == 73)
      let other = try await program.run("probes", "sample", "3", "./own-v1.jsonl", "--seed", "6")
      #expect(other.output != printed.output)
    }
  }

  @Test(arguments: [
    ["probes", "sample", "7", "./own-v1.jsonl"],
    ["probes", "sample", "0", "./own-v1.jsonl"], ["probes", "import", "a.csv", "--out", "a.jsonl"],
    ["probes", "import", "a.csv", "--out", "a-v1.jsonl", "--column", "answer"],
    ["probes", "import", "a.csv", "--out", "a-v1.jsonl", "--extract", "essay"],
    ["probes", "import", "a.csv", "--out", "a-v1.jsonl", "--column", "key=a", "--column", "key=b"],
    ["probes", "select", "study.yml", "--keep", "3", "--out", ""],
  ])
  func whatCannotBeMeantIsAUsageError(arguments: [String]) async throws {
    try await inFolder { _, program in
      let outcome = try await program.run(arguments)
      #expect(outcome.status == 2)
    }
  }

  @Test(arguments: [
    ["probes", "check", "no"], ["probes", "check", "./no.jsonl"], ["probes", "show", "ap-9999"],
    ["probes", "list", "arithmetik-v1"],
    ["probes", "import", "no.csv", "--out", "no-v1.jsonl"],
  ])
  func whatIsNotThereIsNamed(arguments: [String]) async throws {
    try await inFolder { _, program in
      let outcome = try await program.run(arguments)
      #expect(outcome.status == 66, "\(outcome.errors)")
    }
  }

  /// A line of the set above, what replaces part of it, and the place and words of the complaint.
  @Test(arguments: [
    ("\"version\":1,", "", "own-v1.jsonl:1: ", "\"version\" is missing"),
    ("{\"id\":\"own\"", "[\"own\"", "own-v1.jsonl:1: ", "the header is not usable"),
    ("\"q4\"", "\"q2\"", "own-v1.jsonl:5: ", "repeated from line 3"),
    (
      "\"key\":\"20\"", "\"key\":\"twenty or so\"", "own-v1.jsonl:2: ",
      "is no answer of the kind integer"
    ),
    ("\"key\":\"B\"", "\"key\":\"D\"", "own-v1.jsonl:6: ", "is no answer of the kind choice"),
    (
      "choices\",\"error",
      "none\",\"error_rate\":null},{\"id\":\"c\",\"construction\":\"\",\"error", "own-v1.jsonl:1: ",
      "no probe is of the stratum \"c\""
    ),
    (
      "Who?\\n\\nA) Ada\\nB) Bo", "Which?\\n\\nA) tin\\nB) zinc", "own-v1.jsonl:7: ",
      "own-v1/q6 repeats own-v1/q5"
    ),
  ])
  func aBadSetIsRefusedWithFileAndLine(
    old: String, new: String, place: String, words: String
  ) async throws {
    let lines = Self.own.map { $0.replacing(old, with: new) }
    #expect(lines != Self.own)
    try await inFolder(lines) { _, program in
      let check = try await program.run("probes", "check", "own-v1.jsonl")
      #expect(check.status == 65)
      #expect(check.errors.contains(place), "\(check.errors)")
      #expect(check.errors.contains(words), "\(check.errors)")
    }
  }

  @Test func bytesThatAreNotUTF8AreNamedWithTheirLine() async throws {
    try await inFolder { folder, program in
      let file = folder.appendingPathComponent("own-v1.jsonl")
      var bytes = try Data(contentsOf: file)
      let place = try #require(bytes.range(of: Data("Which".utf8)))
      bytes[place.lowerBound] = 0xFF
      try bytes.write(to: file)
      for arguments in [
        ["probes", "check", "own-v1.jsonl"], ["probes", "list", "./own-v1.jsonl"],
      ] {
        let outcome = try await program.run(arguments)
        #expect(outcome.status == 65)
        #expect(
          outcome.errors.contains("own-v1.jsonl:6: the line is not UTF-8"), "\(outcome.errors)")
      }
    }
  }

  /// A copy of two published sets, one of them edited, one listed and missing, one not listed.
  @Test func aSetEditedAfterPublicationIsRefused() async throws {
    try await inFolder { folder, program in
      let sets = folder.appendingPathComponent("sets")
      try FileManager.default.createDirectory(at: sets, withIntermediateDirectories: true)
      for name in ["openings-v1.jsonl", "free-choice-v1.jsonl"] {
        try FileManager.default.copyItem(
          at: Self.shipped.appendingPathComponent(name), to: sets.appendingPathComponent(name))
      }
      let sums = Self.shipped.appendingPathComponent("SHA256SUMS").text.split(separator: "\n")
        .filter { $0.contains("openings") || $0.contains("free-choice") }
      try sets.appendingPathComponent("SHA256SUMS").write(sums.joined(separator: "\n") + "\n")
      #expect(try await program.run("probes", "check", "sets").status == 0)

      let edited = sets.appendingPathComponent("openings-v1.jsonl")
      try edited.write(edited.text.replacing("bridge keeper", with: "lock keeper"))
      let check = try await program.run("probes", "check", "sets")
      #expect(check.status == 65)
      #expect(
        check.errors.contains("sets/SHA256SUMS:2: openings-v1.jsonl was edited after publication"),
        "\(check.errors)")
      #expect(try await program.run("probes", "list", "sets").output.contains("edited"))
      let sample = try await program.run("probes", "sample", "3", "sets/openings-v1.jsonl")
      #expect(sample.status == 65)
      let study = SmallStudy(folder: folder, base: "http://127.0.0.1:9/v1")
      try study.write()
      let file = folder.appendingPathComponent(study.file)
      try file.write(file.text.replacing("./small-v1.jsonl", with: "sets/openings-v1.jsonl"))
      let asked = try await program.run("ask", study.file)
      #expect(asked.status == 65)
      #expect(asked.errors.contains("edited after publication"), "\(asked.errors)")

      try FileManager.default.removeItem(at: edited)
      try sets.appendingPathComponent("own-v1.jsonl").write(Self.own.joined(separator: "\n"))
      let other = try await program.run("probes", "check", "sets")
      #expect(other.status == 65)
      #expect(other.errors.contains("sets/SHA256SUMS:2: openings-v1.jsonl is listed and not there"))
      #expect(other.errors.contains("sets/own-v1.jsonl: is not listed"), "\(other.errors)")
    }
  }

  /// A sample of a built-in set and a set by path, asked of loopback models and assessed.
  @Test func aSampleOfABuiltInSetIsAskedAndAssessed() async throws {
    try await inFolder { folder, program in
      try await withModels { server in
        let study = SmallStudy(folder: folder, base: server.base)
        try study.write()
        let sample = try await program.run(
          "probes", "sample", "8", "altered-puzzles-v1", "--out", "few-v1.jsonl")
        #expect(sample.status == 0, "\(sample.errors)")
        let file = folder.appendingPathComponent(study.file)
        try file.write(
          file.text.replacing(
            "{set: ./small-v1.jsonl}",
            with: "{set: ./few-v1.jsonl, samples: 1}, {set: self-description-v1, samples: 1}"))
        let run = try await program.run("run", study.file)
        #expect(run.status == 0, "\(run.errors)")
        #expect(server.total == 8 * (8 + 57))
        let findings = study.out.appendingPathComponent("findings.json").text
        #expect(findings.contains("altered-puzzles-sample-v1"))
        let shipped = Self.shipped.appendingPathComponent("self-description-v1.jsonl")
        #expect(
          study.out.appendingPathComponent("probes/self-description-v1.jsonl").text == shipped.text)
      }
    }
  }
}
