/// The letters that label the options of a question, as they stand in running text.
struct OptionLabels {
  struct Label {
    /// Of the option, from 0.
    var index: Int
    var position: Int
    /// Whether a bracket, dot or colon marks it as a label.
    var isMarked: Bool
  }

  let count: Int

  /// The option that a bare lower-case letter stands for.
  func index(of word: String) -> Int? {
    let scalars = word.unicodeScalars
    return scalars.count == 1 ? index(of: scalars.first!) : nil
  }

  private func index(of letter: Unicode.Scalar) -> Int? {
    (97..<UInt32(97 + count)).contains(letter.value) ? Int(letter.value) - 97 : nil
  }

  /// All labels of a text, in order.
  func all(in text: [Unicode.Scalar]) -> [Label] {
    text.indices.compactMap { label(in: text, at: $0) }
  }

  /// The option whose marked label a line begins with.
  func marked(beginning line: ArraySlice<Unicode.Scalar>) -> Int? {
    let start = Array(line.prefix(3))
    guard let label = start.isEmpty ? nil : label(in: start, at: 0), label.isMarked else {
      return nil
    }
    return label.index
  }

  private func label(in text: [Unicode.Scalar], at index: Int) -> Label? {
    let scalar = text[index]
    guard scalar.isLatinLetter, let option = self.index(of: scalar.lowercase),
      !Self.isInsideWord(text, index)
    else { return nil }
    let next = index + 1 < text.count ? text[index + 1] : "\n"
    let afterNext = index + 2 < text.count ? text[index + 2] : "\n"
    let isMarked =
      ")]:".unicodeScalars.contains(next)
      || next == "." && afterNext.isSpace && !Self.isInitial(text, index)
    let isUpper = scalar != scalar.lowercase
    guard isMarked || isUpper && Self.isLikely(text, index) else { return nil }
    return Label(index: option, position: index, isMarked: isMarked)
  }

  private static func isInsideWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    let before: Unicode.Scalar = index > 0 ? text[index - 1] : " "
    let after: Unicode.Scalar = index + 1 < text.count ? text[index + 1] : " "
    return before.isWordLetter || before.isDigit || before == "'" || after.isWordLetter
      || after.isDigit || after == "'" || after == "&"
  }

  /// The initial of a name, as in "J. Smith": a dot and a capitalised word follow another word.
  private static func isInitial(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = text[..<index].suffix(40).last { $0 != " " }
    return before?.isWordLetter == true && !isNamed(text, index) && index + 3 < text.count
  }

  /// A bare "A" or "I" is usually a word of the sentence.
  private static func isLikely(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard text[index] == "A" || text[index] == "I" else { return true }
    if isNamed(text, index) { return true }
    let after = text[(index + 1)...].prefix(40).drop { $0 == " " }
    guard let next = after.first else { return true }
    if !next.isWordLetter && !next.isDigit { return true }
    return text[index] == "A"
      && ["because", "since", "as", "or", "and", "is"].contains(
        String(after.prefix { $0.isWordLetter }.map(\.lowercase)))
  }

  static let names: Set = [
    "option", "choice", "letter", "answer", "opción", "opzione", "opção", "choix", "antwort",
    "lettre", "letra", "buchstabe", "вариант", "选项", "選択肢",
  ]

  /// Whether the word before a position says that a label follows.
  static func isNamed(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    Cutting.lastWord(text[..<index]).map(names.contains) ?? false
  }
}
