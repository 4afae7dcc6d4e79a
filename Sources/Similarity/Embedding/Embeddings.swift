import Probing

/// Unit vectors of the responses of a table: for each free-text probe, subjects x samples.
package struct Embeddings: Sendable {
  /// Probes of the table that are embedded.
  package let probes: [Int]
  /// Shape: probes x subjects x samples x dimensions; no sample where nothing was answered.
  package let vectors: [[[[Float]]]]

  /// Embeds with the built-in embedder, fitted on the reference subjects.
  init(_ table: AnswerTable, seed: UInt64 = 1) async throws(NotMeasurable) {
    let probes = table.probes.indices.filter { table.probes[$0].kind == .freeText }
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    var texts: [String] = []
    var places: [(probe: Int, subject: Int, isReference: Bool)] = []
    for (position, probe) in probes.enumerated() {
      for subject in 0..<table.subjectCount {
        for response in table.transcript.responses[subject][probe]
        where response.text.unicodeScalars.contains(where: { ScalarKind($0) != .space }) {
          texts.append(response.text)
          places.append((position, subject, table.isReference[subject]))
        }
      }
    }
    let population = zip(texts, places).filter(\.1.isReference).map(\.0)
    let embedder = try await HashedTermEmbedder(fitting: population, seed: seed)
    var vectors = [[[[Float]]]](
      repeating: Array(repeating: [], count: table.subjectCount), count: probes.count)
    for (vector, place) in zip(await embedder.embed(texts), places) {
      vectors[place.probe][place.subject].append(vector)
    }
    self.probes = probes
    self.vectors = vectors
  }

  /// The mean vector of a subject's samples, or `nil`.
  static func mean(_ samples: [[Float]]) -> [Float]? {
    guard let first = samples.first else { return nil }
    var sum = first
    for sample in samples.dropFirst() { for index in sum.indices { sum[index] += sample[index] } }
    return sum.map { $0 / Float(samples.count) }
  }
}
