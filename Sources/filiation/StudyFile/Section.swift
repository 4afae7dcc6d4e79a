import Yams

/// One mapping of a study file, read key by key; what is wrong goes to `mistakes`.
struct Section {
  let path: String
  let position: Position
  let mistakes: Mistakes
  private let entries: [String: (key: Position, value: Node)]

  /// `nil`, with a mistake, when `node` is not a mapping. Keys outside `known` are mistakes, except
  /// those that begin with `x-`; `known` is `nil` where the keys are free.
  init?(_ node: Node, path: String, known: [String]?, mistakes: Mistakes) {
    let position = Position(node)
    guard let pairs = node.mergedPairs else {
      mistakes.add(
        "is not a mapping", at: position, path: path, remedy: "write 'key: value' lines here")
      return nil
    }
    self.path = path
    self.position = position
    self.mistakes = mistakes
    entries = Dictionary(
      pairs.map { ($0.key.string ?? "", (key: Position($0.key), value: $0.value)) },
      uniquingKeysWith: { written, _ in written })
    if let known { reportKeys(outside: known) }
  }

  private func reportKeys(outside known: [String]) {
    for (key, entry) in entries where !known.contains(key) && !key.hasPrefix("x-") {
      mistakes.add(
        "unknown key '\(key)'", at: entry.key, path: path(of: key),
        remedy: suggestion(for: key, among: known))
    }
  }

  var keys: [String] { entries.keys.sorted() }

  func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Where `key` is written.
  func place(of key: String) -> Located<String>? {
    entries[key].map { Located(value: key, position: $0.key, path: path(of: key)) }
  }

  /// The node at `key`; a key without a value counts as absent.
  private func node(_ key: String) -> Located<Node>? {
    guard let value = entries[key]?.value, value.null == nil else { return nil }
    return Located(value: value, position: Position(value), path: path(of: key))
  }

  /// Reports that `key` has to be written.
  func reportMissing(_ key: String, remedy: String) {
    guard node(key) == nil else { return }
    mistakes.add("is missing", at: position, path: path(of: key), remedy: remedy)
  }
}

extension Section {
  func string(_ key: String) -> Located<String>? {
    node(key).flatMap { scalar($0, "text") { $0.isEmpty ? nil : $0 } }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Located<Int>? {
    node(key).flatMap { integer($0, in: range) }
  }

  func number(_ key: String, in range: ClosedRange<Double>) -> Located<Double>? {
    let expected = "a number from \(range.lowerBound.brief) to \(range.upperBound.brief)"
    return node(key).flatMap {
      scalar($0, expected) { text in Double(text).flatMap { range.contains($0) ? $0 : nil } }
    }
  }

  /// A list of texts; a single text counts as a list of one.
  func strings(_ key: String) -> Located<[Located<String>]>? {
    guard let place = node(key) else { return nil }
    let items = items(of: place) ?? [place]
    let texts = items.compactMap { scalar($0, "text") { $0.isEmpty ? nil : $0 } }
    return Located(value: texts, position: place.position, path: place.path)
  }

  func section(_ key: String, known: [String]?) -> Section? {
    node(key).flatMap { Section($0.value, path: $0.path, known: known, mistakes: mistakes) }
  }

  func sections(_ key: String, known: [String]) -> [Section] {
    guard let place = node(key) else { return [] }
    guard let items = items(of: place) else {
      mistakes.add("is not a list", at: place, remedy: "write one '- ' line per entry")
      return []
    }
    return items.compactMap {
      Section($0.value, path: $0.path, known: known, mistakes: mistakes)
    }
  }

  /// Whether the value at `key` has keys of its own.
  func isMapping(_ key: String) -> Bool { node(key)?.value.mapping != nil }

  /// The keys with a single value, and those values as written.
  var plainTexts: [String: String] {
    entries.compactMapValues { $0.value.scalar?.string }
  }

  /// All keys of several sections in one JSON object; the last one decides.
  static func json(merging sections: [Section]) -> String {
    let pairs = sections.flatMap { $0.entries.map { ($0.key, $0.value.value) } }
    return jsonText(Dictionary(pairs, uniquingKeysWith: { _, last in last }))
  }

  private func items(of place: Located<Node>) -> [Located<Node>]? {
    place.value.sequence.map { sequence in
      sequence.enumerated().map { index, node in
        Located(value: node, position: Position(node), path: "\(place.path)[\(index)]")
      }
    }
  }

  private func integer(_ place: Located<Node>, in range: ClosedRange<Int>) -> Located<Int>? {
    let expected =
      range.upperBound == .max
      ? "a whole number, \(range.lowerBound) or more"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return scalar(place, expected) { text in
      Int(text.replacing("_", with: "")).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  private func scalar<Value>(
    _ place: Located<Node>, _ expected: String, _ read: (String) -> Value?
  ) -> Located<Value>? {
    let text = place.value.scalar?.string
    if let value = text.flatMap(read) {
      return Located(value: value, position: place.position, path: place.path)
    }
    let found = text.map { "'\($0)'" } ?? "a list or mapping"
    mistakes.add("is \(found)", at: place, remedy: "write \(expected)")
    return nil
  }
}
