/// What a stretch of text says: one answer, several between which it does not decide, or none.
enum Reading: Equatable {
  case found(String)
  case several
  case absent
}

/// Reads answers of one kind.
protocol AnswerReader {
  /// The canonical answer when the text is nothing but an answer.
  func whole(_ text: String) -> String?
  /// The answer that a stretch begins with, as after "the answer is".
  func leading(_ text: [Unicode.Scalar]) -> Reading
  /// The answer that running text arrives at.
  func concluding(_ text: [Unicode.Scalar]) -> Reading
  /// How much of the text after an announcement may belong to the answer, in scalars.
  var longestStretch: Int { get }
  /// Whether an announced answer may go on over the following lines.
  var spansLines: Bool { get }
}

extension AnswerReader {
  var longestStretch: Int { 1000 }
  var spansLines: Bool { false }
}
