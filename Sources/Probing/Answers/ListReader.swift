import Foundation

/// Reads a list of short items; its canonical form joins the canonical items with ", ".
struct ListReader: AnswerReader {
  var spansLines: Bool { true }

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= 4000 else { return nil }
    let scalars = Array(text.unicodeScalars)
    let items = items(in: scalars)
    let lower = scalars.map(\.lowercase)
    guard !items.isEmpty, !scalars.contains(":"), !AnswerPhrases.declining.occurs(in: lower),
      !AnswerPhrases.announcing.occurs(in: lower),
      items.allSatisfy({ $0.split(separator: " ").count <= 4 })
    else {
      return nil
    }
    return items.joined(separator: ", ")
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let paragraph = Self.firstParagraph(text)
    return reading(Array(paragraph)) ?? .absent
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    let paragraphs = Self.paragraphs(text)
    for paragraph in paragraphs.reversed() {
      if let reading = reading(paragraph), case .found(let value) = reading, value.contains(", ") {
        return reading
      }
    }
    return .absent
  }

  private func reading(_ paragraph: [Unicode.Scalar]) -> Reading? {
    let lines = paragraph.split(separator: "\n").map { Array($0) }
    let bulleted = lines.filter { Self.withoutBullet($0) != nil }
    if bulleted.count > 1 {
      return whole(String(Array(bulleted.joined(separator: ["\n"])))).map { .found($0) }
    }
    if let bracketed = Self.bracketed(paragraph) { return whole(bracketed).map { .found($0) } }
    guard let line = lines.last(where: { items(in: $0).count > 1 }) ?? lines.first else {
      return nil
    }
    let start = line.lastIndex(of: ":").map { $0 + 1 } ?? 0
    return whole(String(Array(line[start...]))).map { .found($0) }
  }

  private func items(in text: [Unicode.Scalar]) -> [String] {
    let lines = text.split(separator: "\n").map { Array($0) }.filter { !Cutting.words($0).isEmpty }
    let pieces =
      lines.count > 1
      ? lines.map { Self.withoutBullet($0) ?? $0 } : Self.separated(lines.first ?? [])
    return pieces.map { String($0) }.map {
      NumberText.canonical($0.trimmed.trimmingBrackets) ?? TextForm.canonical($0)
    }.filter { !$0.isEmpty }
  }

  private static func separated(_ line: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let marks = Set(",;、→>|，".unicodeScalars)
    let body =
      line.contains(where: marks.contains)
      ? line.split(whereSeparator: marks.contains).map { Array($0) } : words(line)
    return body.flatMap(withoutConjunction)
  }

  /// Items without separators are words.
  private static func words(_ line: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    line.split(whereSeparator: \.isSpace).map { Array($0) }
  }

  /// "x and y" is two items, "and y" is one.
  private static func withoutConjunction(_ item: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let joining: Set = ["and", "&", "y", "et", "und", "e", "и", "then"]
    return item.split(whereSeparator: \.isSpace).split {
      joining.contains(String($0.map(\.lowercase)))
    }
    .map { Array($0.joined(separator: [" "])) }
  }

  private static func withoutBullet(_ line: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    let body = line.drop(while: \.isSpace)
    guard let first = body.first else { return nil }
    if "-•*".unicodeScalars.contains(first), body.dropFirst().first == " " {
      return Array(body.dropFirst(2))
    }
    let rest = body.drop(while: \.isDigit)
    guard rest.count < body.count, let mark = rest.first, ".)".unicodeScalars.contains(mark),
      rest.dropFirst().first == " "
    else { return nil }
    return Array(rest.dropFirst(2))
  }

  private static func bracketed(_ text: [Unicode.Scalar]) -> String? {
    guard let open = text.lastIndex(of: "["), let close = text[open...].firstIndex(of: "]") else {
      return nil
    }
    return String(Array(text[(open + 1)..<close]))
  }

  private static func paragraphs(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var result: [[Unicode.Scalar]] = []
    var rest = text
    while !rest.isEmpty {
      let first = firstParagraph(rest)
      result.append(Array(first))
      rest = Array(rest[min(first.endIndex + 1, rest.count)...])
    }
    return result.filter { !Cutting.words($0).isEmpty }
  }

  /// Up to the first blank line.
  private static func firstParagraph(_ text: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    let end = text.indices.dropLast().first { text[$0] == "\n" && text[$0 + 1] == "\n" }
    return text[..<(end ?? text.count)]
  }
}

extension String {
  var trimmingBrackets: String { trimmingCharacters(in: .init(charactersIn: "[](){}\"'.")) }
}
