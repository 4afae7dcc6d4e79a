import Endpoints
import Evidence
import Foundation
import Probing

/// What a line of the log says of an answer. Lines are too long to keep all of them.
struct AnswerRecord {
  var subject: String
  var outcome: String
  var text: Digest256?
  var logprobs: Digest256?

  init(_ entry: LogEntry) {
    subject = entry.subject ?? ""
    outcome = entry.outcome ?? ""
    text = entry.textDigest
    logprobs = entry.logprobsDigest
  }
}

/// An answer as recorded: its visible text, how it ended, and what came with it.
struct RecordedAnswer {
  var text: String
  /// As in the log.
  var outcome: String
  var logprobs: [TokenLogprob] = []

  /// Reads and verifies the bytes that a line of the log names.
  init(_ record: AnswerRecord, _ store: RawStore) throws {
    guard let digest = record.text else {
      throw CommandFailure(
        .badData,
        "the log records an answer of \(record.subject) without its text; "
          + "restore the study from a copy")
    }
    text = String(decoding: try store.read(digest, .response), as: UTF8.self)
    outcome = record.outcome
    if let digest = record.logprobs {
      logprobs = try JSONDecoder().decode(
        [TokenLogprob].self, from: try store.read(digest, .response))
    }
  }

  init(_ reply: Reply) {
    text = reply.text
    outcome = Attempt.outcome(of: reply)
    logprobs = reply.firstTokenLogprobs
  }
}

extension Response {
  /// The answer read out of the visible text.
  init(_ recorded: RecordedAnswer, to probe: Probe) {
    let isTruncated = recorded.outcome == "truncated"
    let isRefused = recorded.outcome == "refused" || recorded.outcome == "filtered"
    let answer: Answer =
      if isRefused {
        .refused
      } else if let kind = probe.extract {
        AnswerExtractor(kind, choices: probe.choices).answer(
          in: recorded.text, isTruncated: isTruncated)
      } else {
        .none
      }
    self.init(
      text: recorded.text, answer: answer, isTruncated: isTruncated,
      firstTokenLogprobs: recorded.logprobs)
  }
}
