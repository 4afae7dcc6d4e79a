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
    return found.isEmpty ? NumberWords.value(of: text) : nil
  }

  /// Nothing stands around the number but signs and at most one word of unit.
  private func isOnlyNumber(_ text: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    let before = text[..<range.lowerBound].filter { !$0.isSpace }
    let allowed = Set("≈=~+€£¥₹(\"'#:".unicodeScalars)
    let after = Cutting.words(Array(text[range.upperBound...]))
    return before.allSatisfy(allowed.contains)
      && (after.isEmpty || after.count == 1 && !after[0].contains("/"))
      && !text[range.upperBound...].contains("=")
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let kept = withoutDenied(text)
    let found = scanner.numbers(in: kept, startsLine: false)
    guard let first = found.first else { return words(kept) }
    if let result = afterEquals(kept, found) { return .found(result.value) }
    guard Cutting.words(Array(kept[..<first.range.lowerBound])).count <= 6 else { return .absent }
    if found.count > 1, Self.isAlternative(kept, first.range, found[1].range) { return .several }
    return .found(first.value)
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    for sentence in Cutting.sentences(text).reversed() {
      let kept = withoutDenied(sentence)
      let found = scanner.numbers(in: kept)
      guard !found.isEmpty else { continue }
      return conclusion(kept, found)
    }
    return words(text)
  }

  private func withoutDenied(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Cutting.withoutDenied(text) { word in
      word.unicodeScalars.contains(where: \.isDigit) || NumberWords.value(of: word) != nil
    }
  }

  private func words(_ text: [Unicode.Scalar]) -> Reading {
    let values = Set(NumberWords.runs(in: Cutting.words(text)))
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

  /// The number after the last equals sign or the last verb of stating, whichever comes later, or
  /// the only number there is.
  private func conclusion(_ text: [Unicode.Scalar], _ found: [NumberScanner.Found]) -> Reading {
    let equal = afterEquals(text, found)
    let stated = found.last { number in
      Cutting.words(Array(text[..<number.range.lowerBound].suffix(60))).suffix(4)
        .contains(where: Self.verbs.contains)
    }
    let later = [equal, stated].compactMap { $0 }.max { $0.range.lowerBound < $1.range.lowerBound }
    guard let later else {
      return Set(found.map(\.value)).count == 1 ? .found(found[0].value) : .several
    }
    let position = found.firstIndex(of: later)!
    let neighbours = found[max(0, position - 1)...min(found.count - 1, position + 1)]
    let isUndecided = zip(neighbours, neighbours.dropFirst()).contains {
      Self.isAlternative(text, $0.range, $1.range)
    }
    return isUndecided && later != equal ? .several : .found(later.value)
  }

  /// Whether only "or", "and", "to" or a dash stands between two numbers.
  private static func isAlternative(
    _ text: [Unicode.Scalar], _ first: Range<Int>, _ second: Range<Int>
  ) -> Bool {
    guard first.upperBound <= second.lowerBound else { return false }
    let between = Array(text[first.upperBound..<second.lowerBound])
    let words = Cutting.words(between).filter { $0.contains(where: \.isLetter) }
    if words.isEmpty { return between.contains { "-–—/~".unicodeScalars.contains($0) } }
    return words.contains { joining.contains($0) } && words.count <= 3
  }

  private static let joining: Set = [
    "or", "and", "to", "o", "ou", "oder", "und", "bis", "y", "a", "et", "à", "или", "до", "または",
    "或", "或者", "of", "possibly", "maybe", "perhaps",
  ]

  private static let verbs: Set = [
    "is", "are", "was", "were", "be", "equals", "equal", "makes", "make", "made", "gives", "give",
    "gave", "yields", "get", "gets", "got", "has", "have", "had", "total", "totals", "contains",
    "needs", "leaves", "leaving", "remain", "remains", "costs", "cost", "paid", "pays", "takes",
    "took", "contain", "becomes", "there's", "it's", "that's", "exactly", "es", "son", "hay",
    "tiene", "quedan", "da", "suma", "cuesta", "est", "sont", "reste", "font", "fait", "donne",
    "coûte", "ist", "sind", "hat", "ergibt", "beträgt", "macht", "bleiben", "ergeben", "kostet",
    "è", "sono", "fa", "ha", "é", "são", "tem", "custa", "равно", "равна", "равен", "составляет",
    "получается", "будет", "осталось", "to", "wynosi", "jest", "eder", "adalah", "là",
  ]
}
