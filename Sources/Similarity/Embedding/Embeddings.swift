import Probing
import Statistics

/// What of a response is embedded, by whatever embedder.
package enum ResponseBeginning {
  /// In characters (Unicode scalars).
  static let length = 2_000

  /// The first characters.
  package static func text(of response: String) -> String {
    String(response.unicodeScalars.prefix(length))
  }
}

/// Unit vectors of the responses of a table: for each free-text probe, subjects x samples.
package struct Embeddings: Sendable {
  /// Probes of the table that are embedded.
  package let probes: [Int]
  private let ids: [String]
  /// Positions in `probes`.
  private let positions: [Int: Int]
  /// Shape: probes x subjects x samples x dimensions; no sample where nothing was answered.
  package let vectors: [[[[Float]]]]
  /// What several metrics read, computed when first asked for.
  let pooled = SharedPooledClouds()

  /// Embeds with the built-in embedder, fitted on the reference subjects.
  init(_ table: AnswerTable, seed: UInt64 = 1) async throws(NotMeasurable) {
    let places = try Self.places(in: table)
    let population = places.filter { table.isReference[$0.subject] }.map(\.text)
    let embedder = try await HashedTermEmbedder(fitting: population, seed: seed)
    self.init(table, places, await embedder.embed(places.map(\.text)))
  }

  /// Takes vectors that were recorded, one for each beginning of a response, and scales them to
  /// unit length.
  ///
  /// - Throws: `.notEmbedded` when a text has none, `.unusableEmbeddings` when they are not finite
  ///   numbers of one length.
  init(_ table: AnswerTable, recorded: [String: [Float]]) throws(NotMeasurable) {
    let places = try Self.places(in: table)
    let dimensions = recorded.values.first?.count ?? 0
    var vectors: [[Float]] = []
    for place in places {
      guard let vector = recorded[ResponseBeginning.text(of: place.text)] else {
        throw NotMeasurable(.notEmbedded)
      }
      guard dimensions > 0, vector.count == dimensions, vector.allSatisfy(\.isFinite) else {
        throw NotMeasurable(.unusableEmbeddings)
      }
      vectors.append(Self.unit(vector))
    }
    self.init(table, places, vectors)
  }

  private init(_ table: AnswerTable, _ places: [Place], _ found: [[Float]]) {
    probes = Self.probes(of: table)
    ids = probes.map { table.probes[$0].id }
    positions = Dictionary(uniqueKeysWithValues: zip(probes, probes.indices))
    var vectors = [[[[Float]]]](
      repeating: Array(repeating: [], count: table.subjectCount), count: probes.count)
    for (vector, place) in zip(found, places) {
      vectors[place.probe][place.subject].append(vector)
    }
    self.vectors = vectors
  }

  /// By subject, on a probe of the table that is embedded.
  func means(on probe: Int) -> [[Float]?] { vectors[positions[probe]!].map(Self.mean) }

  /// What is embedded, and where it belongs.
  private struct Place {
    /// Counted among the free-text probes.
    let probe: Int
    let subject: Int
    let text: String
  }

  private static func probes(of table: AnswerTable) -> [Int] {
    table.probes.indices.filter { table.probes[$0].kind == .freeText }
  }

  private static func places(in table: AnswerTable) throws(NotMeasurable) -> [Place] {
    let probes = probes(of: table)
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    return probes.enumerated().flatMap { position, probe in
      (0..<table.subjectCount).flatMap { subject in
        table.transcript.responses[subject][probe].filter { !$0.isBlank }.map {
          Place(probe: position, subject: subject, text: $0.text)
        }
      }
    }
  }

  /// At most `limit` of the embedded probes, taken evenly; positions in `vectors`.
  func evenly(atMost limit: Int) -> [Int] {
    let step = max(1, (probes.count + limit - 1) / limit)
    return Array(stride(from: 0, to: probes.count, by: step))
  }

  /// Positions in the order of the probes' ids, which does not depend on how they are stored.
  func sortedByID(_ positions: [Int]) -> [Int] { positions.sorted { ids[$0] < ids[$1] } }

  /// Every subject's first samples on some of the probes: subjects x points x dimensions.
  func firstSamples(on positions: [Int]) -> [[[Float]]] {
    (0..<(vectors.first?.count ?? 0)).map { subject in
      positions.compactMap { vectors[$0][subject].first }
    }
  }

  /// The mean vector of a subject's samples, or `nil`.
  static func mean(_ samples: [[Float]]) -> [Float]? {
    guard let first = samples.first else { return nil }
    var sum = first
    for sample in samples.dropFirst() { for index in sum.indices { sum[index] += sample[index] } }
    return sum.map { $0 / Float(samples.count) }
  }

  /// Scaled to unit length; a zero vector stays zero.
  static func unit(_ values: [Float]) -> [Float] {
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return values }
    // Scaled first, so that squares neither vanish nor overflow.
    let scaled = values.map { $0 / largest }
    let norm = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return scaled.map { $0 / norm }
  }
}
