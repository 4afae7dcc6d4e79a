import Endpoints
import Evidence
import Foundation

/// What a run of asking came to, for the person who started it.
struct AskingReport {
  let summary: Asking.Summary
  let file: String
  let folder: StudyFolder

  private var failures: Int { summary.failed.values.reduce(0, +) }

  var text: String {
    var lines = [
      "\(counted(summary.answered, "question")) answered, \(failures.grouped) failed, "
        + "\(summary.left.grouped) left; recorded in \(folder.url.path)"
    ]
    for (kind, count) in summary.failed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let example = summary.examples[kind].map { ", such as: \($0.message)" } ?? ""
      lines.append("  \(kind.rawValue): \(count.grouped)" + example)
    }
    for (subject, error) in summary.stopped.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(subject) was given up: \(error.message)")
    }
    return lines.joined(separator: "\n")
  }

  /// Why work is left, with the exit status that says so; `nil` when there is nothing to do again.
  var failure: CommandFailure? {
    let again = "'filiation ask \(file)' continues where this run stopped"
    switch summary.stop {
    case .interrupted:
      return CommandFailure(.interrupted, "interrupted; nothing recorded is lost, and \(again)")
    case .budget:
      return CommandFailure(
        .tryAgain,
        "the budget is reached with \(counted(summary.left, "question")) left; "
          + "raise it in the study file, then \(again)")
    case .endpoint(let error):
      return CommandFailure(ExitStatus(of: error.kind), "\(error.message); \(again)")
    case .finished:
      return repeatable(again) ?? silence
    }
  }

  private func repeatable(_ again: String) -> CommandFailure? {
    worthRepeating.map { kind in
      let reason = summary.examples[kind]?.message ?? kind.rawValue
      return CommandFailure(
        ExitStatus(of: kind),
        "\(counted(failures, "question")) failed (\(kind.rawValue)): \(reason); \(again)")
    }
  }

  /// A single question may be rejected; a subject that answers none is not examined.
  private var silence: CommandFailure? {
    summary.silent.min { $0.key < $1.key }.map { subject, error in
      CommandFailure(
        ExitStatus(of: error.kind), "\(subject) answered none of its questions: \(error.message)")
    }
  }

  /// The most frequent failure that may go away, if any.
  private var worthRepeating: EndpointError.Kind? {
    summary.failed.filter { ![.badRequest, .notRecorded].contains($0.key) }
      .max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
  }
}
