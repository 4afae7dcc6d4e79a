import Evidence
import Foundation
import Similarity

/// What the repeated block says about a finished study.
struct DriftReport: Sendable {
  private let drifted: [IdentityRecord]
  private let response: DriftResponse

  /// - Parameter response: what the plan says; `nil` when the block was not asked.
  init(_ records: [IdentityRecord], _ response: DriftResponse?) {
    drifted = records.filter(\.hasDrifted)
    self.response = response ?? .flag
  }

  /// Reads and verifies the repeated block of a study folder.
  init(_ folder: StudyFolder) throws {
    let plan = try AnalysisPlan.read(in: folder)
    let blocks = try RecordedStudy.repeatedBlocks(in: folder, plan)
    self.init(DriftCheck.records(blocks, seed: plan.seed), plan.onDrift)
  }

  /// One line for the log per endpoint that changed.
  var entries: [LogEntry] {
    drifted.map { record in
      var entry = LogEntry(.deviation)
      entry.subject = record.subject
      entry.message = Self.sentence(record)
      return entry
    }
  }

  /// The same for the person who asks.
  var warnings: [String] { drifted.map { "\($0.subject): \(Self.sentence($0))" } }

  /// Why the study ends here; `nil` when it may go on.
  var failure: CommandFailure? {
    guard response == .stop, !drifted.isEmpty else { return nil }
    return CommandFailure(
      .badData,
      "the study is stopped, as its plan says (identity: {on_drift: stop}):\n"
        + warnings.joined(separator: "\n")
        + "\nask again in a new folder once the endpoint is known to be stable")
  }

  static func sentence(_ record: IdentityRecord) -> String {
    let p = record.p.map { "permutation p \($0.value.rounded(toPlaces: 4))" }
    let e = record.largestLog10E.map { "log10 e-value \($0.rounded(toPlaces: 1))" }
    return "answers to the repeated block changed between start and end of asking ("
      + [p, e].compactMap { $0 }.joined(separator: ", ")
      + "); the endpoint may have served more than one model"
  }
}
