/// Side remarks, which repeat or explain an answer.
enum Remarks {
  /// The text without brackets that follow a digit, a word or a closing sign.
  static func removed(from text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard text.contains("(") || text.contains("[") else { return text }
    var kept: [Unicode.Scalar] = []
    var index = 0
    while index < text.count {
      if let close = closing(text[index]), follows(kept),
        let end = text[index...].prefix(400).firstIndex(of: close)
      {
        index = end + 1
      } else {
        kept.append(text[index])
        index += 1
      }
    }
    return kept
  }

  private static func closing(_ mark: Unicode.Scalar) -> Unicode.Scalar? {
    mark == "(" ? ")" : mark == "[" ? "]" : nil
  }

  private static func follows(_ before: [Unicode.Scalar]) -> Bool {
    guard let last = before.suffix(10).last(where: { !$0.isSpace }) else { return false }
    return last.isDigit || last.isWordLetter || last.isIdeographic
      || "%°€$²³".unicodeScalars.contains(last)
  }

  private static let restating = Phrases(["i.e.", "i. e.", "that is,", "in other words"])

  /// Where a text begins to say the same in other words.
  static func restatement(in text: [Unicode.Scalar]) -> Range<Int>? {
    restating.ranges(in: text.map(\.lowercase)).last
  }
}
