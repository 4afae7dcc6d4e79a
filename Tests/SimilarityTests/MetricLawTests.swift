import Probing
import Similarity
import Statistics
import Testing

/// What every metric promises, whichever it is.
@Suite struct MetricLawTests {
  init() { BLAS.useOneThread() }

  static let ids = BuiltInMetrics.all.map(\.descriptor.id)

  /// Metrics whose values compare answers with answers.
  private static let comparing = BuiltInMetrics.all.map(\.descriptor)
    .filter { $0.family != .identity }.map(\.id)

  /// Free text and choices, once and repeatedly; subjects 12 and 13 answer alike.
  private static let transcript = transcript(samples: 1)
  /// For the metrics that compare repeated samples of text.
  private static let repeated = transcript(samples: 3)
  private static let needSamples: Set = ["lexical.hamming-mmd"]
  /// Which reach their largest value without answers being alike.
  private static let saturating: Set = ["embedding.prdc"]
  /// Which count neighbours, so that a near-tie decided by rounding moves them by a step.
  private static let counting: Set = ["embedding.mutual-knn"]

  private static func transcript(samples: Int) -> Transcript {
    var transcript = TextWorld.study(texts: 24, answers: 40, samples: samples).transcript
      .withFirstTokens(certain: [12], seed: 4).withRepeatedAnswers(seed: 5).withMakers(seed: 6)
    transcript.responses[13] = transcript.responses[12]
    return transcript
  }

  private static func transcript(for id: String) -> Transcript {
    needSamples.contains(id) ? repeated : transcript
  }

  /// All but the suspect are reference; embedded once.
  private static let tables = Task {
    [1: await table(transcript), 3: await table(repeated)]
  }

  private static func table(for id: String) async -> AnswerTable {
    await tables.value[needSamples.contains(id) ? 3 : 1]!
  }

  private static func table(_ transcript: Transcript) async -> AnswerTable {
    await AnswerTable(transcript, isReference: transcript.subjects.map { $0.id != "suspect" })
      .embedded()
  }

  /// What `filiation list metrics` says of each.
  @Test(arguments: BuiltInMetrics.all.map(\.descriptor))
  func theDescriptionIsComplete(_ descriptor: MetricDescriptor) {
    let said = [descriptor.title, descriptor.assumption, descriptor.citation, descriptor.oracle]
    #expect(said.allSatisfy { $0.count > 3 })
    #expect(descriptor.lowerBound ?? -.infinity < descriptor.upperBound ?? .infinity)
  }

  private func matrix(_ id: String) async throws -> SimilarityMatrix {
    try await builtIn(id).similarities(in: await Self.table(for: id))
  }

  private func matrix(_ id: String, _ transcript: Transcript) async throws -> SimilarityMatrix {
    guard builtIn(id).descriptor.family == .embedding else {
      let reference = transcript.subjects.map { $0.id != "suspect" }
      return try await builtIn(id).similarities(
        in: AnswerTable(transcript, isReference: reference))
    }
    return try await builtIn(id).similarities(in: await Self.table(transcript))
  }

  @Test func idsAreUnique() {
    #expect(Set(Self.ids).count == Self.ids.count)
    #expect(BuiltInMetrics.fused.isSubset(of: Self.ids))
  }

  @Test(arguments: ids)
  func valuesStayInTheDeclaredRange(_ id: String) async throws {
    let descriptor = builtIn(id).descriptor
    let matrix = try await matrix(id)
    let values = (0..<matrix.count).flatMap { a in
      (0..<matrix.count).compactMap { matrix[a, $0] }
    }
    #expect(values.count > 300)
    #expect(Set(values).count > (descriptor.family == .identity ? 2 : 12))
    #expect(values.allSatisfy { $0.isFinite })
    #expect(values.min()! >= (descriptor.lowerBound ?? -.infinity) - 1e-6)
    #expect(values.max()! <= (descriptor.upperBound ?? .infinity) + 1e-6)
  }

  @Test(arguments: ids)
  func declaredSymmetryHolds(_ id: String) async throws {
    let matrix = try await matrix(id)
    let distance = matrix.distance { matrix[$1, $0] }
    #expect((distance == 0) == builtIn(id).descriptor.isSymmetric)
  }

  @Test(arguments: ids)
  func subjectIsNotComparedWithItself(_ id: String) async throws {
    let matrix = try await matrix(id)
    #expect((0..<matrix.count).allSatisfy { matrix[$0, $0] == nil })
  }

  /// Nobody is nearer to subject 13 than subject 12, which answers alike.
  @Test(arguments: comparing)
  func identicalSubjectsAreMostAlike(_ id: String) async throws {
    let matrix = try await matrix(id)
    let same = try #require(matrix[12, 13])
    if let most = builtIn(id).descriptor.upperBound { #expect(abs(same - most) < 1e-5) }
    let others = (0..<matrix.count).filter { $0 != 12 && $0 != 13 }.map { matrix[$0, 13] }
    #expect(others.allSatisfy { $0.map { $0 <= same } ?? false })
    #expect(Self.saturating.contains(id) || others.allSatisfy { $0! < same })
  }

  @Test(arguments: ids)
  func orderOfProbesDoesNotMatter(_ id: String) async throws {
    var stream = RandomStream(seed: 9)
    let order = stream.permutation(of: Self.transcript(for: id).probes.count)
    let one = try await matrix(id)
    let other = try await matrix(id, Self.transcript(for: id).reordered(probes: order))
    #expect(one.distance(to: other) < (Self.counting.contains(id) ? 5e-3 : 1e-4))
  }

  @Test(arguments: ids)
  func orderOfSubjectsDoesNotMatter(_ id: String) async throws {
    var stream = RandomStream(seed: 10)
    let order = stream.permutation(of: Self.transcript(for: id).subjects.count)
    let one = try await matrix(id)
    let other = try await matrix(id, Self.transcript(for: id).reordered(subjects: order))
    #expect(other.distance { one[order[$0], order[$1]] } < 1e-4)
  }

  @Test(arguments: ids)
  func resultIsTheSameOnEveryRun(_ id: String) async throws {
    let one = try await matrix(id)
    let other = try await matrix(id, Self.transcript(for: id))
    #expect(one.distance(to: other) == 0)
  }

  @Test(arguments: ids)
  func replicatesAreIndependentOfEachOther(_ id: String) async throws {
    let evidence = try await builtIn(id).evidence(from: await Self.table(for: id))
    let weights = (0..<3).map { shift in
      Self.transcript(for: id).probes.indices.map { Float(($0 + shift) % 3) }
    }
    let together = evidence.similarities(under: weights)
    for (weight, matrix) in zip(weights, together) {
      #expect(evidence.similarities(under: [weight])[0].distance(to: matrix) < 1e-6)
    }
  }

  /// Whatever shorter way a metric has to a probe alone gives the value to the last bit.
  @Test(arguments: ids)
  func singleProbesAreWhatWeightsOfZeroAndOneGive(_ id: String) async throws {
    let evidence = try await builtIn(id).evidence(from: await Self.table(for: id))
    let count = Self.transcript(for: id).probes.count
    let probes = (count / 2 - 4)..<(count / 2 + 4)
    let alone = evidence.similarities(onEachOf: probes, of: count)
    #expect(alone.count == probes.count)
    for (probe, matrix) in zip(probes, alone) {
      let weights = (0..<count).map { $0 == probe ? Float(1) : 0 }
      #expect(evidence.similarities(under: [weights])[0].distance(to: matrix) == 0, "\(probe)")
    }
  }
}
