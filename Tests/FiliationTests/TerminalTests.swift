import Foundation
import Testing
import filiation

/// What a person sees while asking, on a terminal made by script(1) and elsewhere.
@Suite struct TerminalTests {
  private static let script = "/usr/bin/script"

  private func whileAsking(
    columns: Int?, _ check: (String) throws -> Void
  ) async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.suspect = "slow"
        study.source = "storm"
        study.unrelated = 0
        study.questions = 40
        study.budget = "prices: {s: {input_per_million: 1, output_per_million: 1}}"
        try study.write()
        let program = Program(folder: folder)
        let width = columns.map { "stty cols \($0); " } ?? ""
        let launcher = [
          Self.script, "-qec", "TERM=xterm; export TERM; \(width)\(program.command) ask study.yml",
          "/dev/null",
        ]
        let outcome = try await program.start(as: launcher).outcome()
        #expect(outcome.status == 0)
        try check(outcome.output)
      }
    }
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: script)), arguments: [60, 80, 200])
  func aTerminalShowsABarWithRateTimeLeftSpendAndFailures(columns: Int) async throws {
    try await whileAsking(columns: columns) { output in
      let drawn = output.split(separator: "\r\u{1B}[2K").dropFirst()
      #expect(drawn.count > 3)
      let middle = try #require(drawn.dropFirst(drawn.count / 2).first)
      for part in ["/80, ", "/s, ", " s left, ", " USD, ", " retried, ", " failed"] {
        #expect(middle.contains(part), "\(middle)")
      }
      if columns >= 80 { #expect(middle.contains("[#") && middle.contains("-] "), "\(middle)") }
      let lines = drawn.map { $0.prefix { !$0.isNewline } }
      #expect(lines.allSatisfy { $0.count < columns })
      #expect(output.contains("80/80, "))
    }
  }

  @Test(arguments: [20, 40, 60, 200]) func aLineOfWorkTellsHowLongItTakesAndFits(width: Int) {
    let lines = [
      WorkMeter.line("metrics measured", 12, 48, 4, width),
      WorkMeter.line("metrics measured", 0, 48, 4, width),
      WorkMeter.line("files copied", 4_800, nil, 75, width),
      WorkMeter.line("reading the panel", 0, nil, 3, width),
    ]
    #expect(lines.allSatisfy { $0.count < width })
    guard width == 60 else { return }
    #expect(
      lines == [
        "[#####---------------] 12/48 metrics measured, 12 s left",
        "[--------------------] 0/48 metrics measured, 4 s so far",
        "4,800 files copied, 1 min 15 s so far", "reading the panel, 3 s so far",
      ])
  }

  /// A log may have grown since its length was read.
  @Test func moreThanTheTotalIsAFullBar() {
    #expect(
      WorkMeter.line("lines", 120, 100, 4, 60) == "[####################] 120/100 lines, 0 s left")
  }

  /// A program that takes its time stands in for WeasyPrint.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: script)))
  func longWorkIsShownOnATerminalOnlyAndTakenAwayAgain() async throws {
    try await askSmallStudy { _ in
    } _: { study, program, _, _ in
      let assessed = try await program.run("assess", "small.study")
      #expect(assessed.status == 0)
      let slow = study.folder.appendingPathComponent("weasyprint")
      let lines = "#!/bin/sh\nsleep 3\nfor last; do :; done\necho pdf > \"$last\"\n"
      try Data(lines.utf8).write(to: slow)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: slow.path)
      let report = "PATH=.:$PATH \(program.command) report small.study --pdf"
      let shown = try await program.start(
        as: [Self.script, "-qec", "TERM=xterm; export TERM; stty cols 80; \(report)", "/dev/null"]
      ).outcome()
      let drawn = shown.output.split(
        separator: "\r\u{1B}[2K", omittingEmptySubsequences: false
      ).dropFirst()
      #expect(drawn.count > 4)
      #expect(drawn.filter { $0.contains("WeasyPrint sets report.pdf, ") }.count > 3)
      #expect(drawn.last?.hasPrefix("PDF: ") == true)
      let quiet = try await program.start(as: ["/bin/sh", "-c", report]).outcome()
      #expect(quiet.status == 0)
      #expect(!quiet.errors.contains("WeasyPrint"))
    }
  }

  @Test func elsewhereThereAreOnlyPlainLines() async throws {
    try await askSmallStudy {
      $0.questions = 5
    } _: { _, _, _, outcome in
      #expect(outcome.status == 0)
      #expect(!outcome.errors.contains("\u{1B}"))
      #expect(!outcome.errors.contains("\r"))
      #expect(!outcome.errors.contains("[#"))
      #expect(outcome.errors.contains("10/10 asked"))
      #expect(outcome.errors.contains("0 failed"))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func outputThatCannotBeWrittenIsAFailure() async throws {
    try await withFolder { folder in
      let program = Program(folder: folder)
      let outcome = try await program.start(
        as: ["/bin/sh", "-c", "\(program.command) list metrics > /dev/full"]
      ).outcome()
      #expect(outcome.status == 74)
      #expect(outcome.errors.contains("cannot be written"))
    }
  }

  /// A reader of the messages that goes away, such as head(1), loses messages, not answers.
  @Test func askingGoesOnWithoutAReaderOfItsMessages() async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.questions = 30
        try study.write()
        let program = Program(folder: folder)
        let outcome = try await program.start(
          as: ["/bin/sh", "-c", "(\(program.command) ask study.yml; echo $? > ended) 2>&1 | true"]
        ).outcome()
        #expect(outcome.status == 0)
        #expect(folder.appendingPathComponent("ended").text == "0\n")
        #expect(server.total == 8 * 30)
      }
    }
  }

  /// Eight subjects with eight questions under way each need more than the shell allows at first.
  @Test func moreFilesAreOpenedThanTheShellAllowsAtFirst() async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        (study.suspect, study.source, study.style) = ("steady-0", "steady-1", "steady")
        try study.write()
        let program = Program(folder: folder)
        let outcome = try await program.start(
          as: ["/bin/sh", "-c", "ulimit -S -n 40; exec \(program.command) ask study.yml"]
        ).outcome()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(server.total == 8 * 12)
      }
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func endingTheProgramIsLikeInterruptingIt(signal: Int32) async throws {
    try await withFolder { folder in
      try await withModels { server in
        var study = SmallStudy(folder: folder, base: server.base)
        study.suspect = "slow"
        study.unrelated = 0
        study.questions = 400
        try study.write()
        let program = Program(folder: folder)
        let running = try program.start(["ask", study.file])
        while server["slow"] < 10 { try await Task.sleep(for: .milliseconds(10)) }
        running.send(signal)
        let outcome = await running.outcome()
        #expect(outcome.status == 130)
        #expect(outcome.errors.contains("filiation ask study.yml"))
        let status = try await program.run("status", "small.study")
        #expect(status.status == 0)
        #expect(study.logLines.last?["event"] as? String == "stop")
      }
    }
  }
}
