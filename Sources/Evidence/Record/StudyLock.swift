import Foundation

/// Held by the one process that writes a study, or seals it; freed with its last reference.
struct StudyLock {
  private let file: OpenFile

  /// Throws `.inUse`, naming the process that holds it.
  init(_ study: StudyFolder) throws(EvidenceError) {
    file = try OpenFile(study.lock, for: .locking)
    guard try file.lockIfFree() else {
      let owner = String(decoding: try file.readToEnd().prefix(20), as: UTF8.self)
      throw EvidenceError(
        .inUse,
        "\(study.url.path) is being written by another process (\(owner)); "
          + "wait for it to end, or stop it, and run the same command again")
    }
  }

  /// Says which process holds the lock.
  func sign(_ process: Int32) throws(EvidenceError) {
    try file.truncate(to: 0)
    try file.writeAll(Data("process \(process)".utf8))
  }
}

extension StudyFolder {
  /// Runs `body` while no other process writes the study.
  ///
  /// Throws `.inUse`, and what `body` throws. A folder that cannot be written needs no lock.
  public func withoutWriters<Value>(_ body: () throws -> Value) throws -> Value {
    let lock: StudyLock?
    do throws(EvidenceError) {
      lock = try StudyLock(self)
    } catch {
      guard error.kind == .readOnly else { throw error }
      lock = nil
    }
    defer { withExtendedLifetime(lock) {} }
    return try body()
  }
}
