/// Sentences that say something about an answer besides giving it.
enum Statement {
  /// Whether a text is more than an answer.
  static func isOne(_ text: [Unicode.Scalar]) -> Bool {
    let lower = text.map(\.lowercase)
    if [AnswerPhrases.declining, AnswerPhrases.hedging, AnswerPhrases.announcing, verbs]
      .contains(where: { $0.occurs(in: lower) }) || lower.contains("→") || lower.contains("=")
    {
      return true
    }
    let colon = text.indices.dropLast().contains { text[$0] == ":" && text[$0 + 1].isSpace }
    return colon || quoted(text).contains { $0.unicodeScalars.count + 4 < text.count }
  }

  private static let saying = [
    "is", "are", "was", "would be", "will be", "it's", "becomes", "gives", "shows", "reads", "ist",
    "es", "est",
    "è",
  ]
  private static let verbs = Phrases(saying + ["has", "holds", "had", "does", "do"])
  private static let introducing = Phrases(
    saying + [
      "written by", "composed by", "painted by", "held by", "married to", "named", "called",
    ])

  private static let determining: Set = [
    "the", "a", "an", "it", "this", "that", "he", "she", "they", "i", "you", "his", "her", "my",
    "our",
    "your", "its", "their", "what", "who", "there",
  ]

  /// What a line says after its last verb of saying, without a year after it. "Paris is the capital"
  /// may give the answer before the verb, and says nothing.
  static func said(_ line: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    guard let verb = introducing.ranges(in: line.map(\.lowercase)).last,
      Cutting.isShort(line, words: 12)
    else { return nil }
    let rest = Array(line[verb.upperBound...])
    let ends = [line[..<verb.lowerBound], rest[...]].map {
      Cutting.words($0, atMost: 1).first ?? ""
    }
    if ends[1] == "the", ends[0] != "", !determining.contains(ends[0]) { return nil }
    let year = rest.indices.dropLast(4).first {
      rest[$0...].starts(with: [" ", "i", "n", " "]) && rest[$0 + 4].isDigit
    }
    return Array(rest[..<(year ?? rest.count)])
  }

  private static let reasons = Phrases(["since", "because", "as"])

  /// A line up to ", since" and what follows.
  static func withoutReason(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let reason = reasons.ranges(in: line.map(\.lowercase)).first { range in
      line[..<range.lowerBound].last { !$0.isSpace } == ","
    }
    return Array(line[..<(reason?.lowerBound ?? line.count)])
  }

  private static let longestQuote = 400

  /// Stretches between quotation marks.
  static func quoted(_ text: [Unicode.Scalar]) -> [String] {
    var result: [String] = []
    var index = 0
    while index < text.count {
      if let close = closing(text[index]),
        let end = text[(index + 1)...].prefix(longestQuote).firstIndex(of: close)
      {
        result.append(String(text[(index + 1)..<end]))
        index = end
      }
      index += 1
    }
    return result.filter { !$0.unicodeScalars.isBlank }
  }

  private static func closing(_ mark: Unicode.Scalar) -> Unicode.Scalar? {
    switch mark {
    case "\"": "\""
    case "«": "»"
    case "「": "」"
    case "『": "』"
    default: nil
    }
  }
}
