import Foundation
import Testing

/// Asks a small study through the built program and lets a test look at what came of it.
func askSmallStudy(
  _ change: (inout SmallStudy) -> Void, environment: [String: String] = [:],
  _ check: (SmallStudy, Program, ModelServer, Program.Outcome) async throws -> Void
) async throws {
  try await withFolder { folder in
    try await withModels { server in
      var study = SmallStudy(folder: folder, base: server.base)
      study.unrelated = 0
      study.questions = 3
      change(&study)
      try study.write()
      let program = Program(folder: folder, environment: environment)
      let outcome = try await program.run("ask", study.file)
      try await check(study, program, server, outcome)
    }
  }
}

extension SmallStudy {
  /// The lines of the log as JSON objects.
  var logLines: [[String: Any]] {
    out.appendingPathComponent("log.jsonl").text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// The lines that record an exchange with the suspect.
  var suspectLines: [[String: Any]] {
    logLines.filter { $0["event"] as? String == "exchange" && $0["subject"] as? String == "s" }
  }

  /// Every file below the study's folder that is not part of the test.
  var files: [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
  }
}
