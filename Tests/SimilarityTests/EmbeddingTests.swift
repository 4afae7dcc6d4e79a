import Foundation
import Probing
import Similarity
import Statistics
import Testing

@Suite struct EmbeddingTests {
  init() { BLAS.useOneThread() }

  /// Twelve cohort families and a few others, some responses missing.
  private func table() async -> AnswerTable {
    let members = (0..<20).map { index in
      TextWorld.Member(
        subject: .made("s\(index)", family: "f\(index % 13)", inCohort: index % 13 < 12))
    }
    var transcript = TextWorld(members, texts: 14, seed: 2).transcript
    transcript.responses[3][5] = []
    transcript.responses[17][2] = [Response(text: "   ")]
    transcript.responses[4][1].append(Response(text: "a second sample\nof another kind"))
    return await AnswerTable(transcript).embedded()
  }

  @Test func vectorsHaveUnitLength() async throws {
    let embeddings = try #require(try await table().embeddings?.get())
    let norms = embeddings.vectors.joined().joined().map { $0.reduce(0) { $0 + $1 * $1 } }
    #expect(norms.count == 20 * 14 - 1)
    #expect(norms.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(embeddings.vectors[5][3].isEmpty && embeddings.vectors[2][17].isEmpty)
    #expect(embeddings.vectors[1][4].count == 2)
  }

  /// The centred vectors themselves instead of the centred Gram matrix.
  @Test func residualCosineAgainstObviousLoop() async throws {
    let table = await table()
    let vectors = try #require(try table.embeddings?.get()).vectors
    let matrix = try await builtIn("embedding.residual-cosine").similarities(in: table)
    let distance = matrix.distance { a, b in
      let values = vectors.compactMap { obviousCosine(a, b, $0, table.subjects) }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    #expect(distance < 1e-4)
  }

  private func obviousCosine(
    _ a: Int, _ b: Int, _ samples: [[[Float]]], _ subjects: [Subject]
  ) -> Double? {
    let vectors = samples.map(mean)
    guard let first = vectors[a], let second = vectors[b] else { return nil }
    let excluded = Set([subjects[a].family, subjects[b].family])
    let families = Dictionary(
      grouping: subjects.indices.filter {
        subjects[$0].inCohort && vectors[$0] != nil && !excluded.contains(subjects[$0].family)
      }, by: { subjects[$0].family })
    var centre = [Double](repeating: 0, count: first.count)
    for members in families.values {
      for member in members {
        for (index, value) in vectors[member]!.enumerated() {
          centre[index] += value / Double(members.count * families.count)
        }
      }
    }
    let x = zip(first, centre).map { $0 - $1 }
    let y = zip(second, centre).map { $0 - $1 }
    return dot(x, y) / (dot(x, x) * dot(y, y)).squareRoot()
  }

  private func mean(_ samples: [[Float]]) -> [Double]? {
    guard let first = samples.first else { return nil }
    return first.indices.map { index in
      samples.reduce(0) { $0 + Double($1[index]) } / Double(samples.count)
    }
  }

  private func dot(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test func unbiasedMMDAgainstObviousDoubleLoop() async throws {
    let table = await table()
    let vectors = try #require(try table.embeddings?.get()).vectors
    let samples = table.subjects.indices.map { subject in
      vectors.compactMap { $0[subject].first?.map(Double.init) }
    }
    let scale = median(samples.indices.filter { table.isReference[$0] }.flatMap { samples[$0] })
    let matrix = try await builtIn("embedding.mmd").similarities(in: table)
    let distance = matrix.distance { a, b in
      2 * crossMean(samples[a], samples[b], scale) - withinMean(samples[a], scale)
        - withinMean(samples[b], scale)
    }
    #expect(distance < 1e-4)
    #expect(matrix.distance { _, _ in 0 } > 1e-2)
  }

  private func squaredDistance(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  private func kernel(_ x: [Double], _ y: [Double], _ scale: Double) -> Double {
    [0.25, 1, 4].reduce(0) { $0 + exp(-squaredDistance(x, y) / ($1 * scale)) } / 3
  }

  private func crossMean(_ x: [[Double]], _ y: [[Double]], _ scale: Double) -> Double {
    var sum = 0.0
    for a in x { for b in y { sum += kernel(a, b, scale) } }
    return sum / Double(x.count * y.count)
  }

  private func withinMean(_ x: [[Double]], _ scale: Double) -> Double {
    var sum = 0.0
    for a in x.indices { for b in x.indices where a != b { sum += kernel(x[a], x[b], scale) } }
    return sum / Double(x.count * (x.count - 1))
  }

  /// Few enough reference vectors (at most 256) that none is passed over.
  private func median(_ vectors: [[Double]]) -> Double {
    let distances = vectors.indices.flatMap { a in
      (0..<a).map { squaredDistance(vectors[a], vectors[$0]) }
    }
    return distances.sorted()[distances.count / 2]
  }

  @Test(arguments: ["embedding.residual-cosine"] + EmbeddingMetricTests.ids)
  func suspectOutsideTheReferenceChangesNoOtherPair(_ id: String) async throws {
    func matrix(_ suspect: TextWorld.Member) async throws -> SimilarityMatrix {
      let transcript = TextWorld.study(suspect: suspect, texts: 24).transcript
      return try await builtIn(id).similarities(in: await AnswerTable(transcript).embedded())
    }
    let one = try await matrix(TextWorld.planted)
    let other = try await matrix(TextWorld.Member(subject: .made("another")))
    let last = one.count - 1
    for a in 0..<last {
      for b in 0..<last { #expect(one[a, b] == other[a, b]) }
    }
    #expect(one[0, last] != other[0, last])
  }

  @Test func tooFewReferenceTextsAreNotEmbedded() async throws {
    let table = await AnswerTable(Transcript(texts: [[["one"]], [["two"]]])).embedded()
    for id in ["embedding.residual-cosine", "embedding.mmd"] {
      await #expect(throws: NotMeasurable(.noMetric)) {
        _ = try await builtIn(id).evidence(from: table)
      }
    }
  }

  @Test func choicesAreNotEmbedded() async throws {
    let table = await AnswerTable(AnswerWorld(probes: 5, seed: 1).transcript).embedded()
    await #expect(throws: NotMeasurable(.notApplicable)) {
      _ = try await builtIn("embedding.mmd").evidence(from: table)
    }
  }
}
