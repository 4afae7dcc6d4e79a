import Evidence
import Foundation

/// The plan that an assessment follows, and whether it is the one locked before the first question.
struct PlanInForce {
  let plan: AnalysisPlan
  private let bytes: Data
  let digest: Digest256
  /// The plan that the log was begun under.
  let locked: Digest256
  /// The parts changed after answers were seen; empty under the locked plan.
  let changes: [String]

  var isAmended: Bool { !changes.isEmpty }

  /// - Parameter study: the study file as it is now; `nil` follows the plan in the folder.
  init(in folder: StudyFolder, asWritten study: Study?) throws {
    let present = try LockedPlan.read(in: folder)
    let found = try AnalysisPlan(present.bytes, from: folder.plan.path)
    locked = try LockedPlan.begun(in: folder) ?? present.digest
    let written = try study.map { AnalysisPlan($0, sets: try $0.plannedSets()) } ?? found
    let departures = written.changes(from: found)
    plan = departures.isEmpty ? found : written
    bytes = departures.isEmpty ? present.bytes : written.bytes
    digest = Digest256(of: bytes)
    changes = departures + (present.digest == locked ? [] : ["plan.json, which was replaced"])
  }

  /// A plan under which recorded answers are looked up again.
  init(replaying plan: AnalysisPlan) {
    self.plan = plan
    bytes = plan.bytes
    digest = Digest256(of: bytes)
    locked = digest
    changes = []
  }

  /// Keeps a changed plan beside the locked one and notes it in the log: appended, never edited, and
  /// once for each changed plan.
  func record(in folder: StudyFolder) async throws {
    guard isAmended, try !isNoted(in: folder) else { return }
    let file = try LockedPlan.amend(bytes, in: folder)
    var deviation = LogEntry(.deviation)
    deviation.message =
      "the plan was changed after answers were seen (\(changes.joined(separator: ", "))); the "
      + "changed plan is \(file.lastPathComponent), SHA-256 \(digest)"
    let log = try ExchangeLog(in: folder, plan: locked)
    do {
      try await log.append(deviation)
      await log.close()
    } catch {
      await log.close()
      throw error
    }
  }

  private func isNoted(in folder: StudyFolder) throws -> Bool {
    var reader = try LogReader(log: folder.log, head: folder.head, plan: locked)
    var isNoted = false
    while let line = try reader.next() {
      guard line.entry.event == .deviation, let message = line.entry.message else { continue }
      if message.hasSuffix("SHA-256 \(digest)") { isNoted = true }
    }
    return isNoted
  }
}
