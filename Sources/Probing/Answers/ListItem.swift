/// The items of a list and how they are set apart.
enum ListItem {
  typealias Piece = ArraySlice<Unicode.Scalar>

  static func hasSeparator(_ line: Piece) -> Bool { separated(line).count > 1 && !isWords(line) }

  private static func isWords(_ line: Piece) -> Bool { separation(of: line) == nil }

  /// How the items of a line are set apart; `nil` for a line of bare words.
  private static func separation(of line: Piece) -> ((Int) -> Bool)? {
    let isComma = { (index: Int) in
      line[index] == "," && (index + 1 == line.endIndex || line[index + 1].isSpace)
    }
    let isDash = { (index: Int) in
      "-–—".unicodeScalars.contains(line[index]) && index > line.startIndex
        && index + 1 < line.endIndex && line[index - 1] == " " && line[index + 1] == " "
    }
    if line.contains(where: isMark) { return { isMark(line[$0]) } }
    if line.indices.contains(where: isComma) { return isComma }
    if line.contains(",") { return { line[$0] == "," } }
    return line.indices.contains(where: isDash) ? isDash : nil
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ";", "、", "→", ">", "<", "|", "，": true
    default: false
    }
  }

  /// The pieces of a line between separators and conjunctions; without either, its words.
  static func separated(_ line: Piece) -> [Piece] {
    guard let isSeparator = separation(of: line) else {
      return line.contains("=")
        ? withoutConjunction(line)
        : line.split(whereSeparator: \.isSpace).flatMap(withoutConjunction)
    }
    var pieces: [Piece] = []
    var start = line.startIndex
    for index in line.indices where isSeparator(index) {
      pieces.append(line[start..<index])
      start = index + 1
    }
    pieces.append(line[start...])
    let last = pieces.removeLast()
    return (pieces + withoutIdeographicConjunction(last)).filter { !$0.isBlank }
      .flatMap(withoutConjunction)
  }

  /// "香蕉和樱桃" at the end of a list is two items.
  private static func withoutIdeographicConjunction(_ item: Piece) -> [Piece] {
    guard let mark = item.firstIndex(where: { "和と".unicodeScalars.contains($0) }),
      mark > item.startIndex, mark + 1 < item.endIndex
    else { return [item] }
    return [item[..<mark], item[(mark + 1)...]]
  }

  private static let joining: Set = ["and", "&", "y", "et", "und", "e", "и", "then"]

  /// "x and y" is two items, "and y" is one.
  private static func withoutConjunction(_ item: Piece) -> [Piece] {
    item.split(whereSeparator: \.isSpace).split {
      joining.contains(String($0.map(\.lowercase)))
    }.map { words in item[words.first!.startIndex..<words.last!.endIndex] }
  }

  /// A line without the bullet or number it begins with; `nil` when it has none.
  static func withoutBullet(_ line: Piece) -> Piece? {
    let body = line.drop(while: \.isSpace)
    guard let first = body.first else { return nil }
    if "-•*–".unicodeScalars.contains(first), body.dropFirst().first == " " {
      return body.dropFirst(2)
    }
    let rest = body.drop(while: \.isDigit)
    guard rest.count < body.count, let mark = rest.first, ".)".unicodeScalars.contains(mark),
      rest.dropFirst().first == " "
    else { return nil }
    return rest.dropFirst(2)
  }

  /// A number in canonical form, or the canonical text; "x = 5" is 5.
  static func canonical(_ piece: Piece) -> String {
    let piece = withoutBullet(piece) ?? piece
    let body = piece.drop { $0.isSpace || $0.isLatinLetter && isAssigned(piece, $0) }
    let text = String(body.drop { $0.isSpace || $0 == "=" }).trimmed
    return NumberText.canonical(text.trimmingBrackets) ?? TextForm.canonical(text)
  }

  /// Whether the piece is one letter, an equals sign and more.
  private static func isAssigned(_ piece: Piece, _ letter: Unicode.Scalar) -> Bool {
    let rest = piece.drop(while: \.isSpace).dropFirst().drop(while: \.isSpace)
    return piece.first { !$0.isSpace } == letter && rest.first == "=" && rest.count > 1
  }
}

extension String {
  var trimmingBrackets: String {
    let isBracket = { (scalar: Unicode.Scalar) in "[](){}<>\"'.".unicodeScalars.contains(scalar) }
    let front = unicodeScalars.drop(while: isBracket)
    guard let last = front.lastIndex(where: { !isBracket($0) }) else { return "" }
    return String(front[...last])
  }
}
