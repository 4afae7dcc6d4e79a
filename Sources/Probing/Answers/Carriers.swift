/// Turns of phrase around a short answer that say nothing themselves.
///
/// What is left when one is taken off is exactly what the response asserts, so a wrong answer stays
/// wrong; what is denied is no answer.
enum Carriers {
  /// Stand before an answer, where a response begins.
  private static let leading = Phrases([
    "it falls on", "that falls on", "this falls on", "it must be", "that must be", "this must be",
    "it has to be", "it should be", "that makes it", "that leaves", "you get", "you obtain",
    "you end up with", "one gets", "we get", "we obtain", "i get", "i got", "you'd get",
    "you would get", "you are", "you are now", "you're", "you're now", "you'd be", "you would be",
    "you would now be", "it spells",
    "se obtiene", "sería", "debe ser", "queda", "il s'agit de", "vous êtes",
    "vous êtes maintenant", "on obtient", "cela donne", "ce serait", "es handelt sich um",
    "man erhält", "du bist", "du bist jetzt", "si tratta di", "sarebbe", "trata-se de", "seria",
    "это", "сегодня", "получается", "получится", "выходит", "должно быть",
    "今天是", "那是", "这是", "它是", "应该是", "首都是", "城市是", "名字是", "颜色是", "得到", "それは", "今日は", "首都は",
  ])

  /// Stands after an answer in Japanese.
  private static let copulas = ["です", "でしょう"].map { Array($0.unicodeScalars) }

  private static let denying = Phrases([
    "not", "never", "no", "ne", "pas", "nicht", "kein", "keine", "non", "não", "не", "不", "没有",
  ])

  /// The text without a carrier around it; `nil` when what it carries is denied.
  static func content(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard let length = leading.length(atStartOf: text) else { return withoutCopula(text) }
    let rest = text.dropFirst(length).drop { $0.isSpace || ",:".unicodeScalars.contains($0) }
    if rest.allSatisfy({ $0.isSpace || Cutting.isMark($0) }) { return text }
    return denying.length(atStartOf: rest) == nil ? withoutCopula(rest) : nil
  }

  private static func withoutCopula(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    let end = text.lastIndex { !"。. ".unicodeScalars.contains($0) }.map { $0 + 1 } ?? text.endIndex
    let copula = copulas.first { text[..<end].count > $0.count && text[..<end].ends(with: $0) }
    return copula.map { text[..<end].dropLast($0.count) } ?? text
  }

  private static let deriving = Phrases([
    "backwards is", "backward is", "reversed is", "in reverse is", "in reverse order is",
    "right to left is", "encoded is", "shifted is", "becomes", "reads", "gives", "yields",
    "al revés es", "à l'envers est", "rückwärts ist",
  ])

  /// What follows the last words that derive an answer from something before them.
  static func derived(in line: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    deriving.ranges(in: line.map(\.lowercase)).last.map { Array(line[$0.upperBound...]) }
  }
}

extension ArraySlice<Unicode.Scalar> {
  fileprivate func ends(with text: [Unicode.Scalar]) -> Bool {
    suffix(text.count).elementsEqual(text)
  }
}
