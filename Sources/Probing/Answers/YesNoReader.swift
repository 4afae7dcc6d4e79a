/// Reads "yes" or "no".
struct YesNoReader: AnswerReader {
  private static let yes: Set = [
    "yes", "yeah", "yep", "true", "correct", "sí", "si", "sì", "oui", "ja", "da", "да", "sim",
    "tak",
    "evet", "はい", "是", "是的", "对", "会", "能", "可以", "예", "네", "نعم", "हाँ", "हां", "có", "ya", "так",
  ]
  private static let no: Set = [
    "no", "nope", "false", "incorrect", "non", "nein", "nee", "não", "nie", "nej", "нет", "hayır",
    "いいえ", "不", "不是", "不会", "不能", "不可以", "否", "没有", "아니요", "아니오", "لا", "नहीं", "không",
    "tidak", "ні",
  ]
  private static let phrases: [String: String] = [
    "of course": "yes", "of course not": "no", "not at all": "no", "definitely not": "no",
    "certainly not": "no", "absolutely not": "no", "certainly": "yes", "absolutely": "yes",
    "definitely": "yes",
  ]

  func whole(_ text: String) -> String? {
    let words = Cutting.words(text.unicodeScalars, atMost: 4)
    return words.count == 1
      ? value(words[0]) ?? Self.phrases[words[0]]
      : Self.phrases[words.joined(separator: " ")]
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let reading = stated(text)
    return reading == .absent ? phrase(text) : reading
  }

  /// A word for yes or no at the beginning.
  private func stated(_ text: [Unicode.Scalar]) -> Reading {
    let words = Cutting.words(text, atMost: 9).drop(while: Self.leads.contains)
    guard let first = words.first, let value = value(first) ?? prefix(first) else {
      return .absent
    }
    let next = Array(words.dropFirst().prefix(2))
    if next.first == "one" { return .absent }
    if next.count == 2, Self.joining.contains(next[0]), let other = self.value(next[1]),
      other != value
    {
      return .several
    }
    return .found(value)
  }

  private func phrase(_ text: [Unicode.Scalar]) -> Reading {
    let end = text.firstIndex { ",;:.!?—–\n".unicodeScalars.contains($0) } ?? text.count
    return whole(String(text[..<end])).map { .found($0) } ?? .absent
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    let sentences = BackwardSentences(text) { isCandidate($0.prefix(40)) }
    let readings = sentences.map(sentence).filter { $0 != .absent }
    guard let first = readings.first else { return .absent }
    return readings.allSatisfy { $0 == first } ? first : .several
  }

  /// "Of course" and "certainly" begin many a response that is no answer.
  private func sentence(_ text: [Unicode.Scalar]) -> Reading {
    let reading = stated(text)
    return reading == .absent && phrase(text) == .found("no") ? .found("no") : reading
  }

  /// Whether a sentence with this beginning may start with an answer.
  private func isCandidate(_ start: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = Cutting.words(start, atMost: 1).first else { return false }
    return Self.leads.contains(first) || Self.starts.contains(first) || value(first) != nil
      || prefix(first) != nil
  }

  /// Words before an answer that say nothing.
  private static let leads: Set = [
    "a", "definitely", "clearly", "simply", "probably", "un", "una", "well", "hmm", "so", "oh",
    "absolutely", "i", "i'd", "would", "say", "that", "be", "therefore", "both",
  ]
  /// First words of `phrases`.
  private static let starts: Set = ["of", "not", "certainly", "definitely", "absolutely"]

  private static let joining: Set = ["and", "or", "y", "o", "et", "ou", "und", "oder", "и", "или"]

  private func value(_ word: String) -> String? {
    if Self.yes.contains(word) { return "yes" }
    return Self.no.contains(word) ? "no" : nil
  }

  /// Languages without word spaces: the sentence begins with the word.
  private func prefix(_ word: String) -> String? {
    guard word.unicodeScalars.first?.isIdeographic == true,
      let cut = word.firstIndex(where: { "，,、。".contains($0) })
    else { return nil }
    return value(String(word[..<cut]))
  }
}
