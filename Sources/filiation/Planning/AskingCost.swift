package import Endpoints
import Probing

/// What asking one subject uses, estimated before the first question.
package struct AskingCost: Hashable, Sendable {
  package var requests: Int
  /// Estimated at four bytes of text per token.
  package var promptTokens: Int
  /// An upper bound: every answer as long as it may be.
  package var outputTokens: Int
  /// An upper bound, in the currency of the study; `nil` without a price.
  package var money: Double?

  package init(requests: Int, promptTokens: Int, outputTokens: Int, money: Double?) {
    self.requests = requests
    self.promptTokens = promptTokens
    self.outputTokens = outputTokens
    self.money = money
  }

  package static let none = AskingCost(requests: 0, promptTokens: 0, outputTokens: 0, money: 0)

  package static func + (a: AskingCost, b: AskingCost) -> AskingCost {
    AskingCost(
      requests: a.requests + b.requests, promptTokens: a.promptTokens + b.promptTokens,
      outputTokens: a.outputTokens + b.outputTokens,
      money: a.money.flatMap { first in b.money.map { first + $0 } })
  }

  package func times(_ count: Int) -> AskingCost {
    AskingCost(
      requests: requests * count, promptTokens: promptTokens * count,
      outputTokens: outputTokens * count, money: money.map { $0 * Double(count) })
  }
}

extension Study {
  package func price(of subject: StudySubject) -> Price? {
    let given = prices[subject.id] ?? subject.endpoint.model.flatMap { prices[$0] }
    // What listens on this machine may pass questions on to what has to be paid for.
    return given
      ?? (subject.endpoint.isFree ? Price(inputPerMillion: 0, outputPerMillion: 0) : nil)
  }
}

extension QuestionPlan {
  package func cost(of subject: StudySubject, in study: Study) -> AskingCost {
    let system = subject.endpoint.system.map { $0.utf8.count } ?? 0
    var cost = AskingCost.none
    for set in sets(for: subject) {
      let bytes = set.probes.map { probe in
        system + probe.prompt.map { $0.content.utf8.count }.reduce(0, +)
      }
      cost.promptTokens += set.sampling.samples * bytes.map { $0 / 4 + 4 }.reduce(0, +)
      cost.outputTokens += set.questionCount * set.sampling.maxTokens
      cost.requests += set.questionCount
    }
    cost.money = study.price(of: subject).map { price in
      Spend(
        promptTokens: cost.promptTokens, completionTokens: cost.outputTokens, price: price
      ).money
    }
    return cost
  }

  package func totalCost(in study: Study) -> AskingCost {
    subjects.map { cost(of: $0, in: study) }.reduce(.none, +)
  }
}
