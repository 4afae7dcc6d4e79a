import Foundation

/// A study of a few models on a loopback server, with a probe set of its own.
struct SmallStudy {
  var folder: URL
  var base: String
  var suspect = "style-0"
  var source = "style-1"
  /// How the names of the unrelated controls begin.
  var style = "style"
  var unrelated = 6
  /// Entries of their own, as in a study file.
  var furtherControls: [String] = []
  var questions = 12
  var budget = ""
  /// The repeated block; none unless it is what is tested.
  var identity = "{samples: 0}"
  /// `nil` is the built-in one.
  var embedder: String?
  /// Whether the questions ask for text instead of a number.
  var isFreeText = false
  /// Further keys of the suspect's endpoint.
  var settings = ""
  /// Further keys of every endpoint.
  var shared = ""

  var file: String { "study.yml" }
  var out: URL { folder.appendingPathComponent("small.study") }

  func write() throws {
    try folder.appendingPathComponent("small-v1.jsonl").write(probeSet)
    try folder.appendingPathComponent(file).write(text)
  }

  private var probeSet: String {
    let header = """
      {"id": "small", "version": 1, "licence": "CC0-1.0", "summary": "Small sums", \
      "strata": [{"id": "sums", "construction": "two numbers"}], \
      "sampling": {"samples": 1, "temperature": 0, "max_tokens": 64}}
      """
    let probes = (1...questions).map { number in
      """
      {"id": "p\(number)", "stratum": "sums", "kind": "\(kind)", "prompt": "What is \
      \(number * 7) plus \(number * 3)?"\(isFreeText ? "" : key(number))}
      """
    }
    return ([header] + probes).joined(separator: "\n") + "\n"
  }

  private var kind: String { isFreeText ? "free-text" : "short-answer" }

  private func key(_ number: Int) -> String {
    #", "key": "\#(number * 10)", "extract": "integer""#
  }

  private var text: String {
    let controls =
      (0..<unrelated).map { number in
        "  - {id: c\(number), endpoint: {<<: *here, model: \(style)-\(number + 2)}, "
          + "relation: unrelated}"
      } + furtherControls.map { "  - \($0)" }
    return """
      x-here: &here {provider: openai, base_url: "\(base)"\(shared)}
      study: small
      suspect: {id: s, endpoint: {<<: *here, model: \(suspect)\(settings)}}
      sources: [{id: t, endpoint: {<<: *here, model: \(source)}}]
      controls: \(controls.isEmpty ? "[]" : "")
      \(controls.joined(separator: "\n"))
      probes: [{set: ./small-v1.jsonl}]
      \(embedder.map { "embedder: \($0)" } ?? "")
      \(budget)
      identity: \(identity)
      """
  }
}
