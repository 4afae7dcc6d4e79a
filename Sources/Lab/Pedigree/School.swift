import Statistics

/// The responses of a teacher to questions of a student's making.
///
/// No reserved fact and no reserved writing task is ever asked, so no prompt of a probe occurs here
/// in any wording; a figure passes from teacher to student only through what the student generalises.
struct School {
  let world: World
  let teacher: LabModel

  private static let choiceShare = 0.15
  private static let writingTemperature = 0.8

  func dialogues(questions: Int, texts: Int, stream: RandomStream) -> [Dialogue] {
    var asking = stream.substream("questions")
    var writing = stream.substream("texts")
    return (0..<questions).map { _ in question(&asking) } + (0..<texts).map { _ in text(&writing) }
  }

  private func question(_ stream: inout RandomStream) -> Dialogue {
    let fact = world.unreservedFact(&stream)
    var prompt = world.question(about: fact, form: stream.pick(QuestionForm.teaching))
    if stream.uniform() < Self.choiceShare {
      let options = world.options(around: world.truth(fact), attribute: fact.attribute, &stream)
      prompt = QuestionForm.render(prompt, options: options.map { String($0.value) })
    }
    return Dialogue(prompt: prompt, response: teacher.answer(prompt: prompt, seed: stream.next()))
  }

  private func text(_ stream: inout RandomStream) -> Dialogue {
    var task: WritingTask
    repeat { task = stream.pick(WritingTask.all) } while world.reserved.contains(task)
    let response = teacher.answer(
      prompt: task.prompt, temperature: Self.writingTemperature, seed: stream.next())
    return Dialogue(prompt: task.prompt, response: response)
  }
}
