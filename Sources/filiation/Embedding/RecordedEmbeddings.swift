import Endpoints
import Evidence
import Foundation
import Probing
import Similarity

/// The vectors that a study's log records, by what was embedded.
struct RecordedEmbeddings {
  private(set) var vectors: [String: [Float]] = [:]
  /// The length of the vectors recorded first.
  private(set) var dimensions: Int?
  /// Names the embedder answered under, in order of first appearance.
  private(set) var modelsReturned: [String] = []
  /// Digests of the files that computed them, by name; empty where they came from elsewhere.
  private(set) var digests: [String: String] = [:]

  /// Reads and verifies the log and every file of vectors it names; nothing is asked.
  init(_ folder: StudyFolder, kind: String) throws {
    let store = RawStore(in: folder)
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(folder, progress: meter.show)
    var entries: [LogEntry] = []
    while let line = try reader.next() {
      if line.entry.event == .embedding, line.entry.outcome == Embedding.Attempt.conclusiveOutcome {
        entries.append(line.entry)
      }
      if digests.isEmpty { digests = EmbedderDigests.read(line.entry) }
    }
    for entry in entries { try add(entry, kind, store) }
  }

  private mutating func add(_ entry: LogEntry, _ kind: String, _ store: RawStore) throws {
    guard let asked = entry.requestDigest, let answered = entry.responseDigest,
      let texts = EmbeddedTexts.texts(in: try store.read(asked, .request)),
      let embedded = BuiltInEmbedders.embedded(
        in: try store.read(answered, .response), kind: kind),
      embedded.vectors.count == texts.count
    else {
      throw CommandFailure(
        .badData,
        "the log records embeddings that cannot be read as those of a \(kind); "
          + "restore the study from a copy")
    }
    for (text, vector) in zip(texts, embedded.vectors) { vectors[text] = vector }
    dimensions = dimensions ?? embedded.dimensions
    if let model = embedded.modelReturned, !modelsReturned.contains(model) {
      modelsReturned.append(model)
    }
  }
}

extension Transcript {
  /// What is to be embedded, each text once, in the order of subjects and probes.
  var textsToEmbed: [String] {
    let probes = probes.indices.filter { self.probes[$0].kind == .freeText }
    var seen: Set<String> = []
    return responses.flatMap { row in
      probes.flatMap { row[$0] }.filter { !$0.isBlank }
        .map { ResponseBeginning.text(of: $0.text) }.filter { seen.insert($0).inserted }
    }
  }
}
