import Foundation

/// Reads a short text: a word, a name, a phrase.
struct TextReader: AnswerReader {
  private static let longest = 6

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= 400 else { return nil }
    let text = Self.withoutBracket(text)
    let value = TextForm.canonical(text)
    guard !value.isEmpty, !text.trimmed.contains("\n"),
      value.split(separator: " ").count <= Self.longest, !Self.isStatement(text)
    else { return nil }
    return NumberText.canonical(text.trimmed) ?? value
  }

  /// Up to a remark in brackets.
  private static func withoutBracket(_ text: String) -> String {
    guard let bracket = text.range(of: " ("), bracket.lowerBound > text.startIndex else {
      return text
    }
    return String(text[..<bracket.lowerBound])
  }

  /// Whether the text says something about the answer besides giving it.
  private static func isStatement(_ text: String) -> Bool {
    let scalars = Array(text.trimmed.unicodeScalars)
    let lower = scalars.map(\.lowercase)
    if AnswerPhrases.declining.occurs(in: lower) || AnswerPhrases.announcing.occurs(in: lower)
      || stating.occurs(in: lower) || lower.contains("→") || lower.contains("=")
    {
      return true
    }
    let colon = scalars.indices.dropLast().contains {
      scalars[$0] == ":" && scalars[$0 + 1].isSpace
    }
    return colon || quoted(scalars).contains { $0.unicodeScalars.count + 4 < scalars.count }
  }

  private static let stating = Phrases([
    " is ", " are ", " was ", " would be ", " becomes ", " gives ", " ist ", " es ", " est ", " è ",
  ])

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let sentence = Array(text[..<Cutting.endOfSentence(text, from: 0)])
    if Cutting.words(sentence).first.map(AnswerPhrases.denying.contains) == true {
      return contrasted(sentence)
    }
    if let quoted = Self.quoted(sentence).first { return .found(TextForm.canonical(quoted)) }
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
    let quoted = Set(Self.quoted(text).map(TextForm.canonical))
    if quoted.count == 1 { return .found(quoted.first!) }
    let lines = text.split(separator: "\n").map { Array($0) }.filter { !Cutting.words($0).isEmpty }
    for line in [lines.last, lines.first].compactMap({ $0 }) {
      if let value = afterColon(line) ?? short(line) { return .found(value) }
    }
    return lines.last.map(afterVerb) ?? .absent
  }

  private func short(_ line: [Unicode.Scalar]) -> String? {
    Cutting.words(line).count <= 3 ? whole(String(line)) : nil
  }

  private func afterColon(_ line: [Unicode.Scalar]) -> String? {
    guard let colon = line.lastIndex(where: { $0 == ":" || $0 == "→" || $0 == "=" }) else {
      return nil
    }
    let rest = Array(line[(colon + 1)...])
    return Cutting.words(rest).count <= 3 ? whole(String(rest)) : nil
  }

  private func afterVerb(_ line: [Unicode.Scalar]) -> Reading {
    guard let verb = Self.stating.ranges(in: line.map(\.lowercase)).last,
      Cutting.words(line).count <= 10
    else { return .absent }
    let rest = Array(line[verb.upperBound...])
    return Cutting.words(rest).count <= 3
      ? whole(String(rest)).map { .found($0) } ?? .absent : .absent
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

  /// Stretches between quotation marks.
  private static func quoted(_ text: [Unicode.Scalar]) -> [String] {
    let marks: [Unicode.Scalar: Unicode.Scalar] = ["\"": "\"", "«": "»", "「": "」", "『": "』"]
    var result: [String] = []
    var index = 0
    while index < text.count {
      if let close = marks[text[index]], let end = text[(index + 1)...].firstIndex(of: close) {
        result.append(String(Array(text[(index + 1)..<end])))
        index = end
      }
      index += 1
    }
    return result.filter { !$0.trimmed.isEmpty }
  }
}
