import Foundation
import Testing

/// A small study with gates, its checkpoints in folders of their own, and one baseline.
struct GateStudy {
  let folder: URL
  let server: ModelServer
  /// Lines under `check:`.
  var gates = [
    "suspect_model: any", "gates:", "  - {gate: excess, percentile: 80}",
    "  - {gate: rare-errors, margin: 0.02}",
  ]
  var change: (inout SmallStudy) -> Void = { _ in }

  var baseline: String { folder.appendingPathComponent("baseline.json").path }

  /// Writes the study of one checkpoint.
  @discardableResult
  func checkpoint(_ name: String, _ suspect: String = "style-0") throws -> SmallStudy {
    var study = SmallStudy(folder: folder.appendingPathComponent(name), base: server.base)
    study.suspect = suspect
    change(&study)
    try study.write()
    let file = study.folder.appendingPathComponent(study.file)
    try file.write(
      file.text + "\ncheck:\n" + gates.map { "  \($0)\n" }.joined())
    return study
  }

  func program(_ name: String, environment: [String: String] = [:]) -> Program {
    Program(folder: folder.appendingPathComponent(name), environment: environment)
  }

  func check(
    _ name: String, _ options: String..., environment: [String: String] = [:]
  ) async throws -> Program.Outcome {
    try await program(name, environment: environment).run(
      ["check", "study.yml", "--baseline", baseline] + options)
  }

  /// Writes the checkpoint `base` and the baseline from it.
  func makeBaseline() async throws {
    try checkpoint("base")
    let made = try await check("base", "--update-baseline")
    try #require(made.status == 0, "\(made.errors)")
  }
}

func withGates(
  _ change: (inout GateStudy) -> Void = { _ in }, _ body: (GateStudy) async throws -> Void
) async throws {
  try await withFolder { folder in
    try await withModels { server in
      var study = GateStudy(folder: folder, server: server)
      change(&study)
      try await body(study)
    }
  }
}
