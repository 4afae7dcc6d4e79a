/// An answer, as it was canonically read or as it began, with the number of models that gave it.
public struct AnswerCount: Codable, Sendable, Equatable {
  public var answer: String
  public var count: Int

  public init(answer: String, count: Int) {
    self.answer = answer
    self.count = count
  }
}

/// One free-text probe side by side, on which the suspect is more alike to the source than unrelated
/// models are. Chosen after the answer: it illustrates and is no evidence of its own.
public struct TellingText: Codable, Sendable, Equatable {
  public var probe: String
  public var prompt: String
  public var suspectAnswer: String
  public var sourceAnswer: String
  /// The metric on which it stands out.
  public var metric: String
  /// Among unrelated lineages, of the likeness on this probe alone.
  public var rankP: RankP
  /// How the responses of the unrelated controls begin, the most frequent first; all of them.
  public var openings: [AnswerCount]

  public init(
    probe: String, prompt: String, suspectAnswer: String, sourceAnswer: String, metric: String,
    rankP: RankP, openings: [AnswerCount]
  ) {
    self.probe = probe
    self.prompt = prompt
    self.suspectAnswer = suspectAnswer
    self.sourceAnswer = sourceAnswer
    self.metric = metric
    self.rankP = rankP
    self.openings = openings
  }

  enum CodingKeys: String, CodingKey {
    case probe, prompt, metric, openings
    case suspectAnswer = "suspect_answer"
    case sourceAnswer = "source_answer"
    case rankP = "rank_p"
  }
}

/// What suspect and source did on the source's errors.
public struct SharedErrorCount: Codable, Sendable, Equatable {
  /// Items that the source got wrong and the suspect answered.
  public var compared: Int
  /// Those of them to which the suspect gave the source's wrong answer.
  public var shared: Int

  public init(compared: Int, shared: Int) {
    self.compared = compared
    self.shared = shared
  }
}
