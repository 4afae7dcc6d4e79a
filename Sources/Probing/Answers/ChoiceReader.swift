/// Reads the label of a chosen option.
struct ChoiceReader: AnswerReader {
  private struct Label {
    var index: Int
    var range: Range<Int>
    /// Whether a bracket, dot or colon marks it as a label.
    var isMarked: Bool
  }

  private let count: Int
  private let texts: [String]
  /// Bytes of the longest text that can be nothing but an answer.
  private let longest: Int

  init(choices: [String]) {
    count = choices.isEmpty ? 10 : min(choices.count, 26)
    texts = choices.map(TextForm.canonical)
    longest = 40 + 2 * (choices.map(\.utf8.count).max() ?? 200)
  }

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= longest else { return nil }
    let scalars = Array(text.unicodeScalars)
    let words = Cutting.words(scalars)
    let single = words.count == 1 ? words[0] : ""
    if let index = letterIndex(single) ?? texts.firstIndex(of: TextForm.canonical(text))
      ?? numberIndex(single)
    {
      return name(index)
    }
    let labels = labels(in: scalars)
    guard labels.count == 1, !scalars.contains("\n"), isLead(scalars, labels[0]) else { return nil }
    guard labels[0].isMarked || words.count == 2 else { return nil }
    return name(labels[0].index)
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let kept = withoutDenied(text)
    let labels = labels(in: kept)
    if let first = labels.first, isLead(kept, first) {
      let next = labels.dropFirst().first
      if let next, isJoined(kept, first, next) { return .several }
      return .found(name(first.index))
    }
    return mentioned(in: Array(kept[..<Cutting.endOfSentence(kept, from: 0)]))
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    let rest = withoutRestated(text)
    if let line = rest.split(separator: "\n").first, let name = whole(String(Array(line)).trimmed) {
      return .found(name)
    }
    let kept = withoutDenied(rest)
    let indices = Set(labels(in: kept).map(\.index))
    if indices.count == 1 { return .found(name(indices.first!)) }
    if indices.count > 1 { return judged(kept) }
    return mentioned(in: kept)
  }

  private func name(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index))) }

  private func letterIndex(_ word: String) -> Int? {
    guard word.unicodeScalars.count == 1, let value = word.unicodeScalars.first?.value else {
      return nil
    }
    return (97..<UInt32(97 + count)).contains(value) ? Int(value) - 97 : nil
  }

  /// The option meant by its number, counted from 1.
  private func numberIndex(_ word: String) -> Int? {
    guard let number = Int(word), (1...min(count, 9)).contains(number) else { return nil }
    return number - 1
  }

  private func labels(in text: [Unicode.Scalar]) -> [Label] {
    text.indices.compactMap { index in
      guard text[index].isLatinLetter, !isInsideWord(text, index),
        let label = letterIndex(String([text[index].lowercase]))
      else { return nil }
      let next = index + 1 < text.count ? text[index + 1] : "\n"
      let afterNext = index + 2 < text.count ? text[index + 2] : "\n"
      let isMarked =
        ")]:".unicodeScalars.contains(next)
        || next == "." && afterNext.isSpace && !isInitial(text, index)
      let isUpper = text[index] != text[index].lowercase
      guard isMarked || isUpper && isLikelyLabel(text, index) else { return nil }
      return Label(index: label, range: index..<(index + 1), isMarked: isMarked)
    }
  }

  private func isInsideWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    let before: Unicode.Scalar = index > 0 ? text[index - 1] : " "
    let after: Unicode.Scalar = index + 1 < text.count ? text[index + 1] : " "
    return before.isWordLetter || before.isDigit || before == "'" || after.isWordLetter
      || after.isDigit || after == "'" || after == "&"
  }

  /// The initial of a name, as in "J. Smith": a dot and a capitalised word follow another word.
  private func isInitial(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = text[..<index].last { $0 != " " }
    return before?.isWordLetter == true && Self.namesLabel(text, index) == false
      && index + 3 < text.count
  }

  /// A bare "A" or "I" is usually a word of the sentence.
  private func isLikelyLabel(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    guard text[index] == "A" || text[index] == "I" else { return true }
    if Self.namesLabel(text, index) { return true }
    let after = text[(index + 1)...].drop { $0 == " " }
    guard let next = after.first else { return true }
    if !next.isWordLetter && !next.isDigit { return true }
    return ["because", "since", "as", "or", "and", "is"].contains(
      String(after.prefix { $0.isWordLetter }.map(\.lowercase))) && text[index] == "A"
  }

  private static func namesLabel(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
    let last = Cutting.words(Array(text[..<index])).last ?? ""
    return [
      "option", "choice", "letter", "answer", "opción", "opzione", "opção", "choix", "antwort",
      "lettre", "letra", "buchstabe", "вариант", "选项", "選択肢",
    ].contains(last)
  }

  /// Whether only a word such as "option" or an opening mark stands before the label.
  private func isLead(_ text: [Unicode.Scalar], _ label: Label) -> Bool {
    let words = Cutting.words(Array(text[..<label.range.lowerBound]))
    return words.isEmpty || words.count <= 3 && Self.namesLabel(text, label.range.lowerBound)
      || words.count <= 2
        && words.allSatisfy(["but", "clearly", "definitely", "therefore", "is"].contains)
  }

  private func isJoined(_ text: [Unicode.Scalar], _ first: Label, _ second: Label) -> Bool {
    guard first.index != second.index else { return false }
    let between = Array(text[first.range.upperBound..<second.range.lowerBound])
    let words = Cutting.words(between)
    if words.isEmpty { return between.contains { ",/&+".unicodeScalars.contains($0) } }
    return words.count <= 2
      && words.contains {
        ["or", "and", "o", "y", "ou", "et", "oder", "und", "e", "или", "и"].contains($0)
      }
  }

  private func withoutDenied(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Cutting.withoutDenied(text) { letterIndex($0) != nil }
  }

  /// Leaves out the options when the response repeats them as a list.
  private func withoutRestated(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let leads = lines.map { line -> Int? in
      let stripped = Array(line.drop { " -*•([".unicodeScalars.contains($0) })
      let label = labels(in: stripped).first
      return label.flatMap { $0.isMarked && $0.range.lowerBound == 0 ? $0.index : nil }
    }
    let listed = leads.compactMap { $0 }
    guard Set(listed).count > 1, listed.first == 0 || listed.count == count else {
      return listed.count > 1 ? Array(lines[0]) : text
    }
    let kept = zip(lines, leads).filter { $0.1 == nil }.map(\.0)
    return Array(kept.joined(separator: ["\n"]))
  }

  /// The only label that a sentence calls correct.
  private func judged(_ text: [Unicode.Scalar]) -> Reading {
    var chosen: Set<Int> = []
    for sentence in Cutting.sentences(text) {
      let words = Set(Cutting.words(sentence))
      guard !words.isDisjoint(with: ["correct", "right", "best", "true", "therefore", "choose"]),
        words.isDisjoint(with: ["incorrect", "not", "wrong", "false", "isn't"])
      else { continue }
      chosen.formUnion(labels(in: sentence).map(\.index))
    }
    return chosen.count == 1 ? .found(name(chosen.first!)) : .several
  }

  /// The only option whose text is mentioned, leaving out options contained in a longer one.
  private func mentioned(in text: [Unicode.Scalar]) -> Reading {
    let said = " \(TextForm.canonical(String(text))) "
    let hits = texts.indices.filter { !texts[$0].isEmpty && said.contains(" \(texts[$0]) ") }
    let longest = hits.filter { hit in
      !hits.contains { $0 != hit && texts[$0].contains(texts[hit]) }
    }
    if longest.count > 1 { return .several }
    return longest.first.map { .found(name($0)) } ?? .absent
  }
}
