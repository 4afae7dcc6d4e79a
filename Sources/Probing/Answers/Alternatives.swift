/// Numbers between which a text does not decide: "12 or 14", "12 to 14", "12, 13 or 14".
enum Alternatives {
  /// Whether the first of these numbers is followed by an alternative to it.
  static func isOpen(_ text: [Unicode.Scalar], _ found: ArraySlice<NumberScanner.Found>) -> Bool {
    for (first, second) in zip(found, found.dropFirst()) {
      guard first.range.upperBound <= second.range.lowerBound else { return false }
      let between = text[first.range.upperBound..<second.range.lowerBound]
      if joins(between) { return first.value != second.value }
      if !between.allSatisfy({ $0 == "," || $0.isSpace }) { return false }
    }
    return false
  }

  /// Whether only words such as "or" and "to", or a dash, stand between two numbers.
  private static func joins(_ between: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = Cutting.words(between, atMost: 4).filter { $0.contains(where: \.isLetter) }
    if words.isEmpty { return between.contains { "-–—/~".unicodeScalars.contains($0) } }
    return words.count <= 3 && words.contains(where: joining.contains)
      && words.allSatisfy { joining.contains($0) || hedges.contains($0) }
  }

  private static let joining: Set = [
    "or", "and", "to", "o", "ou", "oder", "und", "bis", "y", "a", "et", "à", "или", "до", "または",
    "或", "或者",
  ]

  private static let hedges: Set = ["possibly", "maybe", "perhaps", "even", "either", "quizás"]
}
