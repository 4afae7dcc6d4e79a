import Foundation
import Testing

/// `filiation probes import`: benchmark files as they are distributed, and others by their columns.
@Suite struct ProbesImportTests {
  private struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var text: String
    var options: [String]
    /// What the lines of the set hold, in order, the header first.
    var lines: [[String]]
    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "MMLU, CSV without a header", file: "anatomy_test.csv",
      text: """
        "Which bone is
        the longest?",femur,"tibia, or shin",ulna,femur head,A
        Where is the pons?,chest,brainstem,wrist,knee,B

        """, options: ["--layout", "mmlu"],
      lines: [
        ["\"id\":\"out\"", "anatomy_test.csv", "\"id\":\"all\""],
        [
          "\"id\":\"out-1\"", #"Which bone is\nthe longest?\n\nA) femur\nB) tibia, or shin"#,
          #""choices":["femur","tibia, or shin","ulna","femur head"],"key":"A","extract":"choice""#,
        ], ["\"key\":\"B\""],
      ]),
    Case(
      name: "MMLU, JSON lines, the place of an option that looks like another place",
      file: "mmlu.jsonl",
      text: #"{"question":"1 + 1?","subject":"algebra","choices":["0","1","2","3"],"answer":2}"#
        + "\n"
        + #"{"question":"5 - 5 is","subject":"sums","choices":["0","1","2","3"],"answer":"A"}"#,
      options: ["--layout", "mmlu"],
      lines: [
        ["rows marked algebra", "rows marked sums"], ["\"stratum\":\"algebra\"", "\"key\":\"C\""],
        ["\"key\":\"A\""],
      ]),
    Case(
      name: "MMLU, CSV with a header", file: "mmlu.csv",
      text: "question,A,B,C,D,answer\nWhich gas?,argon,neon,xenon,radon,C\n",
      options: ["--layout", "mmlu"], lines: [[], ["\"key\":\"C\""]]),
    Case(
      name: "GSM8K, JSON lines", file: "test.jsonl",
      text:
        #"{"question":"Ann sells 2 eggs at $9. Income?","answer":"2*9 = <<2*9=18>>18\n#### 18"}"#
        + "\n" + #"{"question":"A hall with 1,200 seats. Seats?","answer":"All.\n#### 1,200"}"#,
      options: ["--layout", "gsm8k"],
      lines: [
        ["\"strata\""],
        [#""kind":"short-answer""#, #""key":"18","extract":"decimal""#], ["\"key\":\"1200\""],
      ]),
    Case(
      name: "TruthfulQA, CSV", file: "TruthfulQA.csv",
      text: """
        Type,Category,Question,Best Answer,Correct Answers,Incorrect Answers,Source
        Adversarial,Sayings,What do cats have?,One life,One life; a life,Nine lives; Seven lives,x

        """, options: ["--layout", "truthfulqa"],
      lines: [["rows marked Sayings"], ["One life", "Nine lives", "Seven lives", "\"key\":"]]),
    Case(
      name: "TruthfulQA, rows with targets", file: "mc.json",
      text:
        #"[{"question":"What do cats have?","mc1_targets":{"choices":["One","Nine"],"labels":[1,0]}},"#
        + #"{"question":"What flies?","mc1_targets":{"Birds":1,"Pigs":0,"Stones":0}}]"#,
      options: ["--layout", "truthfulqa"],
      lines: [[], ["One", "Nine"], ["Birds", "Pigs", "Stones"]]),
    Case(
      name: "columns of a CSV file with quoted line breaks", file: "own.csv",
      text:
        "nr,Frage,Lösung,Fach\nf1,\"Was ist\n2 \"\"hoch\"\" 3?\",8,Mathe\nf2,Hauptstadt?,Paris,Erdkunde\n",
      options: [
        "--column", "prompt=Frage", "--column", "key=Lösung", "--column", "id=nr", "--column",
        "stratum=Fach", "--extract", "text",
      ],
      lines: [
        ["rows marked Mathe"], [#""id":"f1","stratum":"Mathe""#, #"Was ist\n2 \"hoch\" 3?"#],
        ["\"key\":\"paris\""],
      ]),
    Case(
      name: "columns of options, keyed by their text", file: "own.jsonl",
      text: #"{"q":"Which is a metal?","x":"tin","y":"tea","right":"tea"}"#,
      options: [
        "--column", "prompt=q", "--column", "choice=x", "--column", "choice=y", "--column",
        "key=right",
      ], lines: [[], [#""choices":["tin","tea"],"key":"B""#]]),
    Case(
      name: "questions without a key, one of them twice", file: "free.jsonl",
      text: #"{"prompt":"Write about a long journey by train."}"# + "\n"
        + #"{"prompt":"Write about a long journey by train!"}"#,
      options: [], lines: [[], [#""kind":"free-text""#]]),
  ]

  @Test(arguments: cases)
  private func aBenchmarkBecomesASetThatIsSound(item: Case) async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent(item.file).write(item.text)
      let program = Program(folder: folder)
      let arguments = ["probes", "import", item.file, "--out", "out-v1.jsonl"] + item.options
      let outcome = try await program.run(arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let written = folder.appendingPathComponent("out-v1.jsonl")
      let lines = written.text.split(separator: "\n")
      #expect(lines.count == item.lines.count)
      for (line, texts) in zip(lines, item.lines) {
        for text in texts { #expect(line.contains(text), "\(line)") }
      }
      let check = try await program.run("probes", "check", "out-v1.jsonl")
      #expect(check.status == 0, "\(check.errors)")
      let again = try await program.run(arguments)
      #expect(again.status == 73)
      try FileManager.default.removeItem(at: written)
      #expect(try await program.run(arguments).status == 0)
      #expect(written.text.split(separator: "\n") == lines)
    }
  }

  /// The right option is where the letter says, wherever the seed puts it.
  @Test func shuffledOptionsKeepTheirKey() async throws {
    try await withFolder { folder in
      let rows = (1...12).map {
        "x,c,What is number \($0 * 7919)?,right \($0),,wrong; false; off,s\n"
      }
      try folder.appendingPathComponent("t.csv").write(
        "Type,Category,Question,Best Answer,Correct Answers,Incorrect Answers,Source\n"
          + rows.joined())
      let program = Program(folder: folder)
      var texts: [String] = []
      for seed in ["1", "2"] {
        let outcome = try await program.run(
          "probes", "import", "t.csv", "--layout", "truthfulqa", "--seed", seed, "--out",
          "t\(seed)-v1.jsonl")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = folder.appendingPathComponent("t\(seed)-v1.jsonl").text
        let probes = text.split(separator: "\n").dropFirst()
        var keys: Set<Substring> = []
        for probe in probes {
          let match = try #require(probe.firstMatch(of: /"key":"([A-D])"/))
          let key = match.output.1
          keys.insert(key)
          #expect(probe.contains("\(key)) right"), "\(probe)")
        }
        #expect(probes.count == 12 && keys.count > 1)
        texts.append(text)
      }
      #expect(texts[0].replacing("\"t1", with: "\"t2") != texts[1])
    }
  }

  @Test(arguments: [
    ("a.csv", "prompt,key\nOne?,1\nTwo?,\"2\n", [String](), "a.csv:3: "),
    ("a.csv", "prompt,key\nOne?,1\nTwo?\n", [], "a.csv:3: "),
    ("a.csv", "prompt,key\n,1\n", [], "a.csv:2: the row has no question"),
    (
      "a.csv", "question,key\nOne?,1\n", [],
      "there is no column \"prompt\"; the file has key, question"
    ),
    (
      "a.jsonl", "{\"q\":\"W?\",\"k\":1}\n",
      ["--column", "prompt=q", "--column", "key=kay", "--column", "stratum=s"],
      "there is no column \"kay\", \"s\"; the file has k, q"
    ),
    (
      "a.csv", "prompt,x,y,key\nWhich?,tin,tin,A\n",
      ["--column", "choice=x", "--column", "choice=y", "--column", "key=key"],
      "a.csv:2: two options are the same"
    ),
    (
      "a.csv", "prompt,key\n\"One\ntoo?\",1\nTwo?,a pair\n",
      ["--column", "key=key", "--extract", "integer"], "a.csv:4: the key \"a pair\" is no answer"
    ),
    ("a.csv", "prompt,key\nOne?,1\n", ["--column", "key=key"], "a.csv:2: a key needs"),
    (
      "a.csv", "prompt,id\nOne?,x\nTwo?,x\n", ["--column", "id=id"],
      "a.csv:3: the id \"x\" is repeated from line 2"
    ),
    (
      "a.csv", "prompt,key\nWhat is 1+1?,2\nWhat is 1+1?,3\n",
      ["--column", "key=key", "--extract", "integer"], "a.csv:3: the question is that of line 2"
    ),
    ("a.csv", "", [], "a.csv:1: the file has no rows"),
    ("a.csv", "Which?,a,b,c,d,E\n", ["--layout", "mmlu"], "a.csv:1: the key \"E\" is neither"),
    (
      "a.jsonl", "{\"question\":\"W?\",\"choices\":[\"a\",\"b\"],\"answer\":2}\n",
      ["--layout", "mmlu"], "a.jsonl:1: the key \"2\" is neither"
    ),
    (
      "a.jsonl", "{\"question\":\"W?\",\"answer\":\"no number\"}\n", ["--layout", "gsm8k"],
      "a.jsonl:1: the row has no right answer"
    ),
    (
      "a.jsonl", "{\"question\":\"W?\",\"answer\":\"#### many\"}\n", ["--layout", "gsm8k"],
      "a.jsonl:1: the key \"many\""
    ),
    (
      "a.jsonl", "{\"question\":\"W?\"}\n", ["--layout", "gsm8k"],
      "a.jsonl:1: the row has no right answer"
    ),
    (
      "a.jsonl", "{\"prompt\":\"W?\"}\nnot json\n", [], "a.jsonl:2: the line is not one JSON object"
    ),
    ("a.json", "{\"prompt\":\"W?\"}", [], "a.json:1: "),
  ])
  func aBadRowIsNamedWithItsLine(
    file: String, text: String, options: [String], words: String
  ) async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent(file).write(text)
      let outcome = try await Program(folder: folder)
        .run(["probes", "import", file, "--out", "out-v1.jsonl"] + options)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/out-v1.jsonl"))
    }
  }

  @Test func bytesThatAreNotUTF8AreRefused() async throws {
    try await withFolder { folder in
      for (name, bytes) in [
        ("a.csv", Data("prompt\n".utf8) + [0xFF, 0x0A]),
        ("a.jsonl", Data("{\"prompt\":\"W?\"}\n{\"prompt\":\"".utf8) + [0xFF] + Data("\"}\n".utf8)),
      ] {
        try bytes.write(to: folder.appendingPathComponent(name))
        let outcome = try await Program(folder: folder)
          .run("probes", "import", name, "--out", "out-v1.jsonl")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("UTF-8"), "\(outcome.errors)")
      }
    }
  }
}
