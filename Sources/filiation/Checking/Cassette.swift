import Endpoints
import Evidence
import Foundation
import Probing

/// The exchanges that a study folder records, by what was sent: the digest of the request's bytes, the
/// endpoint, the model and the index of the sample.
struct Cassette {
  struct Key: Hashable {
    var request: Digest256
    var endpoint: String
    var model: String
    var sample: Int
  }

  /// The digest of the last line of the log.
  private(set) var end: Digest256?
  private var entries: [Key: [LogEntry]] = [:]
  private let store: RawStore

  /// Reads and verifies the log with all files it names; a folder without one holds nothing.
  init(_ folder: StudyFolder) throws {
    store = RawStore(in: folder)
    guard folder.hasLog else { return }
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(folder, progress: meter.show)
    while let line = try reader.next() {
      try store.check(filesOf: line)
      let entry = line.entry
      guard entry.event == .exchange, Attempt.conclusiveOutcomes.contains(entry.outcome ?? ""),
        let request = entry.requestDigest, let endpoint = entry.endpoint,
        let model = entry.modelRequested, let sample = entry.sample
      else { continue }
      let key = Key(request: request, endpoint: endpoint, model: model, sample: sample)
      entries[key, default: []].append(entry)
    }
    end = reader.end.digest
  }

  /// What was answered to a request, read and verified; `nil` when it is not recorded.
  ///
  /// The same words may have been sent for several questions. That of the question itself is taken
  /// where there is one, the last otherwise; but the repeated block of one moment never stands for
  /// that of the other.
  func answer(
    _ key: Key, to question: Question, inBlock: Bool
  ) throws -> (answer: RecordedAnswer, entry: LogEntry)? {
    let known = entries[key] ?? []
    let own =
      known.last { $0.question == question } ?? known.last { $0.probeSet == question.probeSet }
    guard let entry = own ?? (inBlock ? nil : known.last) else { return nil }
    return (try RecordedAnswer(AnswerRecord(entry), store), entry)
  }
}
