/// Reads "yes" or "no".
struct YesNoReader: AnswerReader {
  private static let yes: Set = [
    "yes", "yeah", "yep", "true", "sí", "si", "sì", "oui", "ja", "da", "да", "sim", "tak", "evet",
    "はい", "是", "是的", "对", "예", "네", "نعم", "हाँ", "हां", "có", "ya", "так",
  ]
  private static let no: Set = [
    "no", "nope", "false", "non", "nein", "nee", "não", "nie", "nej", "нет", "hayır", "いいえ", "不",
    "不是", "否", "没有", "아니요", "아니오", "لا", "नहीं", "không", "tidak", "ні",
  ]

  func whole(_ text: String) -> String? {
    let words = Cutting.words(Array(text.unicodeScalars))
    guard words.count == 1 else { return nil }
    return value(words[0])
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let words = Cutting.words(text)
    guard let first = words.first else { return .absent }
    let lead =
      ["a", "definitely", "clearly", "simply", "probably", "un", "una"].contains(first) ? 1 : 0
    guard words.count > lead, let value = value(words[lead]) ?? prefix(words[lead]) else {
      return .absent
    }
    if words.count > lead + 2, Self.joining.contains(words[lead + 1]),
      let other = self.value(words[lead + 2]), other != value
    {
      return .several
    }
    return .found(value)
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    let readings = Cutting.sentences(text).map(leading).filter { $0 != .absent }
    if readings.contains(.several) { return .several }
    if let first = readings.first, readings.allSatisfy({ $0 == first }) { return first }
    return readings.isEmpty ? .absent : .several
  }

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
