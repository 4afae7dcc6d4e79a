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
}
