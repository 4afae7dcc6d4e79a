import Foundation

/// What a model makes of a prompt: the question, and the options if it offers any.
struct PromptReading {
  /// The prompt without its options.
  var stem: String
  /// Letter and text of each option, in order.
  var options: [(letter: String, text: String)]

  /// Lines such as "A) 120", "B. Paris" or "(C) both" are options when there are at least two.
  init(_ prompt: String) {
    guard prompt.utf8.contains(UInt8(ascii: "\n")) else {
      (stem, options) = (prompt, [])
      return
    }
    var stem: [Substring] = []
    var options: [(letter: String, text: String)] = []
    for line in prompt.split(separator: "\n", omittingEmptySubsequences: false) {
      if let option = Self.option(line) { options.append(option) } else { stem.append(line) }
    }
    guard options.count > 1 else {
      (self.stem, self.options) = (prompt, [])
      return
    }
    self.stem = stem.joined(separator: "\n")
    self.options = options
  }

  private static func option(_ line: Substring) -> (letter: String, text: String)? {
    let start = line.first == "(" ? line.dropFirst() : line
    guard let letter = start.first, letter.isASCII, letter.isUppercase,
      let mark = start.dropFirst().first, mark == ")" || mark == "."
    else { return nil }
    let text = start.dropFirst(2).trimmingCharacters(in: .whitespaces)
    return text.isEmpty ? nil : (String(letter), text)
  }
}

/// The kinds of response a model knows.
enum Register: CaseIterable { case figure, choice, prose }

/// A dialogue as a model learns from it.
struct Lesson {
  /// Stand in for what the model's knowledge fills in.
  static let figureMark = "<figure>"
  static let letterMark = "<letter>"

  var register: Register
  /// Words of the question, without options.
  var words: [UInt64]
  /// The response, with marks in place of the figure and of the chosen letter.
  var wording: String
  /// The figure that the response gives, or that of the option it names.
  var figure: Figure?

  init(_ dialogue: Dialogue) {
    let prompt = PromptReading(dialogue.prompt)
    words = Words.hashes(in: prompt.stem)
    wording = dialogue.response
    if let range = Self.figureRange(in: wording) {
      figure = Int(wording[range]).map { Figure($0) }
      wording.replaceSubrange(range, with: Self.figureMark)
    }
    register = figure == nil ? .prose : .figure
    if !prompt.options.isEmpty { readChoice(among: prompt.options) }
  }

  private mutating func readChoice(among options: [(letter: String, text: String)]) {
    register = .choice
    var tokens = Words.tokens(of: wording)
    guard let place = tokens.firstIndex(where: { token in options.contains { $0.letter == token } })
    else { return }
    let text = options.first { $0.letter == tokens[place] }!.text
    figure = Int(text).flatMap { Figure.range.contains($0) ? Figure($0) : nil }
    tokens[place] = Self.letterMark
    wording = Words.joined(tokens)
  }

  /// The first run of exactly three digits that does not begin with 0.
  private static func figureRange(in text: String) -> Range<String.Index>? {
    let bytes = text.utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard isDigit(bytes[index]) else {
        bytes.formIndex(after: &index)
        continue
      }
      let end = bytes[index...].firstIndex { !isDigit($0) } ?? bytes.endIndex
      if bytes.distance(from: index, to: end) == Figure.digits, bytes[index] != UInt8(ascii: "0") {
        return index..<end
      }
      index = end
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
