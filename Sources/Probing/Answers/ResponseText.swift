import Foundation

/// A response made ready for reading: without hidden reasoning, typographic variants folded to plain
/// characters, light markup and LaTeX commands removed.
struct ResponseText {
  /// The plain text, one element per Unicode scalar.
  let scalars: [Unicode.Scalar]
  /// The same text in lower case, position by position.
  let lower: [Unicode.Scalar]
  /// Contents of `\boxed{}`, in order.
  let boxed: [String]
  /// Contents of `**bold**` stretches, in order.
  let emphasised: [String]

  init(_ response: String) {
    let folded = Array(CharacterFolding.folded(Self.visible(response)).unicodeScalars)
    boxed = Self.contents(ofCommand: "\\boxed{", in: folded).map { String(PlainMarkup.plain($0)) }
    emphasised = Self.bold(folded).map { String(PlainMarkup.plain($0)).trimmed }
    scalars = PlainMarkup.plain(folded[...])
    lower = scalars.map(\.lowercase)
  }

  /// The part after the reasoning; empty when the reasoning never ends.
  private static func visible(_ response: String) -> String {
    guard response.utf8.contains(UInt8(ascii: "<")), response.contains("think>") else {
      return response
    }
    if let end = response.range(of: "</think>", options: .backwards) {
      return String(response[end.upperBound...])
    }
    return response.contains("<think>") ? "" : response
  }

  private static func contents(
    ofCommand command: String, in text: [Unicode.Scalar]
  ) -> [ArraySlice<Unicode.Scalar>] {
    let pattern = Array(command.unicodeScalars)
    return text.indices.compactMap { start in
      guard text[start] == "\\", text[start...].starts(with: pattern) else { return nil }
      var depth = 1
      let first = start + pattern.count
      for index in first..<text.count {
        if text[index] == "{" { depth += 1 }
        if text[index] == "}" { depth -= 1 }
        if depth == 0 { return text[first..<index] }
      }
      return nil
    }
  }

  private static func bold(_ text: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    let marks = text.indices.dropLast().filter { text[$0] == "*" && text[$0 + 1] == "*" }
    return stride(from: 0, to: marks.count - 1, by: 2).compactMap {
      let start = marks[$0] + 2
      let end = marks[$0 + 1]
      return start < end ? text[start..<end] : nil
    }
  }

  /// The text of a stretch.
  func string(_ range: Range<Int>) -> String { String(Array(scalars[range])) }

  /// The lines that are not blank.
  var lines: [String] {
    scalars.split(separator: "\n").map { String(Array($0)).trimmed }.filter { !$0.isEmpty }
  }
}

/// Removal of Markdown and LaTeX that does not change what is said.
enum PlainMarkup {
  static func plain(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var rest = text
    while let scalar = rest.first {
      switch scalar {
      case "\\": takeCommand(from: &rest, into: &result)
      case "*" where rest.dropFirst().first == "*": rest.removeFirst(2)
      case "_" where rest.dropFirst().first == "_": rest.removeFirst(2)
      case "$" where result.last?.isWordLetter == true:
        result.append(" ")
        rest.removeFirst()
      case "`", "$", "{", "}": rest.removeFirst()
      default: result.append(rest.removeFirst())
      }
    }
    return result
  }

  private static func takeCommand(
    from rest: inout ArraySlice<Unicode.Scalar>, into result: inout [Unicode.Scalar]
  ) {
    rest.removeFirst()
    let letters = rest.prefix(while: \.isLatinLetter)
    rest = rest.dropFirst(letters.count)
    switch String(Array(letters)) {
    case "":
      guard let mark = rest.popFirst() else { return }
      if "()[]".unicodeScalars.contains(mark) { result.append(" ") }
      if !",;:!()[]".unicodeScalars.contains(mark) { result.append(mark) }
    case "times": result.append("×")
    case "cdot": result.append("·")
    case "frac", "dfrac", "tfrac": takeFraction(from: &rest, into: &result)
    case "n": result.append("\n")
    default: break
    }
  }

  /// Writes `{a}{b}` as a/b.
  private static func takeFraction(
    from rest: inout ArraySlice<Unicode.Scalar>, into result: inout [Unicode.Scalar]
  ) {
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return }
    result += plain(rest[(rest.startIndex + 1)..<end])
    result.append("/")
    rest = rest[(end + 1)...]
  }
}

extension Unicode.Scalar {
  /// The lower-case form when it is a single scalar, otherwise the scalar itself.
  var lowercase: Unicode.Scalar {
    if isASCII { return (65...90).contains(value) ? Unicode.Scalar(value + 32)! : self }
    let mapped = properties.lowercaseMapping.unicodeScalars
    return mapped.count == 1 ? mapped.first! : self
  }

  var isDigit: Bool { (48...57).contains(value) }
  /// Whether a word of an alphabet with word spaces may contain it.
  var isWordLetter: Bool {
    isASCII ? isLatinLetter : properties.isAlphabetic && !isIdeographic
  }
  /// A to Z or a to z.
  var isLatinLetter: Bool { (65...90).contains(value) || (97...122).contains(value) }
  /// Han, kana or Hangul, written without a space between a word and its neighbours.
  var isIdeographic: Bool {
    (0x3040...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
      || (0xAC00...0xD7AF).contains(value)
  }
  var isSpace: Bool {
    isASCII ? value == 32 || (9...13).contains(value) : properties.isWhitespace
  }
}

extension String {
  init(_ scalars: [Unicode.Scalar]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
