import Endpoints
import Probing

/// A question as a file has it, before it is a probe.
struct ProbeDraft {
  var line: Int
  var question: String?
  var id: String?
  var stratum: String?
  var options: [String]?
  var key: String?
  /// How a short answer is read; `nil` for free text.
  var extract: AnswerKind?

  init(line: Int, question: String?) {
    self.line = line
    self.question = question
  }

  init(_ record: BenchmarkRecord, _ columns: BenchmarkColumns, extract: AnswerKind?) {
    self.init(line: record.line, question: record.text(columns.prompt))
    id = columns.id.flatMap(record.text)
    stratum = columns.stratum.flatMap(record.text)
    options =
      columns.choice.isEmpty
      ? columns.choices.flatMap(record.list) : columns.choice.map { record.text($0) ?? "" }
    self.extract = extract
    key = columns.key.flatMap(record.text)
    if let options, let name = columns.key {
      key = Self.label(record.fields[name], among: options) ?? key
    }
  }

  /// A key that means none of the options.
  var unreadKey: String? {
    guard let options, let key else { return nil }
    let labels = options.indices.prefix(26).map { Probe.label(ofOption: $0) }
    return labels.contains(key) ? nil : key
  }

  /// The label that a letter, a place counted from 0 (numbers in JSON only) or a text means.
  private static func label(_ key: JSON?, among options: [String]) -> String? {
    let labels = options.indices.prefix(26).map { Probe.label(ofOption: $0) }
    switch key {
    case .integer(let place)?: return labels.indices.contains(place) ? labels[place] : nil
    case .string(let text)?:
      if labels.contains(text.trimmed.uppercased()) { return text.trimmed.uppercased() }
      return options.firstIndex(of: text).map { labels[$0] }
    default: return nil
    }
  }

  /// The probe, with its key in canonical form where it has one.
  func probe(id: String, stratum: String) -> Probe {
    var probe = Probe(
      id: id, stratum: stratum, kind: .freeText,
      prompt: [Message(role: .user, content: text)], choices: options, key: key)
    if options != nil {
      (probe.kind, probe.extract) = (.choice, .choice)
    } else if let extract {
      (probe.kind, probe.extract) = (.shortAnswer, extract)
      probe.key = key.map { AnswerExtractor(extract).canonical($0) ?? $0 }
    }
    return probe
  }

  private var text: String {
    guard let options else { return question ?? "" }
    let lines = options.enumerated().map { "\(Probe.label(ofOption: $0.offset))) \($0.element)" }
    return (question ?? "") + "\n\n" + lines.joined(separator: "\n")
      + "\n\nReply with the letter of the right option."
  }
}
