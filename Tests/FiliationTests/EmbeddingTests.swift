import Foundation
import Testing

/// Embedding through the built program, against a server on a loopback port and local programs.
@Suite struct EmbeddingTests {
  private func study(
    in folder: URL, _ server: ModelServer, embedder: String, unrelated: Int = 6
  ) throws -> SmallStudy {
    var study = SmallStudy(folder: folder, base: server.base)
    study.isFreeText = true
    study.unrelated = unrelated
    study.embedder = embedder
    try study.write()
    return study
  }

  private func server(_ model: String, _ server: ModelServer) -> String {
    "{endpoint: {model: \(model), base_url: \"\(server.base)\"}}"
  }

  /// A program that answers every text with its length, the number of vowels and a constant.
  private func program(in folder: URL) throws -> String {
    let file = folder.appendingPathComponent("embed.py")
    try file.write(
      """
      import json, sys
      for line in sys.stdin:
          texts = json.loads(line)["input"]
          vectors = [[len(t) / 10, sum(c in "aeiou" for c in t), t.count("7"), 1] for t in texts]
          print(json.dumps({"embeddings": vectors, "model": "counter"}), flush=True)
      """)
    return "{command: [python3, \(file.path)], model: mini}"
  }

  private func findings(_ study: SmallStudy) throws -> [String: Any] {
    let data = try Data(contentsOf: study.out.appendingPathComponent("findings.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// By metric why it has no value.
  private func reasons(_ study: SmallStudy) throws -> [String: String] {
    let metrics = try #require(try findings(study)["metrics"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: metrics.map { metric in
        let descriptor = metric["descriptor"] as? [String: Any]
        return (
          descriptor?["id"] as? String ?? "", metric["not_measurable"] as? String ?? "measured"
        )
      })
  }

  @Test func recordedVectorsAreAssessedWithoutAnyNetwork() async throws {
    try await withFolder { folder in
      try await withModels { models in
        let study = try study(in: folder, models, embedder: server("e5", models))
        let program = Program(folder: folder)
        let ran = try await program.run("run", study.file)
        #expect(ran.status == 0, "\(ran.errors)")
        #expect(models["e5"] > 0)
        let asked = models.total
        let log = study.out.appendingPathComponent("log.jsonl").text
        #expect(log.contains(#""event":"embedding""#) && log.contains("e5-served"))
        #expect(try reasons(study)["embedding.dkps"] == "measured")
        let record = try #require(try findings(study)["study"] as? [String: Any])
        #expect(
          record["embedder"] as? String == "e5 (endpoint), answering as e5-served, 8 dimensions")
        #expect(study.out.appendingPathComponent("report.md").text.contains("e5-served"))
        let first = try Data(contentsOf: study.out.appendingPathComponent("findings.json"))
        // Nowhere to connect to, and nothing to ask.
        let alone = Program(folder: folder, environment: ["http_proxy": "http://127.0.0.1:9"])
        #expect(try await alone.run("assess", "small.study").status == 0)
        #expect(try Data(contentsOf: study.out.appendingPathComponent("findings.json")) == first)
        #expect(try await program.run("embed", study.file).status == 0)
        #expect(models.total == asked)
        let status = try await program.run("status", "small.study")
        #expect(status.status == 0 && status.output.contains("by e5 (endpoint)"))
      }
    }
  }

  @Test func programEmbeds() async throws {
    try await withFolder { folder in
      try await withModels { models in
        let study = try study(in: folder, models, embedder: program(in: folder))
        let program = Program(folder: folder)
        let doctor = try await program.run("doctor", study.file)
        #expect(doctor.status == 0 && doctor.output.contains("counter"), "\(doctor.errors)")
        #expect(try await program.run("run", study.file).status == 0)
        #expect(try reasons(study)["embedding.residual-cosine"] == "measured")
        #expect(study.out.appendingPathComponent("plan.json").text.contains("embed.py"))
      }
    }
  }

  @Test(
    arguments: [
      ("unauthorised", Int32(77), "Incorrect API key"), ("unknown", 78, "no such model"),
      ("rejecting", 78, "input too long"), ("nan", 69, "sent no embeddings"),
      ("empty", 69, "an empty vector"), ("uneven", 69, "vectors of different lengths"),
      ("missing", 69, "vectors for"),
      // Requests are answered in any order, so either length may come first.
      ("changing", 69, "numbers where earlier ones have"),
    ])
  func unusableEmbeddersEndInTheirOwnStatusAndMeasureNothing(
    model: String, status: Int32, said: String
  ) async throws {
    try await withFolder { folder in
      try await withModels { models in
        let study = try study(in: folder, models, embedder: server(model, models))
        let program = Program(folder: folder)
        let ran = try await program.run("run", study.file)
        #expect(ran.status == status, "\(ran.errors)")
        #expect(ran.errors.contains(said), "\(ran.errors)")
        #expect(ran.errors.contains("filiation embed study.yml"))
        // What was answered is assessed all the same.
        let reasons = try reasons(study)
        #expect(reasons["embedding.mmd"] == "not-embedded")
        #expect(reasons["lexical.opening4"] == "measured")
        #expect(try await program.run("status", "small.study").status == 0)
      }
    }
  }

  @Test func killedEmbeddingResumesToTheSameFindings() async throws {
    try await withModels { models in
      let undisturbed = try await withFolder { folder in
        let study = try study(in: folder, models, embedder: server("whole", models), unrelated: 30)
        #expect(try await Program(folder: folder).run("run", study.file).status == 0)
        return try embeddingScores(study)
      }
      try await withFolder { folder in
        let study = try study(in: folder, models, embedder: server("killed", models), unrelated: 30)
        let program = Program(folder: folder)
        #expect(try await program.run("ask", study.file).status == 0)
        for kill in 1...3 {
          let running = try program.start(["embed", study.file])
          while running.isRunning, models["killed"] < 3 * kill {
            try await Task.sleep(for: .milliseconds(1))
          }
          running.send(SIGKILL)
          _ = await running.outcome()
        }
        #expect(try await program.run("embed", study.file).status == 0)
        #expect(try await program.run("assess", "small.study").status == 0)
        #expect(try embeddingScores(study) == undisturbed)
      }
    }
  }

  /// Similarities of all pairs by metrics on embeddings.
  private func embeddingScores(_ study: SmallStudy) throws -> [String] {
    let pairs = try #require(try findings(study)["pairs"] as? [[String: Any]])
    let scores = pairs.flatMap { $0["metrics"] as? [[String: Any]] ?? [] }
      .filter { ($0["metric"] as? String)?.hasPrefix("embedding.") == true }
    #expect(scores.count > 30)
    return scores.map { "\($0["metric"] ?? "") \($0["similarity"] ?? "")" }
  }

  @Test func budgetCoversEmbeddingToo() async throws {
    try await withFolder { folder in
      try await withModels { models in
        var study = try study(in: folder, models, embedder: server("e5", models))
        study.budget = "budget: {requests: 97}"
        try study.write()
        let program = Program(folder: folder)
        #expect(try await program.run("run", study.file).status == 75)
        #expect(models["e5"] == 1 && models.total == 97)
        #expect(try reasons(study)["embedding.mmd"] == "not-embedded")
        study.budget = "budget: {requests: 200}"
        try study.write()
        #expect(try await program.run("embed", study.file).status == 0)
        #expect(try await program.run("assess", "small.study").status == 0)
        #expect(try reasons(study)["embedding.dkps"] == "measured")
      }
    }
  }

  @Test func embeddingComesAfterAskingAndBuiltInNeedsNone() async throws {
    try await withFolder { folder in
      try await withModels { models in
        let study = try study(in: folder, models, embedder: server("e5", models))
        let early = try await Program(folder: folder).run("embed", study.file)
        #expect(early.status == 66 && early.errors.contains("filiation ask"))
        var plain = study
        plain.embedder = nil
        try plain.write()
        #expect(try await Program(folder: folder).run("embed", plain.file).status == 0)
        #expect(models.total == 0)
      }
    }
  }

  @Test func anotherEmbedderIsAnotherPlan() async throws {
    try await withFolder { folder in
      try await withModels { models in
        var study = try study(in: folder, models, embedder: server("e5", models), unrelated: 1)
        let program = Program(folder: folder)
        #expect(try await program.run("ask", study.file).status == 0)
        study.embedder = server("other", models)
        try study.write()
        let outcome = try await program.run("embed", study.file)
        #expect(outcome.status == 65 && outcome.errors.contains("another plan"))
        #expect(models["other"] == 0)
      }
    }
  }

  /// A flipped byte in a recorded response is found by whoever reads it.
  @Test func damagedVectorsAreNotAssessed() async throws {
    try await withFolder { folder in
      try await withModels { models in
        let study = try study(in: folder, models, embedder: server("e5", models), unrelated: 1)
        let program = Program(folder: folder)
        #expect(try await program.run("run", study.file).status == 0)
        let files = FileManager.default.enumerator(
          at: study.out.appendingPathComponent("raw"), includingPropertiesForKeys: nil)
        var damaged = 0
        while let file = files?.nextObject() as? URL {
          guard file.pathExtension == "res", file.text.contains("e5-served") else { continue }
          try file.write(file.text.replacingOccurrences(of: "e5-served", with: "e6-served"))
          damaged += 1
        }
        #expect(damaged > 0)
        #expect(try await program.run("assess", "small.study").status == 65)
        #expect(try await program.run("status", "small.study").status == 65)
      }
    }
  }
}
