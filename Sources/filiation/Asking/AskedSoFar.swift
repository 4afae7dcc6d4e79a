import Endpoints
import Evidence
import Foundation
import Probing

/// What the log of a study says has been asked already.
struct AskedSoFar {
  /// Questions with an answer, a refusal or a cut-off answer: they are not asked again.
  var concluded: Set<Question> = []
  /// What all runs spent together, in the prices given.
  var spent = Spend()
  var lines = 0

  /// Reads and checks the whole log and the exact bytes it names; an absent one is empty.
  ///
  /// - Parameter embedderPrice: of the tokens of embeddings.
  init(
    _ folder: StudyFolder, prices: [String: Price], embedderPrice: Price?
  ) throws(EvidenceError) {
    guard folder.hasLog else { return }
    let store = RawStore(in: folder)
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(folder, progress: meter.show)
    while let line = try reader.next() {
      lines += 1
      try store.check(filesOf: line)
      switch line.entry.event {
      case .exchange: count(line.entry, line.entry.subject.flatMap { prices[$0] })
      case .embedding: count(line.entry, embedderPrice)
      default: break
      }
    }
  }

  private mutating func count(_ entry: LogEntry, _ price: Price?) {
    spent =
      spent
      + Spend(
        promptTokens: entry.number(LogEntry.chargedPrompt) ?? entry.number("prompt_tokens") ?? 0,
        completionTokens: entry.number(LogEntry.chargedOutput) ?? entry.number("output_tokens")
          ?? 0,
        price: price)
    if let question = entry.question,
      Attempt.conclusiveOutcomes.contains(entry.outcome ?? "")
    {
      concluded.insert(question)
    }
  }
}

extension LogEntry {
  /// The question of an exchange.
  var question: Question? {
    guard let subject, let probeSet, let probe, let sample else { return nil }
    return Question(subject: subject, probeSet: probeSet, probe: probe, sample: sample)
  }

  /// Tokens of prompt and response; 0 where not recorded.
  var tokens: Int {
    let (prompt, output) = (number("prompt_tokens") ?? 0, number("output_tokens") ?? 0)
    let sum = prompt.addingReportingOverflow(output)
    return sum.overflow ? .max : max(0, sum.partialValue)
  }

  /// A count among the parameters.
  func number(_ parameter: String) -> Int? {
    parameters?[parameter].flatMap { Int($0) }
  }
}

extension StudyFolder {
  var hasLog: Bool { (try? log.checkResourceIsReachable()) == true }
}
