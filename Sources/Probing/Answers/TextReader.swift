/// Reads a short text: a word, a name, a phrase.
struct TextReader: AnswerReader {
  private static let longest = 6

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= 400 else { return nil }
    let plain = Self.withoutBracket(Array(text.unicodeScalars)).trimmed
    guard !plain.contains("\n"), let carried = Carriers.content(plain) else { return nil }
    let core = Array(carried)
    guard !Statement.isOne(core) else { return nil }
    return NumberText.canonical(String(core.trimmed)) ?? Self.phrase(String(core))
  }

  /// The canonical form of a text of a few words.
  private static func phrase(_ text: String) -> String? {
    let value = TextForm.canonical(text)
    return value.isEmpty || value.split(separator: " ").count > longest ? nil : value
  }

  private static let hedges = Phrases(["i believe", "i think", "i guess", "i'm"])

  /// Up to a remark in brackets or such as ", I believe".
  private static func withoutBracket(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let bracket = text.indices.dropFirst(2).first { text[$0] == "(" && text[$0 - 1].isSpace }
    let hedge = hedges.ranges(in: text.map(\.lowercase)).first { range in
      text[..<range.lowerBound].last { !$0.isSpace } == ","
    }
    return Array(text[..<min(bracket ?? text.count, hedge?.lowerBound ?? text.count)])
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let sentence = Array(text[..<Cutting.endOfSentence(text, from: 0)])
    if Cutting.words(sentence, atMost: 1).first.map(AnswerPhrases.denying.contains) == true {
      return contrasted(sentence)
    }
    if let quoted = Statement.quoted(sentence).first {
      return Self.phrase(quoted).map { .found($0) } ?? .absent
    }
    let phrase = Array(sentence[..<Self.endOfPhrase(sentence)])
    return whole(String(phrase)).map { .found($0) } ?? .absent
  }

  private static let contrasts = Phrases([
    "but", "but rather", "sondern", "sino", "mais", "ma", "а", "но",
  ])

  /// "not X but Y" says Y.
  private func contrasted(_ sentence: [Unicode.Scalar]) -> Reading {
    guard let range = Self.contrasts.ranges(in: sentence.map(\.lowercase)).last else {
      return .absent
    }
    return leading(Array(sentence[range.upperBound...].drop(while: \.isSpace)))
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    let lines = text.split(separator: "\n").filter { !Cutting.words($0, atMost: 1).isEmpty }
      .map { Statement.withoutReason(Array($0)) }
    guard let last = lines.last, let first = lines.first else { return .absent }
    if let value = afterMark(last) { return .found(value) }
    let quoted = Set(Statement.quoted(text).compactMap(Self.phrase))
    if quoted.count == 1, let value = Carriers.derived(in: last).flatMap(short) {
      return .found(value)
    }
    if quoted.count == 1 { return .found(quoted.first!) }
    if let value = short(last) ?? afterMark(first) ?? short(first) { return .found(value) }
    return Statement.said(last).flatMap(short).map { .found($0) } ?? .absent
  }

  private func short(_ line: [Unicode.Scalar]) -> String? {
    Cutting.isShort(line, words: 3) ? whole(String(line)) : nil
  }

  /// What follows the last colon before a space, arrow or equals sign of a line.
  private func afterMark(_ line: [Unicode.Scalar]) -> String? {
    let mark = line.lastIndex { $0 == "→" || $0 == "=" }
    let colon = line.indices.dropLast().last { line[$0] == ":" && line[$0 + 1].isSpace }
    guard let start = [mark, colon].compactMap({ $0 }).max() else { return nil }
    return short(Array(line[(start + 1)...]))
  }

  private static let breaks = Phrases([
    "because", "since", "which", "as it", "but not", "not", "instead of",
  ])

  /// Where an explanation begins: a comma, a bracket, a dash or a conjunction.
  private static func endOfPhrase(_ text: [Unicode.Scalar]) -> Int {
    let lower = text.map(\.lowercase)
    let conjunction =
      Self.breaks.ranges(in: lower).first { $0.lowerBound > 0 }?.lowerBound ?? text.count
    let mark = text.indices.first { index in
      ",(—–".unicodeScalars.contains(text[index]) && index > 0
        || text[index] == "-" && index > 0 && text[index - 1] == " "
    }
    return min(conjunction, mark ?? text.count)
  }
}
