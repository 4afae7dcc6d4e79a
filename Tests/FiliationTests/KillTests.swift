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
    object["study"] = record
    let rest = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    return String(decoding: rest, as: UTF8.self)
  }

  private func study(in folder: URL, _ server: ModelServer) throws -> SmallStudy {
    var study = SmallStudy(folder: folder, base: server.base)
    study.questions = 40
    try study.write()
    return study
  }

  @Test func killedAskingResumesToTheSameFindings() async throws {
    try await withModels { server in
      let undisturbed = try await withFolder { folder in
        let study = try study(in: folder, server)
        #expect(try await Program(folder: folder).run("ask", study.file).status == 0)
        #expect(try await Program(folder: folder).run("assess", "small.study").status == 0)
        return try findings(of: study)
      }
      try await withFolder { folder in
        let study = try study(in: folder, server)
        let program = Program(folder: folder)
        for kill in 1...6 {
          let running = try program.start(["ask", study.file])
          let before = server.total
          while running.isRunning, server.total < before + kill * 9 {
            try await Task.sleep(for: .milliseconds(1))
          }
          running.send(SIGKILL)
          _ = await running.outcome()
        }
        #expect(try await program.run("ask", study.file).status == 0)
        #expect(try await program.run("status", "small.study").status == 0)
        #expect(try await program.run("assess", "small.study").status == 0)
        #expect(try findings(of: study) == undisturbed)
      }
    }
  }
}
