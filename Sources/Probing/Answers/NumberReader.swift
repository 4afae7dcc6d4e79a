/// Reads integers and decimals.
struct NumberReader: AnswerReader {
  private let scanner: NumberScanner

  init(readsDotAsThousands: Bool) {
    scanner = NumberScanner(readsDotAsThousands: readsDotAsThousands)
  }

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= 200 else { return nil }
    let scalars = Array(text.unicodeScalars)
    let found = scanner.numbers(in: scalars)
    if found.count == 1, isOnlyNumber(scalars, found[0].range) { return found[0].value }
    return found.isEmpty ? NumberWords.value(of: text) ?? code(scalars) : nil
  }

  /// Nothing stands around the number but signs and at most one word of unit.
  private func isOnlyNumber(_ text: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    let before = text[..<range.lowerBound].filter { !$0.isSpace }
    let after = Cutting.words(text[range.upperBound...])
    return before.allSatisfy("≈=~+€£¥₹(\"'#:".unicodeScalars.contains)
      && (after.isEmpty || after.count == 1 && !after[0].contains("/"))
      && !text[range.upperBound...].contains("=")
  }

  /// The number of a code such as "BWV244".
  private func code(_ text: [Unicode.Scalar]) -> String? {
    let digits = text.trimmed.drop(while: \.isLatinLetter).prefix(while: \.isDigit)
    let rest = text[digits.endIndex...]
    guard !digits.isEmpty, text.trimmed.count - digits.count <= 5, rest.allSatisfy(Cutting.isMark)
    else { return nil }
    return NumberText.canonicalDigits(String(digits), isNegative: false)
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let kept = withoutDenied(text)
    let found = scanner.numbers(in: kept, startsLine: false)
    guard let first = found.first else { return words(kept) }
    if let result = afterEquals(kept, found) { return .found(result.value) }
    guard Cutting.isShort(kept[..<first.range.lowerBound], words: 6) else { return .absent }
    return Alternatives.isOpen(kept, found[...]) ? .several : .found(first.value)
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    for sentence in BackwardSentences(text, where: { $0.contains(where: \.isDigit) }) {
      let kept = withoutRemarks(withoutDenied(sentence))
      let found = Array(scanner.numbers(in: kept).suffix(Self.mostNumbers))
      if !found.isEmpty { return conclusion(kept, found) }
    }
    return words(text)
  }

  /// How many numbers at the end of a sentence may be its conclusion.
  private static let mostNumbers = 64

  private func withoutDenied(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Denial.removed(from: text) { word in
      word.unicodeScalars.contains(where: \.isDigit) || NumberWords.value(of: word) != nil
    }
  }

  /// Leaves out what stands in brackets after a number or word, unless there is no number elsewhere.
  private func withoutRemarks(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let bare = Remarks.removed(from: text)
    let kept = bare.contains(where: \.isDigit) ? bare : text
    guard let again = Remarks.restatement(in: kept) else { return kept }
    let before = Array(kept[..<again.lowerBound])
    return scanner.numbers(in: before).count == 1 ? before : Array(kept[again.upperBound...])
  }

  private func words(_ text: [Unicode.Scalar]) -> Reading {
    let values = Set(NumberWords.values(in: text))
    if values.count > 1 { return .several }
    return values.first.map { .found($0) } ?? .absent
  }

  /// The number that stands directly after the last equals sign.
  private func afterEquals(
    _ text: [Unicode.Scalar], _ found: [NumberScanner.Found]
  ) -> NumberScanner.Found? {
    guard let mark = text.lastIndex(where: { $0 == "=" || $0 == "≈" }),
      let next = found.first(where: { $0.range.lowerBound > mark })
    else { return nil }
    let between = text[(mark + 1)..<next.range.lowerBound]
    return between.allSatisfy { !$0.isWordLetter } ? next : nil
  }

  /// The subject of "259 is the sum", else the number after the last equals sign or the last verb of
  /// stating, whichever comes later, else the only number there is.
  private func conclusion(_ text: [Unicode.Scalar], _ found: [NumberScanner.Found]) -> Reading {
    if NumberContext.isSubject(text, found[0].range) { return .found(found[0].value) }
    let equal = afterEquals(text, found)
    let stated = found.last { NumberContext.isStated(text, $0.range) }
    let later = [equal, stated].compactMap { $0 }.max { $0.range.lowerBound < $1.range.lowerBound }
    guard let later else {
      return Set(found.map(\.value)).count == 1 ? .found(found[0].value) : .several
    }
    let position = found.firstIndex(of: later)!
    let isUndecided =
      Alternatives.isOpen(text, found[position...])
      || position > 0 && Alternatives.isOpen(text, found[(position - 1)...position])
    return isUndecided && later != equal ? .several : .found(later.value)
  }
}
