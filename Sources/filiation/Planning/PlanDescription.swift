import Endpoints
import Probing

/// What `--dry-run` prints: the questions, what they cost and what can be concluded from them.
struct PlanDescription {
  let study: Study
  let sets: [PlannedSet]

  private var plan: QuestionPlan { QuestionPlan(subjects: study.subjects, sets: sets) }

  var text: String {
    [
      "Study \(study.name): \(counted(study.subjects.count, "subject")), "
        + "\(counted(plan.questionsPerSubject, "question")) each. Nothing has been asked.",
      probeTable, subjectTable, embedderLine, budgetLine, "What it can conclude",
      StudyAdvice(study, plan: plan).text,
    ].compactMap { $0 }.joined(separator: "\n\n")
  }

  private var probeTable: String {
    let rows = sets.map { set in
      let sampling = set.sampling
      return [
        set.id, set.probes.count.grouped, sampling.samples.grouped,
        sampling.temperature.map { "\($0)" } ?? "as served", sampling.maxTokens.grouped,
      ]
    }
    return table(
      [["probe set", "probes", "samples", "temperature", "max tokens"]] + rows,
      rightAligned: [1, 2, 3, 4])
  }

  private var subjectTable: String {
    let rows = plan.subjects.map { subject in
      [subject.id, role(of: subject), subject.endpoint.model ?? subject.endpoint.provider]
        + cells(plan.cost(of: subject, in: study))
    }
    let total = ["total", "", ""] + cells(plan.totalCost(in: study))
    return table(
      [["subject", "role", "model", "requests", "prompt tokens", "output tokens", "cost"]]
        + rows + [total], rightAligned: [3, 4, 5, 6])
      + "\nTokens of prompts are estimated; those of answers, and the cost, are upper bounds."
  }

  private func role(of subject: StudySubject) -> String {
    let role = subject.subject.role?.rawValue ?? ""
    return subject.relation.map { "\(role), \($0.rawValue)" } ?? role
  }

  private func cells(_ cost: AskingCost) -> [String] {
    [
      cost.requests.grouped, cost.promptTokens.grouped, cost.outputTokens.grouped,
      price(cost.money),
    ]
  }

  private func price(_ money: Double?) -> String {
    guard let money else { return "no price" }
    return money == 0 ? "free" : "\(Money(amount: money, currency: study.budget.currency))"
  }

  private var embedderLine: String? {
    guard let embedder = study.embedder else { return nil }
    return "Responses to free-text probes are then embedded by "
      + "\(PlannedEmbedder(embedder).name), \(Embedding.batch) in a request; its cost is not in the "
      + "table, but the budget covers it."
  }

  private var budgetLine: String {
    let limit = study.budget.limit
    let parts = [
      limit.requests.map { "\($0.grouped) requests" }, limit.tokens.map { "\($0.grouped) tokens" },
      limit.money.map { "\(Money(amount: $0, currency: study.budget.currency))" },
    ].compactMap { $0 }
    return parts.isEmpty
      ? "No budget is set: asking goes on until all is answered."
      : "Asking stops before it exceeds " + parts.joined(separator: " or ") + "."
  }
}
