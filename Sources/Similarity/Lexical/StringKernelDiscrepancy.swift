import Probing

/// Minus the unbiased squared maximum mean discrepancy of two subjects' samples within each probe,
/// with a kernel that counts equal characters in equal places, averaged over probes.
///
/// Responses are cut to, or filled up to, `length` characters (Unicode scalars); the kernel is the
/// share of places that agree, those beyond the end of both included.
struct StringKernelDiscrepancy: Metric {
  static let length = 1_000

  let descriptor = MetricDescriptor(
    id: "lexical.hamming-mmd", title: "Discrepancy of samples, Hamming string kernel",
    family: .lexical, lowerBound: nil, upperBound: nil, isSymmetric: true,
    assumption: "Related models answer a probe from closer distributions of strings.",
    citation: "Gao, Liang and Guestrin 2024 (Model Equality Testing)",
    oracle: "model-equality-testing")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let probes = table.probes.indices.filter { table.probes[$0].kind == .freeText }
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    let responses = table.transcript.responses
    guard probes.contains(where: { probe in responses.contains { Self.isRepeated($0[probe]) } })
    else { throw NotMeasurable(.tooFewSamples) }
    return await ProbeSimilarity(over: probes, of: table, absence: .tooFewSamples) { probe in
      Self.row(responses.map { $0[probe] })
    }
  }

  private static func isRepeated(_ responses: [Response]) -> Bool {
    responses.count { !$0.isBlank } > 1
  }

  /// - Parameter responses: of every subject to one probe.
  private static func row(_ responses: [[Response]]) -> ProbeSimilarity.Row {
    let samples = responses.map { samples in
      samples.filter { !$0.isBlank }.map { padded($0.text) }
    }
    let answered = samples.map { $0.count > 1 }
    let within = samples.map { $0.count > 1 ? withinMean($0) : 0 }
    var values: [Float] = []
    values.reserveCapacity(ProbeSimilarity.pairCount(samples.count))
    for a in samples.indices {
      for b in 0..<a {
        values.append(
          answered[a] && answered[b]
            ? 2 * betweenMean(samples[a], samples[b]) - within[a] - within[b] : 0)
      }
    }
    return ProbeSimilarity.Row(values: values, answered: answered)
  }

  /// The first characters, filled up with what is no character.
  private static func padded(_ text: String) -> [UInt32] {
    var places = [UInt32](repeating: .max, count: length)
    for (place, scalar) in text.unicodeScalars.prefix(length).enumerated() {
      places[place] = scalar.value
    }
    return places
  }

  private static func betweenMean(_ x: [[UInt32]], _ y: [[UInt32]]) -> Float {
    var sum = 0
    for a in x { for b in y { sum += agreements(a, b) } }
    return Float(sum) / Float(x.count * y.count * length)
  }

  /// Over different samples.
  private static func withinMean(_ x: [[UInt32]]) -> Float {
    var sum = 0
    for a in x.indices { for b in 0..<a { sum += 2 * agreements(x[a], x[b]) } }
    return Float(sum) / Float(x.count * (x.count - 1) * length)
  }

  private static func agreements(_ x: [UInt32], _ y: [UInt32]) -> Int {
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        var count: UInt32 = 0
        for place in 0..<length { count &+= x[place] == y[place] ? 1 : 0 }
        return Int(count)
      }
    }
  }
}
