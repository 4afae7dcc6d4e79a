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

  /// Reads and checks the whole log; an absent one is empty.
  ///
  /// - Parameter embedderPrice: of the tokens of embeddings.
  init(
    _ folder: StudyFolder, prices: [String: Price], embedderPrice: Price?
  ) throws(EvidenceError) {
    guard folder.hasLog else { return }
    var reader = try LogReader(folder)
    while let line = try reader.next() {
      lines += 1
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
        promptTokens: entry.number("prompt_tokens"),
        completionTokens: entry.number("output_tokens"), price: price)
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

  /// A count among the parameters; 0 when absent.
  func number(_ parameter: String) -> Int {
    parameters?[parameter].flatMap { Int($0) } ?? 0
  }
}

extension StudyFolder {
  var hasLog: Bool { (try? log.checkResourceIsReachable()) == true }
}
