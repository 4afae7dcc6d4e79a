import Foundation
import Testing

/// Whatever a kill interrupts, resuming leads to the findings of an undisturbed run.
@Suite struct KillTests {
  /// findings.json without what names the moment of asking.
  private func findings(of study: SmallStudy) throws -> String {
    let data = try Data(contentsOf: study.out.appendingPathComponent("findings.json"))
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    var record = try #require(object["study"] as? [String: Any])
    #expect(record.removeValue(forKey: "log_digest") != nil)
    #expect(record.removeValue(forKey: "custody") != nil)
    object["study"] = record
    let subjects = try #require(object["subjects"] as? [[String: Any]])
    object["subjects"] = subjects.map { $0.filter { $0.key != "asked" } }
    let rest = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    return String(decoding: rest, as: UTF8.self)
  }

  private func study(
    in folder: URL, _ server: ModelServer, concurrency: Int
  ) throws -> SmallStudy {
    var study = SmallStudy(folder: folder, base: server.base)
    study.questions = concurrency == 1 ? 60 : 400
    (study.suspect, study.source, study.style) = ("steady-0", "steady-1", "steady")
    study.shared = ", concurrency: \(concurrency)"
    try study.write()
    return study
  }

  /// One at a time, and many whose lines reach the disk together.
  @Test(arguments: [(1, 20), (32, 6)])
  func killedAskingResumesToTheSameFindings(concurrency: Int, mostKills: Int) async throws {
    try await withModels { server in
      let undisturbed = try await withFolder { folder in
        let study = try study(in: folder, server, concurrency: concurrency)
        #expect(try await Program(folder: folder).run("ask", study.file).status == 0)
        #expect(try await Program(folder: folder).run("assess", "small.study").status == 0)
        return try findings(of: study)
      }
      try await withFolder { folder in
        let study = try study(in: folder, server, concurrency: concurrency)
        let program = Program(folder: folder)
        var kills = 0
        while kills < mostKills {
          let running = try program.start(["ask", study.file])
          let before = server.total
          // At any moment: while starting, between answers, or in the middle of an append.
          if Bool.random() {
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...120)))
          } else {
            let answers = Int.random(in: 1...(12 * concurrency))
            while running.isRunning, server.total < before + answers {
              try await Task.sleep(for: .microseconds(200))
            }
          }
          if running.isRunning { kills += 1 }
          running.send(SIGKILL)
          if await running.outcome().status == 0 { break }
        }
        #expect(kills >= mostKills, "only \(kills) kills before all was answered")
        #expect(try await program.run("ask", study.file).status == 0)
        #expect(try await program.run("status", "small.study").status == 0)
        #expect(try await program.run("assess", "small.study").status == 0)
        #expect(try findings(of: study) == undisturbed)
      }
    }
  }
}
