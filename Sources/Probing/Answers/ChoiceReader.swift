/// Reads the label of a chosen option.
struct ChoiceReader: AnswerReader {
  private let labels: OptionLabels
  private let texts: [String]
  /// The texts as they stand in running text: between spaces, in scripts that have them.
  private let spacedTexts: [[Unicode.Scalar]]
  /// Bytes of the longest text that can be nothing but an answer.
  private let longest: Int

  init(choices: [String]) {
    labels = OptionLabels(count: choices.isEmpty ? 10 : min(choices.count, 26))
    texts = choices.map(TextForm.canonical)
    spacedTexts = texts.map { text in
      let scalars = Array(text.unicodeScalars)
      return scalars.contains(where: \.isIdeographic) ? scalars : [" "] + scalars + [" "]
    }
    longest = 40 + 2 * (choices.map(\.utf8.count).max() ?? 200)
  }

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= longest else { return nil }
    let scalars = Array(text.unicodeScalars)
    let words = Cutting.words(scalars)
    let single = words.count == 1 ? words[0] : ""
    if let index = labels.index(of: single) ?? texts.firstIndex(of: TextForm.canonical(text))
      ?? numberIndex(single) ?? ordinalIndex(words)
    {
      return name(index)
    }
    let found = labels.all(in: scalars)
    guard found.count == 1, !scalars.contains("\n"), isLead(scalars, found[0]) else { return nil }
    guard found[0].isMarked || words.count == 2 else { return nil }
    return name(found[0].index)
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    let kept = withoutDenied(text)
    if kept.count <= longest, let name = whole(String(kept).trimmed) { return .found(name) }
    let found = labels.all(in: kept)
    if let first = found.first, isLead(kept, first) {
      let next = found.dropFirst().first
      if let next, isJoined(kept, first, next) { return .several }
      return .found(name(first.index))
    }
    return mentioned(in: Array(kept[..<Cutting.endOfSentence(kept, from: 0)]))
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    if let ticked = ticked(text) { return .found(name(ticked)) }
    let rest = withoutRestated(text)
    if let line = rest.split(separator: "\n", maxSplits: 1).first, line.count <= longest,
      let name = whole(String(line).trimmed)
    {
      return .found(name)
    }
    let kept = withoutDenied(rest)
    let indices = Set(labels.all(in: kept).map(\.index))
    if indices.count == 1 { return .found(name(indices.first!)) }
    if indices.count > 1 { return judged(kept) }
    return mentioned(in: kept)
  }

  private func name(_ index: Int) -> String { String(UnicodeScalar(UInt8(65 + index))) }

  /// The option meant by its number, counted from 1.
  private func numberIndex(_ word: String) -> Int? {
    guard let number = Int(word), (1...min(labels.count, 9)).contains(number) else { return nil }
    return number - 1
  }

  /// "The third one", "option 3".
  private func ordinalIndex(_ words: [String]) -> Int? {
    let core = words.filter { $0 != "the" }
    guard core.count == 2 else { return nil }
    if OptionLabels.names.contains(core[0]) { return numberIndex(core[1]) }
    let ordinals = ["first", "second", "third", "fourth", "fifth"]
    guard let index = ordinals.firstIndex(of: core[0]), index < labels.count,
      core[1] == "one" || OptionLabels.names.contains(core[1])
    else { return nil }
    return index
  }

  /// The only option of a repeated list that bears a tick.
  private func ticked(_ text: [Unicode.Scalar]) -> Int? {
    guard text.contains(where: Self.isTick) else { return nil }
    let lines = text.split(separator: "\n").filter { $0.contains(where: Self.isTick) }
    guard lines.count == 1 else { return nil }
    return labels.marked(
      beginning: lines[0].drop { Self.isTick($0) || " -*•([".unicodeScalars.contains($0) })
  }

  private static func isTick(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "✓", "✔", "✅", "☑": true
    default: false
    }
  }

  /// Whether only a word such as "option" or an opening mark stands before the label.
  private func isLead(_ text: [Unicode.Scalar], _ label: OptionLabels.Label) -> Bool {
    let words = Cutting.words(text[..<label.position], atMost: 4)
    return words.isEmpty || words.count <= 3 && OptionLabels.isNamed(text, label.position)
      || words.count <= 2
        && words.allSatisfy(["but", "clearly", "definitely", "therefore", "is"].contains)
  }

  private func isJoined(
    _ text: [Unicode.Scalar], _ first: OptionLabels.Label, _ second: OptionLabels.Label
  ) -> Bool {
    guard first.index != second.index else { return false }
    let between = text[(first.position + 1)..<second.position]
    let words = Cutting.words(between, atMost: 3)
    if words.isEmpty { return between.contains { ",/&+".unicodeScalars.contains($0) } }
    return words.count <= 2
      && words.contains {
        ["or", "and", "o", "y", "ou", "et", "oder", "und", "e", "или", "и"].contains($0)
      }
  }

  private func withoutDenied(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Denial.removed(from: text) { labels.index(of: $0) != nil }
  }

  /// Leaves out the options when the response repeats them as a list.
  private func withoutRestated(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let leads = lines.map { line in
      labels.marked(beginning: line.drop { " -*•([".unicodeScalars.contains($0) })
    }
    let listed = leads.compactMap { $0 }
    guard Set(listed).count > 1, listed.first == 0 || listed.count == labels.count else {
      return listed.count > 1 ? Array(lines[0]) : text
    }
    let kept = zip(lines, leads).filter { $0.1 == nil }.map(\.0)
    return Array(kept.joined(separator: ["\n"]))
  }

  /// The only label that a sentence calls correct, or that the last one with a label arrives at.
  private func judged(_ text: [Unicode.Scalar]) -> Reading {
    var chosen: Set<Int> = []
    var last: [Unicode.Scalar] = []
    for sentence in Cutting.sentences(text) {
      let found = labels.all(in: sentence).map(\.index)
      if found.isEmpty { continue }
      last = sentence
      let words = Set(Cutting.words(sentence))
      if !words.isDisjoint(with: Self.approving), words.isDisjoint(with: Self.rejecting) {
        chosen.formUnion(found)
      }
    }
    if chosen.count == 1 { return .found(name(chosen.first!)) }
    return chosen.isEmpty ? arrival(last) : .several
  }

  private static let approving: Set = ["correct", "right", "best", "true", "therefore", "choose"]
  private static let rejecting: Set = ["incorrect", "not", "wrong", "false", "isn't"]
  private static let arriving = Phrases([
    "so", "thus", "hence", "leaves", "leaving", "that leaves", "but it is", "but it's",
    "it must be",
  ])

  /// The label after the last word of arriving: "That leaves C", "A at first, but it is C".
  private func arrival(_ sentence: [Unicode.Scalar]) -> Reading {
    guard let cue = Self.arriving.ranges(in: sentence.map(\.lowercase)).last else {
      return .several
    }
    let found = Set(labels.all(in: Array(sentence[cue.upperBound...])).map(\.index))
    return found.count == 1 ? .found(name(found.first!)) : .several
  }

  private static let denials = ["not", "than", "of", "nor", "neither", "nicht", "no", "pas", "не"]

  /// The only option whose text is mentioned and not denied, leaving out options contained in a longer
  /// one.
  private func mentioned(in text: [Unicode.Scalar]) -> Reading {
    let said = TextForm.spaced(text)
    let hits = texts.indices.filter { !texts[$0].isEmpty && said.holds(spacedTexts[$0]) }
    let longest = hits.filter { hit in
      !hits.contains { $0 != hit && texts[$0].contains(texts[hit]) }
        && !Self.denials.contains { said.holds(Array(" \($0)".unicodeScalars) + spacedTexts[hit]) }
    }
    if longest.count > 1 { return .several }
    return longest.first.map { .found(name($0)) } ?? .absent
  }
}
