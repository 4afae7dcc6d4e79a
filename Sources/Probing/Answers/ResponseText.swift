/// A response made ready for reading: without hidden reasoning, typographic variants folded to plain
/// characters, light markup and LaTeX commands removed.
struct ResponseText {
  /// The plain text, one element per Unicode scalar.
  let scalars: [Unicode.Scalar]
  /// The same text in lower case, position by position.
  let lower: [Unicode.Scalar]
  /// Contents of the last `\boxed{}` that is closed.
  let boxed: String?
  /// Contents of `**bold**` stretches, in order.
  let emphasised: [String]

  init(_ response: String) {
    let folded = Self.visible(CharacterFolding.scalars(response))
    boxed = Self.lastBoxed(folded).map { String(PlainMarkup.plain($0)) }
    emphasised = Self.bold(folded).map { String(PlainMarkup.plain($0)).trimmed }
    scalars = PlainMarkup.plain(folded[...])
    lower = scalars.map(\.lowercase)
  }

  private static let reasoningTags = ["think", "thinking", "thought", "reasoning", "scratchpad"]
    .map { (open: Array("<\($0)>".unicodeScalars), close: Array("</\($0)>".unicodeScalars)) }

  /// The part after the reasoning; empty when the reasoning never ends.
  private static func visible(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard text.contains("<") else { return text }
    let ends = reasoningTags.compactMap { text.lastRange(of: $0.close)?.upperBound }
    if let end = ends.max() { return Array(text[end...]) }
    return reasoningTags.contains { text.lastRange(of: $0.open) != nil } ? [] : text
  }

  private static let boxCommand = Array("\\boxed{".unicodeScalars)

  /// Found in one pass that keeps where every open brace stands.
  private static func lastBoxed(_ text: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar>? {
    guard text.contains("\\") else { return nil }
    var open: [(start: Int, isBox: Bool)] = []
    var last: Range<Int>?
    for index in text.indices {
      if text[index] == "{" {
        let command = max(0, index - boxCommand.count + 1)
        open.append((index + 1, text[command...index].elementsEqual(boxCommand)))
      } else if text[index] == "}", let (start, isBox) = open.popLast(), isBox,
        start > last?.lowerBound ?? -1
      {
        last = start..<index
      }
    }
    return last.map { text[$0] }
  }

  private static func bold(_ text: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    let marks = text.indices.dropLast().filter { text[$0] == "*" && text[$0 + 1] == "*" }
    return stride(from: 0, to: marks.count - 1, by: 2).compactMap {
      let start = marks[$0] + 2
      let end = marks[$0 + 1]
      return start < end ? text[start..<end] : nil
    }
  }
}
