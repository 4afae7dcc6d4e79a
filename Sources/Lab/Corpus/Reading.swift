/// What one lineage reads: a seed that decides which sources, regions and writers, and how much.
///
/// Equal readings are the same data, document by document. A longer reading with the same seed comes
/// from the same sources and begins with the same documents.
public struct Reading: Hashable, Sendable, Codable {
  public var seed: UInt64
  /// Number of questions with answers.
  public var questions: Int
  /// Number of longer texts.
  public var texts: Int

  public init(seed: UInt64, questions: Int, texts: Int) {
    precondition(questions >= 0 && texts >= 0, "a reading has no negative length")
    self.seed = seed
    self.questions = questions
    self.texts = texts
  }
}
