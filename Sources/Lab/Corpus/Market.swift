import Statistics

/// Data on sale: everyone who buys from a vendor gets the same documents, from the first on.
struct Market {
  let world: World

  /// - Parameter amount: how many questions and texts; its seed does not matter.
  func goods(_ purchase: Training.Purchase, amount: Reading) -> [Dialogue] {
    switch purchase.goods {
    case .documents:
      let reading = Reading(
        seed: purchase.vendor, questions: amount.questions, texts: amount.texts)
      let corpus = Corpus(reading, in: world, library: "vendor")
      return corpus.questions + corpus.texts
    case .benchmark: return benchmark(purchase.vendor, questions: amount.questions + amount.texts)
    }
  }

  /// Questions with their true answers, plainly put. A benchmark is public and no probe: it asks no
  /// reserved fact.
  private func benchmark(_ vendor: UInt64, questions: Int) -> [Dialogue] {
    var stream = world.stream("benchmark", vendor)
    return (0..<questions).map { _ in
      let fact = world.unreservedFact(&stream)
      return Dialogue(
        prompt: world.question(about: fact, form: stream.pick(QuestionForm.teaching)),
        response: String(world.truth(fact).value))
    }
  }
}

extension World {
  /// Any fact that no probe asks, all equally likely.
  func unreservedFact(_ stream: inout RandomStream) -> Fact {
    var fact: Fact
    repeat {
      fact = Fact(
        place: stream.index(below: places.count), attribute: stream.index(below: attributes.count))
    } while reserved.contains(fact)
    return fact
  }
}
