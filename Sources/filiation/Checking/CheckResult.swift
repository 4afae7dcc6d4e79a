import Probing

/// What `filiation check` comes to, and all that its outputs say.
struct CheckResult: Encodable {
  enum Verdict: String, Encodable {
    case passed, failed, inconclusive
    /// Something kept the gates from being looked at.
    case error
    /// The baseline was written instead.
    case updated
  }

  /// What `--inconclusive` makes of gates that the data cannot decide.
  enum Leniency: String, CaseIterable { case pass, fail }

  /// Requests to models with early stopping.
  struct Requests: Encodable {
    var asked: Int
    /// Those of the plan that the decision did not need.
    var saved: Int
  }

  var verdict: Verdict
  /// The exit status.
  var status: Int32
  var study: String
  var suspect: String
  /// Digest of the baseline compared with.
  var baseline: String?
  var gates: [GateOutcome] = []
  var requests: Requests?
  var notes: [String] = []
  var error: String?
  /// What an offline check did not find recorded.
  var missing: [Question]?

  /// Stands with every result.
  static let caution =
    "A gate compares a measurement with a declared limit. Failing does not mean that a model was "
    + "trained on another's outputs, and passing does not mean that it was not."
}

extension CheckResult {
  /// Failure before doubt, doubt before success.
  init(_ study: Study, gates: [GateOutcome], leniency: Leniency?) {
    let hasFailed = gates.contains { $0.verdict == .failed }
    let isOpen = gates.contains { $0.verdict == .inconclusive }
    let ending: (Verdict, ExitStatus) =
      if hasFailed {
        (.failed, .gateFailed)
      } else if isOpen {
        switch leniency {
        case .pass: (.passed, .success)
        case .fail: (.failed, .gateFailed)
        case nil: (.inconclusive, .inconclusive)
        }
      } else {
        (.passed, .success)
      }
    self.init(
      verdict: ending.0, status: ending.1.rawValue, study: study.name, suspect: study.suspect.id,
      gates: gates)
  }

  /// What kept the check from being made.
  init(_ name: String, failing error: any Error) {
    self.init(
      verdict: .error, status: ExitStatus(of: error).rawValue, study: name, suspect: "")
    self.error = "\(error)"
    missing = (error as? MissingExchanges)?.questions
  }

  /// One line for people.
  var line: String {
    let start = "\(study): \(verdict.rawValue)"
    if let error { return "\(start): \(error.split(separator: "\n").first ?? "")" }
    if verdict == .updated { return "\(start): \(notes.first ?? "")" }
    let counts = [GateOutcome.Verdict.failed, .inconclusive, .passed, .skipped].compactMap { kind in
      let count = gates.count { $0.verdict == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    let telling = gates.filter { $0.verdict == .failed || $0.verdict == .inconclusive }
      .map { "\($0.name): \($0.message)" }
    let saved = requests.map { ["\(counted($0.saved, "request")) saved"] } ?? []
    return
      "\(start) (\((["gates: " + counts.joined(separator: ", ")] + saved).joined(separator: "; ")))"
      + (telling.isEmpty ? "" : ": " + telling.joined(separator: "; "))
  }
}

/// How a check ends when what there is to say has been said.
struct CheckEnding: Error {
  var status: ExitStatus
}
