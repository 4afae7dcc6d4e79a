public import Probing
import Statistics

extension World {
  /// Reserved questions in wordings that no model was trained on, for temperature 0.
  ///
  /// Every third question offers options, among them the popular misconception where there is one.
  public var questionSet: ProbeSet {
    ProbeSet(
      header: header(
        "lab-questions", "Figures of invented places, open and with options.",
        [
          ("figure", "a whole number of three digits asked for"),
          ("choice", "one of four whole numbers to be chosen"),
        ], Sampling(temperature: 0, maxTokens: 32)),
      probes: reserved.facts.enumerated().map { questionProbe($0, $1) })
  }

  /// Reserved writing tasks, for temperature 0.8.
  public var writingSet: ProbeSet {
    ProbeSet(
      header: header(
        "lab-writing", "Short texts on everyday pursuits.",
        [("writing", "a form, a topic and a wish about manner")],
        Sampling(temperature: 0.8, maxTokens: 256)),
      probes: reserved.writingTasks.enumerated().map { index, task in
        Probe(
          id: "writing-\(Self.numbered(index))", stratum: "writing", kind: .freeText,
          prompt: [Message(role: .user, content: task.prompt)])
      })
  }

  private func header(
    _ id: String, _ summary: String, _ strata: [(id: String, construction: String)],
    _ sampling: Sampling
  ) -> ProbeSet.Header {
    ProbeSet.Header(
      id: id, version: 1, licence: "Apache-2.0", summary: summary,
      strata: strata.map { .init(id: $0.id, construction: $0.construction) }, sampling: sampling)
  }

  private func questionProbe(_ index: Int, _ fact: Fact) -> Probe {
    let form = QuestionForm.probing[index % QuestionForm.probing.count]
    let question = question(about: fact, form: form)
    guard index % 3 == 2 else {
      return Probe(
        id: "figure-\(Self.numbered(index))", stratum: "figure", kind: .shortAnswer,
        prompt: [Message(role: .user, content: question)], key: String(truth(fact).value),
        extract: .integer)
    }
    var stream = stream("options", UInt64(index))
    let truth = truth(fact)
    let options = options(
      around: truth, attribute: fact.attribute, also: [misconception(fact)].compactMap(\.self),
      &stream)
    let texts = options.map { String($0.value) }
    return Probe(
      id: "choice-\(Self.numbered(index))", stratum: "choice", kind: .choice,
      prompt: [Message(role: .user, content: QuestionForm.render(question, options: texts))],
      choices: texts, key: QuestionForm.optionLetters[options.firstIndex(of: truth)!],
      extract: .choice)
  }

  private static func numbered(_ index: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(index + 1).count)) + String(index + 1)
  }
}
