import Similarity

extension Headline {
  /// The title where another relation than training on outputs explains the likeness better.
  var relationTitle: Prose? {
    namedRelation.map { "Related, and better explained by \($0.name)" }
  }

  /// That relation with its ratio.
  func relationSentence(at path: FindingPath) -> Prose? {
    guard let relation = namedRelation,
      let index = alternatives.firstIndex(where: { $0.hypothesis == relation }),
      let ratio = alternatives[index].ratio
    else { return nil }
    let place = path / "alternatives" / index / "ratio"
    return """
      In one sentence: related, and the findings are \(.times(log10: ratio.log10, at: place / "log10")) \
      times more probable under \(relation.name) than under training on outputs. Training on outputs \
      is not supported over that relation.
      """
  }

  /// What is known about the direction; undetermined unless known pairs show otherwise.
  var directionSentence: Prose {
    switch direction?.standing {
    case .suspectLearned:
      "The asymmetry of the two speaks against the reverse direction."
    case .sourceLearned:
      """
      The asymmetry of the two speaks for the reverse direction: that the source learned from the \
      suspect.
      """
    case .undetermined, nil: "The direction is undetermined."
    }
  }
}
