import Endpoints
import Evidence
import Foundation

/// What the log of a study holds, in numbers and dates.
struct RecordSummary {
  private(set) var study: String
  private(set) var lines = 0
  private(set) var exchanges = 0
  private(set) var end: Digest256
  /// Of the first and the last line, by the clock of the recording machine.
  private(set) var began: String?
  private(set) var ended: String?
  private(set) var deviations: [String] = []
  /// Model names each subject's endpoint returned, in order of first appearance.
  private(set) var modelsReturned: [String: [String]] = [:]
  /// Where each subject was asked.
  private(set) var endpoints: [String: [String]] = [:]

  /// Reads and checks the whole log.
  init(_ folder: StudyFolder) throws {
    study = try AnalysisPlan.read(in: folder).study
    guard folder.hasLog else {
      throw CommandFailure(
        .inputMissing, "\(folder.url.path) holds no log: nothing has been asked yet")
    }
    var reader = try LogReader(folder)
    end = reader.end.digest
    while let line = try reader.next() { add(line) }
    end = reader.end.digest
  }

  private mutating func add(_ line: LogLine) {
    lines += 1
    began = began ?? line.ts
    ended = line.ts
    let entry = line.entry
    if entry.event == .deviation, let message = entry.message {
      deviations.append(entry.subject.map { "\($0): \(message)" } ?? message)
    }
    guard entry.event == .exchange, let subject = entry.subject else { return }
    exchanges += 1
    Self.note(entry.modelReturned, of: subject, in: &modelsReturned)
    Self.note(entry.endpoint, of: subject, in: &endpoints)
  }

  private static func note(
    _ name: String?, of subject: String, in names: inout [String: [String]]
  ) {
    guard let name, names[subject]?.contains(name) != true else { return }
    names[subject, default: []].append(name)
  }
}
