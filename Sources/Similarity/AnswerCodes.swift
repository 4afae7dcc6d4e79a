import Probing

/// Extracted answers as small integers, one item for each (probe, sample index).
///
/// Codes are per item: equal codes on one item are equal canonical answers. Unanswered and refused
/// items have no code.
public struct AnswerCodes: Sendable {
  /// The code of an absent answer.
  public static let absent: Int32 = -1

  /// One item: the probe it belongs to and its key.
  public struct Item: Sendable {
    public let probe: Int
    public let sample: Int
    /// The code of the correct answer, or `nil` without a key.
    public let key: Int32?
    /// Number of options of a choice probe, or `nil` for an open answer space.
    public let options: Int?
    /// Canonical answers by code.
    public let answers: [String]
  }

  public let items: [Item]
  /// Shape: subjects x items; `absent` where there is no answer.
  public let codes: [[Int32]]

  init(_ transcript: Transcript) {
    var items: [Item] = []
    var codes = [[Int32]](repeating: [], count: transcript.subjects.count)
    for (index, probe) in transcript.probes.enumerated() where probe.kind != .freeText {
      let samples = transcript.responses.map { $0[index].count }.max() ?? 0
      for sample in 0..<samples {
        var coder = Coder(key: probe.key)
        for subject in codes.indices {
          let row = transcript.responses[subject][index]
          codes[subject].append(coder.code(of: sample < row.count ? row[sample].answer : .none))
        }
        items.append(
          Item(
            probe: index, sample: sample, key: coder.key, options: probe.choices?.count,
            answers: coder.answers))
      }
    }
    self.items = items
    self.codes = codes
  }

  private struct Coder {
    var answers: [String] = []
    var known: [String: Int32] = [:]
    var key: Int32?

    init(key: String?) {
      if let key { self.key = code(of: .given(key)) }
    }

    mutating func code(of answer: Answer) -> Int32 {
      guard let value = answer.value else { return AnswerCodes.absent }
      if let code = known[value] { return code }
      let code = Int32(answers.count)
      known[value] = code
      answers.append(value)
      return code
    }
  }
}
