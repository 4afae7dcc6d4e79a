import Foundation
import Testing

/// An encoder on this machine through the built program, with a small model of random weights.
@Suite struct EncoderStudyTests {
  private static let model = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "EncoderTests/Golden/models/mean")

  /// A study beside a copy of the model.
  private func study(in folder: URL, _ server: ModelServer) throws -> SmallStudy {
    try FileManager.default.copyItem(at: Self.model, to: folder.appendingPathComponent("tiny"))
    var study = SmallStudy(folder: folder, base: server.base)
    study.isFreeText = true
    study.embedder = "{encoder: tiny}"
    try study.write()
    return study
  }

  private func findings(_ study: SmallStudy) throws -> [String: Any] {
    let data = try Data(contentsOf: study.out.appendingPathComponent("findings.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func vectorsAreRecordedWithTheDigestOfEveryFileAndReused() async throws {
    try await withFolder { folder in
      try await withModels { models in
        let study = try study(in: folder, models)
        let program = Program(folder: folder)
        let doctor = try await program.run("doctor", study.file)
        #expect(doctor.status == 0 && doctor.output.contains("tiny"), "\(doctor.errors)")
        let ran = try await program.run("run", study.file)
        #expect(ran.status == 0, "\(ran.errors)")
        let log = study.out.appendingPathComponent("log.jsonl").text
        let record = try #require(try findings(study)["study"] as? [String: Any])
        #expect(record["embedder"] as? String == "tiny (encoder), 32 dimensions")
        let digests = try #require(record["embedder_digests"] as? [String: String])
        #expect(digests.count == 8 && digests["model.safetensors"]?.count == 64)
        let report = study.out.appendingPathComponent("report.md").text
        for digest in digests.values { #expect(log.contains(digest) && report.contains(digest)) }
        #expect(study.out.appendingPathComponent("plan.json").text.contains("\"encoder\""))
        // The weights are not needed any more.
        let first = try Data(contentsOf: study.out.appendingPathComponent("findings.json"))
        try FileManager.default.removeItem(at: folder.appendingPathComponent("tiny"))
        #expect(try await program.run("assess", "small.study").status == 0)
        #expect(try Data(contentsOf: study.out.appendingPathComponent("findings.json")) == first)
        let status = try await program.run("status", "small.study")
        #expect(status.status == 0 && status.output.contains("by tiny (encoder)"))
      }
    }
  }

  @Test(
    arguments: [
      ("config.json", "", Int32(66), "config.json"),
      ("model.safetensors", "short", 65, "truncated"),
      ("modules.json", "{", 65, "modules.json"),
      ("modules.json", #"[{"path": "", "type": "models.CLIPModel"}]"#, 78, "CLIPModel"),
    ])
  func anUnusableEncoderIsSaidToBeBeforeAnythingIsAsked(
    file: String, content: String, status: Int32, said: String
  ) async throws {
    try await withFolder { folder in
      try await withModels { models in
        let study = try study(in: folder, models)
        let place = folder.appendingPathComponent("tiny/\(file)")
        try FileManager.default.removeItem(at: place)
        if !content.isEmpty { try place.write(content) }
        let ran = try await Program(folder: folder).run("run", study.file)
        #expect(ran.status == status && ran.errors.contains(said), "\(ran.errors)")
        #expect(models.total == 0)
      }
    }
  }

  @Test func otherFilesThanBeforeAreRefused() async throws {
    try await withFolder { folder in
      try await withModels { models in
        var study = try study(in: folder, models)
        study.budget = "budget: {requests: 97}"
        try study.write()
        let program = Program(folder: folder)
        #expect(try await program.run("run", study.file).status == 75)
        try folder.appendingPathComponent("tiny/sentence_bert_config.json").write(
          #"{"max_seq_length": 64}"#)
        study.budget = "budget: {requests: 200}"
        try study.write()
        let changed = try await program.run("embed", study.file)
        #expect(changed.status == 65, "\(changed.errors)")
        #expect(changed.errors.contains("sentence_bert_config.json of the encoder changed"))
      }
    }
  }

  @Test func panelsAreEmbeddedOnce() async throws {
    try await withFolder { folder in
      let panel = folder.appendingPathComponent("panel")
      try panel.appendingPathComponent("probes.jsonl").write(
        (1...6).map { #"{"id": "p\#($0)", "kind": "free-text"}"# }.joined(separator: "\n") + "\n")
      let rows = ["a", "b", "c", "d"].flatMap { subject in
        (1...6).map {
          #"{"subject": "\#(subject)", "probe": "p\#($0)", "sample": 0, "response": "I \#(subject) \#($0)"}"#
        }
      }
      try panel.appendingPathComponent("responses.jsonl").write(rows.joined(separator: "\n") + "\n")
      try panel.appendingPathComponent("subjects.csv").write(
        "subject,maker,family,lineage\na,,,\nb,,,\nc,,,\nd,,,\n")
      try panel.appendingPathComponent("pairs.csv").write(
        "suspect,source_model,label,confidence\na,b,independent,high\n")
      let arguments = [
        "assess", "--panel", "panel", "--encoder", Self.model.path, "--out", "out", "--metric",
        "embedding.cka",
      ]
      let program = Program(folder: folder)
      let first = try await program.run(arguments)
      #expect(first.status == 0, "\(first.errors)")
      let kept = folder.appendingPathComponent("out/embeddings.jsonl")
      let whole = kept.text
      #expect(whole.split(separator: "\n").count == 25)
      let findings = folder.appendingPathComponent("out/findings.json")
      let found = findings.text
      #expect(found.contains("mean (encoder), 32 dimensions") && found.contains("embedder_digests"))
      // An interruption that cut a line costs that line only.
      try kept.write(String(whole.dropLast(30)))
      #expect(try await program.run(arguments).status == 0)
      #expect(kept.text.split(separator: "\n").count == 25 && findings.text == found)
      try kept.write(whole.replacing("\"longest\":128", with: "\"longest\":64"))
      let other = try await program.run(arguments)
      #expect(other.status == 65 && other.errors.contains("another encoder"), "\(other.errors)")
      let unknown = try await program.run(
        ["assess", "--panel", "panel", "--out", "o", "--metric", "embedding.none"])
      #expect(unknown.status == 65 && unknown.errors.contains("embedding.none"))
    }
  }
}
