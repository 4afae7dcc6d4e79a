import Evidence
import Foundation

/// A study in a temporary folder, removed with its last reference.
final class TestStudy: Sendable {
  static let planBytes = Data(#"{"question":"Ærlig?"}"#.utf8)

  let folder: StudyFolder
  let plan: Digest256

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "evidence-\(UUID().uuidString)")
    folder = StudyFolder(url)
    plan = try LockedPlan.lock(Self.planBytes, in: folder).digest
  }

  deinit { try? FileManager.default.removeItem(at: folder.url) }

  /// A study whose log holds `count` exchanges, with their exact bytes.
  static func recorded(_ count: Int) async throws -> TestStudy {
    let study = try TestStudy()
    let log = try study.open()
    for index in 0..<count { try await log.append(study.exchange(index)) }
    await log.close()
    return study
  }

  func open() throws(EvidenceError) -> ExchangeLog {
    try ExchangeLog(in: folder, plan: plan)
  }

  func exchange(_ index: Int) throws -> LogEntry {
    let raw = RawStore(in: folder)
    var entry = LogEntry(.exchange)
    entry.subject = "suspect"
    entry.probe = "arithmetic/\(index)"
    entry.status = 200
    entry.requestDigest = try raw.write(Data("request \(index)".utf8), as: .request)
    entry.responseDigest = try raw.write(Data("response \(index)".utf8), as: .response)
    return entry
  }

  func verify() throws -> LogVerification { try LogVerification.verify(folder) }

  /// The log's lines with their newlines, split by hand.
  func lines() throws -> [Data] {
    var lines = [Data()]
    for byte in try Data(contentsOf: folder.log) {
      lines[lines.count - 1].append(byte)
      if byte == 10 { lines.append(Data()) }
    }
    return lines.last!.isEmpty ? lines.dropLast() : lines
  }

  func replaceLog(_ lines: [Data]) throws {
    try Data(lines.joined()).write(to: folder.log)
  }

  func entries() throws -> [LogLine] {
    var reader = try LogReader(folder)
    var lines: [LogLine] = []
    while let line = try reader.next() { lines.append(line) }
    return lines
  }
}

/// The error that `body` throws.
func failure(_ body: () throws -> Void) -> EvidenceError? {
  do { try body() } catch { return error as? EvidenceError }
  return nil
}
