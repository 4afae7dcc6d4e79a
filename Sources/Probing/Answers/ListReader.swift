/// Reads a list of short items; its canonical form joins the canonical items with ", ".
struct ListReader: AnswerReader {
  private static let longest = 4000
  var longestStretch: Int { Self.longest }
  var spansLines: Bool { true }

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= Self.longest else { return nil }
    let scalars = Array(text.unicodeScalars)
    let lower = scalars.map(\.lowercase)
    guard !scalars.contains(":"), !AnswerPhrases.declining.occurs(in: lower),
      !AnswerPhrases.announcing.occurs(in: lower), !Self.stating.occurs(in: lower),
      !Self.isSentence(scalars)
    else { return nil }
    return list(scalars.split(separator: "\n"))
  }

  /// Whether words without separators are a sentence rather than items, or lead to brackets.
  private static func isSentence(_ text: [Unicode.Scalar]) -> Bool {
    if let inside = bracketed(text[...]), inside.startIndex > 1 {
      return text[..<(inside.startIndex - 1)].contains { $0.isWordLetter }
    }
    return !ListItem.hasSeparator(text[...])
      && Cutting.words(text, atMost: 40).contains(where: functionWords.contains)
  }

  private static let functionWords: Set = [
    "the", "a", "an", "of", "that", "this", "it", "not", "cannot", "i", "you", "to", "in", "what",
  ]

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.isBlank }
    return value(of: Array(lines), acceptsWords: true).map { .found($0) } ?? .absent
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let paragraphs = lines.split(whereSeparator: \.isBlank)
    for (index, paragraph) in paragraphs.enumerated().reversed() {
      let isIntroduced = index > 0 && Self.introduces(paragraphs[index - 1].last!)
      if let value = value(of: Array(paragraph), acceptsWords: isIntroduced), value.contains(", ") {
        return .found(value)
      }
    }
    return .absent
  }

  private static func introduces(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.last { !$0.isSpace } == ":"
  }

  /// The list that a paragraph holds: its bulleted lines, what stands in its last brackets, or its
  /// last line that holds one.
  ///
  /// - Parameter acceptsWords: whether a line of bare words may be a list.
  private func value(of lines: [ArraySlice<Unicode.Scalar>], acceptsWords: Bool) -> String? {
    let bulleted = lines.filter { ListItem.withoutBullet($0) != nil }
    if bulleted.count > 1 { return list(bulleted) }
    if let brackets = lines.reversed().lazy.compactMap(Self.bracketed).first {
      return list([brackets])
    }
    for (index, line) in lines.enumerated().reversed() {
      let tail = Self.tail(of: line)
      let isIntroduced =
        acceptsWords || line[..<tail.startIndex].last == ":"
        || index > 0 && Self.introduces(lines[index - 1])
      if isIntroduced || ListItem.hasSeparator(tail), let value = list([tail]) { return value }
    }
    return nil
  }

  /// The canonical list of these lines: one item each, or several in a single one.
  private func list(_ lines: [ArraySlice<Unicode.Scalar>]) -> String? {
    let lines = lines.filter { !Cutting.words($0, atMost: 1).isEmpty }
    let pieces =
      lines.count > 1
      ? lines.map { ListItem.withoutBullet($0) ?? $0 } : ListItem.separated(lines.first ?? [])
    guard !pieces.isEmpty, pieces.allSatisfy({ Cutting.isShort($0, words: 6) }) else { return nil }
    let items = pieces.map(ListItem.canonical).filter { !$0.isEmpty }
    guard !items.isEmpty, items.allSatisfy({ $0.split(separator: " ").count <= 4 }) else {
      return nil
    }
    return items.joined(separator: ", ")
  }

  private static let stating = Phrases([
    "is", "are", "at", "gives", "becomes", "would be", "ist", "sind", "lautet", "es", "son", "est",
    "sont", "è",
    "sono",
  ])

  /// What follows the last colon, or the last verb of stating.
  private static func tail(of line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    guard line.count <= longest else { return line[line.endIndex...] }
    if let colon = line.lastIndex(of: ":") { return line[(colon + 1)...] }
    let verb = stating.ranges(in: line.map(\.lowercase)).last { $0.lowerBound > 0 }
    return line.dropFirst(verb?.upperBound ?? 0)
  }

  /// What stands in the last brackets of a line, if that is more than one item.
  private static func bracketed(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    for (open, close): (Unicode.Scalar, Unicode.Scalar) in [("[", "]"), ("(", ")"), ("<", ">")] {
      guard let end = line.lastIndex(of: close), let start = line[..<end].lastIndex(of: open)
      else { continue }
      let inside = line[(start + 1)..<end]
      if open == "[" || inside.contains(",") { return inside }
    }
    return nil
  }
}
