/// Counts concluded questions and stands between asking and the log.
actor Tally {
  private(set) var answered = 0
  private(set) var failed: [EndpointError.Kind: Int] = [:]
  /// The first error of each kind that a question failed with.
  private(set) var examples: [EndpointError.Kind: EndpointError] = [:]
  /// The first error of every respondent whose questions all failed so far.
  private(set) var silent: [String: EndpointError] = [:]
  private var heard: Set<String> = []
  private var retried = 0
  /// The first error of the log, after which nothing more is recorded.
  private(set) var recordingError: (any Error)?

  private let total: Int
  private let budget: RequestBudget
  private let record: Asking.Record
  private let progress: @Sendable (Asking.Progress) -> Void

  init(
    total: Int, budget: RequestBudget, record: @escaping Asking.Record,
    progress: @escaping @Sendable (Asking.Progress) -> Void
  ) {
    self.total = total
    self.budget = budget
    self.record = record
    self.progress = progress
  }

  var left: Int { total - answered - failures }
  private var failures: Int { failed.values.reduce(0, +) }

  /// Records the attempt whole, even when the asking task is cancelled meanwhile.
  ///
  /// - Returns: Whether asking may go on.
  func keep(_ attempt: Attempt) async -> Bool {
    guard recordingError == nil else { return false }
    let recording = Task { [record] in try await record(attempt) }
    if case .failure(let error) = await recording.result {
      recordingError = recordingError ?? error
    }
    return recordingError == nil
  }

  /// - Parameter failure: `nil` when the question was answered.
  func conclude(_ respondent: String, failure: EndpointError?) async {
    let spent = await budget.spent
    if let failure { note(failure, of: respondent) } else { noteAnswer(of: respondent) }
    report(respondent, spent)
  }

  private func note(_ failure: EndpointError, of respondent: String) {
    failed[failure.kind, default: 0] += 1
    examples[failure.kind] = examples[failure.kind] ?? failure
    if !heard.contains(respondent) { silent[respondent] = silent[respondent] ?? failure }
  }

  private func noteAnswer(of respondent: String) {
    answered += 1
    heard.insert(respondent)
    silent[respondent] = nil
  }

  /// A request failed and will be made again.
  func noteRetry(_ respondent: String) async {
    let spent = await budget.spent
    retried += 1
    report(respondent, spent)
  }

  private func report(_ respondent: String, _ spent: Spend) {
    progress(
      Asking.Progress(
        total: total, answered: answered, failed: failures, retried: retried, spent: spent,
        respondent: respondent))
  }
}
