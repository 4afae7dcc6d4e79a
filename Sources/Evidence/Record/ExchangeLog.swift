import Foundation

/// The one writer of a study's log.
///
/// The exact bytes that a line names reach the disk before the line does.
/// Lines appended while others are being written share the next write to the disk, so many callers at
/// once are cheap and each still returns only when its line is durable. Nothing else touches the disk
/// meanwhile: whoever made a file while the file system is synchronised would have to wait for that.
public actor ExchangeLog {
  /// What was set aside when the log was opened: the caller asks that exchange again.
  public nonisolated let quarantine: Quarantine?

  /// A line on its way to the disk, with the bytes that it names.
  private struct Waiting: Sendable {
    let files: [ExactBytes]
    let line: Data
    /// The head once it is written.
    let end: LogHead
    let caller: CheckedContinuation<Result<Void, EvidenceError>, Never>
  }

  private let head: URL
  private let store: RawStore
  private var lock: StudyLock?
  private var file: OpenFile?
  private var end: LogHead
  /// What is written in one go, next.
  private var pending: [Waiting] = []
  /// Under way from the first line that waits until none does.
  private var flushing: Task<Void, Never>?
  private var failure: EvidenceError?

  /// Opens the log of a study, or begins one, after checking all of it.
  ///
  /// Throws `.inUse` when another process writes it, `.corrupt` with the line when it is not what
  /// was written or belongs to another plan, `.readOnly`, `.diskFull` or `.inputOutput`.
  public init(in study: StudyFolder, plan: Digest256) throws(EvidenceError) {
    try makeFolder(study.url)
    let lock = try StudyLock(study)
    try lock.sign(getpid())
    try Self.begin(study, plan)
    let file = try OpenFile(study.log, for: .appending)
    (end, quarantine) = try Self.recover(file, study, plan)
    head = study.head
    store = RawStore(in: study)
    self.lock = lock
    self.file = file
  }

  /// The number and digest of the last line, durable or about to be.
  public var lastLine: LogHead { end }

  /// Appends a line and returns it once it is on the disk, also when the task is cancelled.
  ///
  /// After an error the log takes no more lines; opening it again recovers it.
  ///
  /// - Parameter files: exact bytes that the line names, where they are not in the store yet.
  @discardableResult
  public func append(
    _ entry: LogEntry, naming files: [ExactBytes] = []
  ) async throws(EvidenceError) -> LogLine {
    precondition(file != nil, "the log has been closed")
    if let failure { throw failure }
    let line = LogLine(after: end, at: Date(), entry)
    let bytes = line.bytes()
    let end = LogHead(seq: line.seq, digest: Digest256(of: bytes))
    self.end = end
    if flushing == nil { flushing = Task { await flush() } }
    try await withCheckedContinuation {
      pending.append(Waiting(files: files, line: bytes, end: end, caller: $0))
    }.get()
    return line
  }

  /// Finishes what is being appended and lets other processes write.
  public func close() async {
    while let flushing { await flushing.value }
    file = nil
    lock = nil
  }

  /// Writes what waits, and what comes to wait meanwhile.
  private func flush() async {
    while let file, !pending.isEmpty {
      let batch = pending
      pending = []
      let (count, error) = await written(batch, to: file)
      failure = error
      for (index, waiting) in batch.enumerated() {
        let isWritten = index < count || error == nil
        waiting.caller.resume(returning: isWritten ? .success(()) : .failure(error!))
      }
    }
    flushing = nil
  }

  /// On a thread that may wait for the disk, while others go on; nothing after an error.
  ///
  /// - Returns: how many are durable, the first ones, and why the others are not.
  private func written(
    _ batch: [Waiting], to file: OpenFile
  ) async -> (count: Int, error: EvidenceError?) {
    if let failure { return (0, failure) }
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [head, store] in
        var kept = 0
        var failure: EvidenceError?
        do throws(EvidenceError) {
          for waiting in batch {
            for named in waiting.files { try store.write(named) }
            kept += 1
          }
        } catch {
          failure = error
        }
        do throws(EvidenceError) {
          try Self.write(batch.prefix(kept), to: file, head)
        } catch {
          (kept, failure) = (0, error)
        }
        continuation.resume(returning: (kept, failure))
      }
    }
  }

  /// Lines whose bytes have been written.
  private static func write(
    _ batch: ArraySlice<Waiting>, to file: OpenFile, _ head: URL
  ) throws(EvidenceError) {
    guard let last = batch.last else { return }
    try file.synchronizeFileSystem()
    try file.writeAll(batch.reduce(into: Data()) { $0 += $1.line })
    try file.synchronize()
    try last.end.write(to: head)
  }
}

extension ExchangeLog {
  /// Makes an empty log, then its head: a log with lines but no head is never made here.
  private static func begin(_ study: StudyFolder, _ plan: Digest256) throws(EvidenceError) {
    if fileExists(study.head) { return }
    if fileExists(study.log) {
      guard try OpenFile(study.log, for: .reading).nextChunk() == nil else { return }
    } else {
      try OpenFile(study.log, for: .replacing).synchronize()
      try synchronizeFolder(of: study.log)
    }
    try LogHead(seq: 0, digest: plan).write(to: study.head)
  }

  /// Checks the log, sets a torn last line aside and brings the head up to date.
  private static func recover(
    _ file: OpenFile, _ study: StudyFolder, _ plan: Digest256
  ) throws(EvidenceError) -> (LogHead, Quarantine?) {
    var reader = try LogReader(log: study.log, head: study.head, plan: plan)
    var quarantine: Quarantine?
    do throws(EvidenceError) {
      while try reader.next() != nil {}
    } catch {
      guard error.kind == .corrupt(.torn) else { throw error }
      quarantine = try Quarantine(of: study, after: reader)
    }
    if reader.end != reader.head {
      try file.synchronize()
      try reader.end.write(to: study.head)
    }
    if quarantine != nil { try file.truncate(to: reader.length) }
    return (reader.end, quarantine)
  }
}
