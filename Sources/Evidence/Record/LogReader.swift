public import Foundation

/// Reads a log from its first line, checking the chain as it goes, in constant memory.
///
/// A line is shown to be as written only by what follows it: rely on the lines read once `next`
/// has returned nil.
public struct LogReader {
  private let log: URL
  /// The line that the log is known to have reached.
  let head: LogHead
  private let decoder = JSONDecoder()
  private var lines: LineReader
  private let progress: EvidenceProgress.Report

  /// The last good line; before the first line, number 0 and the digest of the plan.
  public private(set) var end: LogHead
  /// The bytes of all good lines.
  private(set) var length = 0

  /// Throws `.missing`, `.corrupt(.headMissing)`, `.corrupt(.headAltered)`.
  public init(
    log: URL, head: URL, plan: Digest256, progress: @escaping EvidenceProgress.Report = { _ in }
  ) throws(EvidenceError) {
    self.log = log
    self.progress = progress
    lines = try LineReader(log)
    self.head = try LogHead(contentsOf: head)
    end = LogHead(seq: 0, digest: plan)
    if self.head.seq == 0 && self.head.digest != plan { throw wrongPlan }
  }

  /// The log of a study and the plan beside it.
  public init(
    _ study: StudyFolder, progress: @escaping EvidenceProgress.Report = { _ in }
  ) throws(EvidenceError) {
    let plan = try Digest256(contentsOf: study.plan)
    try self.init(log: study.log, head: study.head, plan: plan, progress: progress)
  }

  /// The next line; nil when the whole log has been read and is good.
  ///
  /// Throws the first problem, with its line and `.corrupt(kind)`; nothing can be read after it.
  public mutating func next() throws(EvidenceError) -> LogLine? {
    guard let raw = try lines.next() else {
      guard end.seq >= head.seq else { throw truncated }
      return nil
    }
    guard raw.isComplete, let line = decode(raw) else { throw try unreadable(raw) }
    let digest = Digest256(of: raw.bytes)
    guard line.seq == number, line.prev == end.digest else { throw try misplaced(line, digest) }
    end = LogHead(seq: number, digest: digest)
    length += raw.bytes.count
    EvidenceProgress.tell(progress, .lines, number, of: head.seq)
    guard end.seq != head.seq || end == head else {
      throw damage(.edited, end.seq, "was edited: it is not the line that log.head records")
    }
    return line
  }

  /// The number of the line that follows the last good one.
  private var number: Int { end.seq + 1 }

  private func decode(_ raw: LineReader.Line) -> LogLine? {
    try? decoder.decode(LogLine.self, from: raw.bytes)
  }
}

/// What is wrong with a line that does not follow the one before it.
extension LogReader {
  private mutating func unreadable(_ raw: LineReader.Line) throws(EvidenceError) -> EvidenceError {
    guard raw.bytes.count <= LineReader.longestLine else { return notALine }
    guard raw.isComplete else { return head.seq > number ? truncated : torn }
    let isLast = try lines.next() == nil
    return isLast && head.seq < number ? torn : notALine
  }

  private mutating func misplaced(
    _ line: LogLine, _ digest: Digest256
  ) throws(EvidenceError) -> EvidenceError {
    if line.seq == number {
      guard try isConfirmed(digest) else {
        return damage(.edited, number, "was edited: nothing after it has its digest")
      }
      if end.seq == 0 { return wrongPlan }
      return damage(.edited, end.seq, "was edited after line \(number) was written")
    }
    if line.prev == end.digest {
      return damage(.edited, number, "was edited: it carries the number \(line.seq)")
    }
    if line.seq < number {
      return damage(.inserted, number, "was inserted or copied: number \(line.seq) comes twice")
    }
    guard try isAhead(number) else {
      return damage(.dropped, number, "was removed: line \(line.seq) stands in its place")
    }
    return damage(.reordered, number, "is out of order: line \(line.seq) stands in its place")
  }

  /// Whether the line read last, with this digest, is what the next one or `log.head` records.
  private mutating func isConfirmed(_ digest: Digest256) throws(EvidenceError) -> Bool {
    if head == LogHead(seq: number, digest: digest) { return true }
    guard let next = try lines.next() else { return false }
    return decode(next)?.prev == digest
  }

  private mutating func isAhead(_ number: Int) throws(EvidenceError) -> Bool {
    while let raw = try lines.next() {
      if decode(raw)?.seq == number { return true }
    }
    return false
  }

  private var notALine: EvidenceError {
    damage(.edited, number, "was edited: it is not a JSON object of the log's fields")
  }

  private var torn: EvidenceError {
    EvidenceError(
      .corrupt(.torn),
      "\(log.path): line \(number) is incomplete, writing was interrupted; "
        + "asking again sets it aside and continues", line: number)
  }

  private var truncated: EvidenceError {
    damage(
      .truncated, number, "is missing: the log is cut short, log.head counts \(head.seq) lines")
  }

  private var wrongPlan: EvidenceError {
    EvidenceError(
      .corrupt(.wrongPlan),
      "\(log.path) was begun under another plan than the one with SHA-256 \(end.digest); "
        + "restore that plan, or start a new study in another folder", line: 1)
  }

  private func damage(
    _ damage: EvidenceError.Damage, _ line: Int, _ what: String
  ) -> EvidenceError {
    EvidenceError(
      .corrupt(damage), "\(log.path): line \(line) \(what); restore the study from a copy",
      line: line)
  }
}
