import Probing

/// How much two subjects' responses differ in length: the mean over probes of
/// |ln(1 + chars_a) - ln(1 + chars_b)|, with the mean of ln(1 + chars) over the samples of a probe.
package enum LengthDifference {
  /// Free-text probes only; characters are Unicode scalars. A blank response counts as missing.
  package static func evidence(from table: AnswerTable) async -> ProbeSimilarity? {
    let probes = table.probes.indices.filter { table.probes[$0].kind == .freeText }
    guard !probes.isEmpty else { return nil }
    return await ProbeSimilarity(over: probes, of: table) { probe in
      let lengths = table.transcript.responses.map { logLength($0[probe]) }
      return ProbeSimilarity.Row(
        values: differences(lengths), answered: lengths.map { $0 != nil })
    }
  }

  private static func logLength(_ responses: [Response]) -> Float? {
    let counts = responses.filter { !$0.isBlank }.map(\.text.unicodeScalars.count)
    guard !counts.isEmpty else { return nil }
    return Float(counts.reduce(0) { $0 + naturalLog(Double(1 + $1)) } / Double(counts.count))
  }

  private static func differences(_ lengths: [Float?]) -> [Float] {
    var row: [Float] = []
    for i in lengths.indices {
      for j in 0..<i {
        if let a = lengths[i], let b = lengths[j] { row.append(abs(a - b)) } else { row.append(0) }
      }
    }
    return row
  }
}
