public import Probing
import Statistics

extension World {
  /// The probes of this world: reserved questions with an open answer or options, then reserved
  /// writing tasks, in wordings that no model was trained on.
  ///
  /// Every third question offers options, among them the popular misconception where there is one.
  public var probes: [Probe] {
    reserved.facts.enumerated().map { questionProbe($0, $1) }
      + reserved.writingTasks.enumerated().map { index, task in
        Probe(
          id: "writing-\(Self.numbered(index))", stratum: "writing", kind: .freeText,
          prompt: [Message(role: .user, content: task.prompt)])
      }
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
