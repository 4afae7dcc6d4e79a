import Endpoints
import Evidence
import Foundation
import Similarity

/// What the log of a study holds, in numbers and dates.
struct RecordSummary {
  private(set) var study: String
  private(set) var lines = 0
  private(set) var exchanges = 0
  var end: Digest256
  /// Of the first and the last line, by the clock of the recording machine.
  private(set) var began: String?
  private(set) var ended: String?
  private(set) var deviations: [String] = []
  /// Model names each subject's endpoint returned, in order of first appearance.
  private(set) var modelsReturned: [String: [String]] = [:]
  /// Where and when each subject was asked.
  private(set) var asked: [String: AskedRecord] = [:]

  /// Reads and checks the whole log.
  init(_ folder: StudyFolder) throws {
    study = try AnalysisPlan.read(in: folder).study
    guard folder.hasLog else {
      throw CommandFailure(
        .inputMissing, "\(folder.url.path) holds no log: nothing has been asked yet")
    }
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(folder, progress: meter.show)
    end = reader.end.digest
    while let line = try reader.next() { add(line) }
    end = reader.end.digest
  }

  /// A log of which no line has been read.
  init(of study: String, end: Digest256) {
    self.study = study
    self.end = end
  }

  mutating func add(_ line: LogLine) {
    lines += 1
    began = began ?? line.ts
    ended = line.ts
    let entry = line.entry
    if entry.event == .deviation, let message = entry.message {
      deviations.append(entry.subject.map { "\($0): \(message)" } ?? message)
    }
    guard entry.event == .exchange, let subject = entry.subject else { return }
    exchanges += 1
    if let model = entry.modelReturned, modelsReturned[subject]?.contains(model) != true {
      modelsReturned[subject, default: []].append(model)
    }
    note(entry.endpoint, of: subject, at: line.ts)
  }

  private mutating func note(_ endpoint: String?, of subject: String, at time: String) {
    var record = asked[subject] ?? AskedRecord(first: time)
    record.last = time
    if let endpoint, !record.endpoints.contains(endpoint) { record.endpoints.append(endpoint) }
    asked[subject] = record
  }

  /// For the findings.
  func custody(in folder: StudyFolder) -> CustodyRecord {
    CustodyRecord(
      lines: lines, exchanges: exchanges, began: began, ended: ended,
      quarantined: folder.quarantines.count, amendedPlans: folder.amendments.count)
  }
}
