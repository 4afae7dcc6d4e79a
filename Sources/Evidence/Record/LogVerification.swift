import Foundation

/// What checking a log, and every file of exact bytes it names, has found.
public struct LogVerification: Hashable, Sendable {
  /// Good lines before the first problem; all lines when there is none.
  public let lines: Int
  /// Files of exact bytes found as their digest says, counted each time a line names one.
  public let rawFiles: Int
  /// The last good line.
  public let end: LogHead
  /// The first problem, by line; nil when everything is as it was written.
  public let problem: EvidenceError?

  /// Checks in constant memory; a problem with the evidence is in the result.
  ///
  /// Throws only when a file cannot be read at all: `.missing` or `.inputOutput`.
  ///
  /// - Parameter check: Throws when a file of exact bytes that a line names is not as it should be.
  static func verify(
    log: URL, head: URL, plan: URL, progress: @escaping EvidenceProgress.Report,
    check: (Digest256, RawStore.Side) throws(EvidenceError) -> Void
  ) throws(EvidenceError) -> LogVerification {
    let planDigest = try Digest256(contentsOf: plan)
    var end = LogHead(seq: 0, digest: planDigest)
    var rawFiles = 0
    var problem: EvidenceError?
    do throws(EvidenceError) {
      var reader = try LogReader(log: log, head: head, plan: planDigest, progress: progress)
      while let line = try reader.next() {
        rawFiles += try line.checkFiles(check)
        end = reader.end
      }
    } catch {
      guard case .corrupt = error.kind else { throw error }
      problem = error
    }
    return LogVerification(lines: end.seq, rawFiles: rawFiles, end: end, problem: problem)
  }

  /// Checks a study's own log, plan and exact bytes.
  public static func verify(
    _ study: StudyFolder, progress: @escaping EvidenceProgress.Report = { _ in }
  ) throws(EvidenceError) -> LogVerification {
    let raw = RawStore(in: study)
    return try verify(log: study.log, head: study.head, plan: study.plan, progress: progress) {
      digest, side throws(EvidenceError) in try raw.check(digest, side)
    }
  }
}

extension LogLine {
  /// The number of files that the line names; throws for the first that is not good, with the line.
  func checkFiles(
    _ check: (Digest256, RawStore.Side) throws(EvidenceError) -> Void
  ) throws(EvidenceError) -> Int {
    let named = entry.namedFiles
    for (digest, side) in named {
      do throws(EvidenceError) {
        try check(digest, side)
      } catch {
        throw error.at(line: seq)
      }
    }
    return named.count
  }
}
