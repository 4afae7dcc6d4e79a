public import Foundation

/// The end of a log that was interrupted in the middle of a line, set aside in a file of its own.
public struct Quarantine: Hashable, Sendable {
  /// `log.quarantine-<n>.jsonl`, the bytes as they were found.
  public let file: URL
  /// The number the line would have had.
  public let line: Int
  /// Whether the line had been durable once. A crash does not do that: record it as a deviation.
  public let wasCounted: Bool

  /// Copies what follows the last good line; the log itself is left as it is.
  init(of study: StudyFolder, after reader: LogReader) throws(EvidenceError) {
    let log = try OpenFile(study.log, for: .reading)
    try log.seek(to: reader.length)
    let bytes = try log.readToEnd()
    file = study.nextQuarantine
    line = reader.end.seq + 1
    wasCounted = reader.head.seq == line
    try writeWhole(bytes, to: file, by: file.appendingPathExtension("new"))
    try synchronizeFolder(of: file)
  }
}
