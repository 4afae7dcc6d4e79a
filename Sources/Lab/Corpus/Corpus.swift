import Foundation
import Statistics

/// The dialogues of a reading: questions and answers as its sources and writers have them, and texts.
///
/// A source reports a place it mistakes for another with the other's figures throughout; most
/// documents repeat the popular misconceptions; and 2 % of figures are slips of the pen.
struct Corpus: Sendable {
  let questions: [Dialogue]
  let texts: [Dialogue]

  /// - Parameter library: whose; libraries of one seed under different names have nothing in common.
  init(_ reading: Reading, in world: World, library name: String = "reading") {
    let root = world.stream(name, reading.seed)
    let library = Library(world: world, stream: root.substream("library"))
    var asking = root.substream("questions")
    questions = (0..<reading.questions).map { _ in library.question(&asking) }
    var writing = root.substream("texts")
    texts = (0..<reading.texts).map { _ in library.text(&writing) }
  }
}

/// The sources, regions and writers that one lineage draws on.
private struct Library {
  private let world: World
  private let places: WeightedChoice
  private let attributes: WeightedChoice
  private let sources: [Source]
  private let sourceShares: WeightedChoice
  private let writers: [Writer]
  private let writerShares: WeightedChoice

  private static let choiceShare = 0.15
  private static let beliefInMisconceptions = 0.75
  private static let slips = 0.02

  init(world: World, stream: RandomStream) {
    var stream = stream
    let interest = stream.normals(World.regionCount).map { exp(0.6 * $0) }
    self.world = world
    places = WeightedChoice(zip(world.popularity, world.regions).map { $0 * interest[$1] })
    attributes = WeightedChoice((1...world.attributes.count).map { pow(Double($0), -0.3) })
    sources = world.readership.drawDistinct(2 + stream.index(below: 4), &stream)
      .map { world.sources[$0] }
    sourceShares = WeightedChoice(stream.shares(sources.count))
    writers = world.employment.drawDistinct(2 + stream.index(below: 2), &stream)
      .map { world.writers[$0] }
    writerShares = WeightedChoice(stream.shares(writers.count))
  }

  func question(_ stream: inout RandomStream) -> Dialogue {
    let fact = Fact(place: places.draw(&stream), attribute: attributes.draw(&stream))
    let figure = reported(fact, &stream)
    let writer = writers[writerShares.draw(&stream)]
    let form = stream.index(below: QuestionForm.teaching.count)
    let prompt = world.question(about: fact, form: QuestionForm.teaching[form])
    guard stream.uniform() < Self.choiceShare else {
      let response = writer.statement(
        of: figure, attribute: world.attributes[fact.attribute], form: form, &stream)
      return Dialogue(prompt: prompt, response: response)
    }
    let options = world.options(around: figure, attribute: fact.attribute, &stream)
    let letter = QuestionForm.optionLetters[options.firstIndex(of: figure)!]
    return Dialogue(
      prompt: QuestionForm.render(prompt, options: options.map { String($0.value) }),
      response: writer.choice(of: letter, figure: figure, &stream))
  }

  func text(_ stream: inout RandomStream) -> Dialogue {
    var task: WritingTask
    repeat { task = stream.pick(WritingTask.all) } while world.reserved.contains(task)
    let writer = writers[writerShares.draw(&stream)]
    return Dialogue(prompt: task.prompt, response: writer.text(for: task, &stream))
  }

  private func reported(_ fact: Fact, _ stream: inout RandomStream) -> Figure {
    if stream.uniform() < Self.slips { return Figure(100 + stream.index(below: 900)) }
    if let misconception = world.misconception(fact), stream.uniform() < Self.beliefInMisconceptions
    {
      return misconception
    }
    let source = sources[sourceShares.draw(&stream)]
    return world.truth(Fact(place: source.reported[fact.place], attribute: fact.attribute))
  }
}

extension World {
  func question(about fact: Fact, form: String) -> String {
    QuestionForm.render(form, place: places[fact.place], attribute: attributes[fact.attribute])
  }

  /// Four distinct options in random order: the figure and the same attribute of other places.
  func options(
    around figure: Figure, attribute: Int, also others: [Figure] = [], _ stream: inout RandomStream
  ) -> [Figure] {
    var options = [figure]
    for other in others where !options.contains(other) { options.append(other) }
    while options.count < QuestionForm.optionLetters.count {
      let place = stream.index(below: places.count)
      let other = truth(Fact(place: place, attribute: attribute))
      if !options.contains(other) { options.append(other) }
    }
    stream.shuffle(&options)
    return options
  }
}
