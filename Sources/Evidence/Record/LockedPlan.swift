public import Foundation

/// The plan of a study: written once, before the first question, and then only read.
public struct LockedPlan: Hashable, Sendable {
  /// The exact bytes of `plan.json`.
  public let bytes: Data
  /// Their digest: the `prev` of the first line of the log.
  public let digest: Digest256

  private init(_ bytes: Data) {
    self.bytes = bytes
    digest = Digest256(of: bytes)
  }

  /// Writes the plan, or finds exactly these bytes written already.
  ///
  /// Throws `.corrupt(.wrongPlan)` when the study holds another plan.
  public static func lock(_ bytes: Data, in study: StudyFolder) throws(EvidenceError) -> LockedPlan
  {
    let plan = LockedPlan(bytes)
    guard fileExists(study.plan) else {
      try makeFolder(study.url)
      try writeWhole(bytes, to: study.plan, by: study.plan.appendingPathExtension("new"))
      try synchronizeFolder(of: study.plan)
      return plan
    }
    let locked = try read(in: study)
    guard locked == plan else {
      throw EvidenceError(
        .corrupt(.wrongPlan),
        "\(study.plan.path) holds another plan (SHA-256 \(locked.digest), not \(plan.digest)); "
          + "a locked plan is not changed: choose another output folder for the new plan")
    }
    return locked
  }

  public static func read(in study: StudyFolder) throws(EvidenceError) -> LockedPlan {
    LockedPlan(try OpenFile(study.plan, for: .reading).readToEnd())
  }

  /// The digest of the plan that the log of a study was begun under; nil for a log without lines.
  public static func begun(in study: StudyFolder) throws(EvidenceError) -> Digest256? {
    guard fileExists(study.log) else { return nil }
    var lines = try LineReader(study.log)
    guard let first = try lines.next() else { return nil }
    return (try? JSONDecoder().decode(LogLine.self, from: first.bytes))?.prev
  }

  /// Keeps a plan that was made after answers were seen beside the locked one; returns its file.
  public static func amend(
    _ bytes: Data, in study: StudyFolder
  ) throws(EvidenceError) -> URL {
    for file in study.amendments where try Digest256(contentsOf: file) == Digest256(of: bytes) {
      return file
    }
    let file = study.amendment(study.amendments.count + 1)
    try writeWhole(bytes, to: file, by: file.appendingPathExtension("new"))
    try synchronizeFolder(of: file)
    return file
  }
}
