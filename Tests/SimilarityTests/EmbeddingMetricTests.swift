import Foundation
import Probing
import Similarity
import Statistics
import Testing

/// Vectors and what outside implementations make of them, recorded by
/// `Golden/make_embedding_golden.py`.
struct EmbeddingGolden: Decodable {
  struct World: Decodable {
    /// Shape: subjects x probes x samples x dimensions.
    let vectors: [[[[Float]]]]
    let reference: [Bool]
    /// By metric; shape: subjects x subjects.
    let metrics: [String: [[Double?]]]
    /// Of subjects 0 and 2: squared discrepancies by bandwidth from hyppo, the same from
    /// model-equality-testing, and mean squared kernels.
    let discrepancies: [Double]?
    let discrepanciesByModelEqualityTesting: [Double]?
    let meanSquares: [Double]?
    let median: Double
    /// Precision, recall, density and coverage of subject 0 as suspect and 2 as source.
    let prdc: [Double]?

    /// The name that stands for a response.
    private static func text(_ subject: Int, _ probe: Int, _ sample: Int) -> String {
      "subject \(subject) probe \(probe) sample \(sample)"
    }

    var transcript: Transcript {
      let texts = vectors.enumerated().map { s, row in
        row.enumerated().map { p, samples in samples.indices.map { Self.text(s, p, $0) } }
      }
      return Transcript(texts: texts)
    }

    var recorded: [String: [Float]] {
      var recorded: [String: [Float]] = [:]
      for (s, row) in vectors.enumerated() {
        for (p, samples) in row.enumerated() {
          for (k, vector) in samples.enumerated() { recorded[Self.text(s, p, k)] = vector }
        }
      }
      return recorded
    }

    func table() async -> AnswerTable {
      await AnswerTable(transcript, isReference: reference).embedded(with: recorded)
    }
  }

  struct OneDimension: Decodable {
    let x: [Float]
    let y: [Float]
    let energy: Double
  }

  struct Decomposition: Decodable {
    let matrix: [[Float]]
    let singularValues: [Double]
    let components: [[Double]]
    let coordinates: [[Double]]
  }

  let fewDimensions: World
  let manyDimensions: World
  let repeated: World
  let oneDimension: OneDimension
  let truncatedSvd: Decomposition
}

@Suite struct EmbeddingMetricTests {
  init() { BLAS.useOneThread() }

  static let ids = [
    "embedding.mmd", "embedding.mmd-fuse", "embedding.energy", "embedding.cka",
    "embedding.procrustes", "embedding.mutual-knn", "embedding.dkps", "embedding.prdc",
  ]

  private func golden() throws -> EmbeddingGolden {
    try SimilarityTests.golden("embedding", as: EmbeddingGolden.self)
  }

  private func distance(_ id: String, _ world: EmbeddingGolden.World) async throws -> Double {
    let expected = try #require(world.metrics[id])
    let matrix = try await builtIn(id).similarities(in: await world.table())
    return matrix.distance { expected[$0][$1] }
  }

  /// Fewer and more dimensions than probes; some responses missing, some repeated.
  @Test(arguments: ids)
  func pairsAgainstHyppoSciPyScikitLearnPrdcAndNumPy(_ id: String) async throws {
    let golden = try golden()
    #expect(try await distance(id, golden.fewDimensions) < 1e-5)
    #expect(try await distance(id, golden.manyDimensions) < 1e-5)
  }

  @Test func discrepancyWithinProbesAgainstModelEqualityTesting() async throws {
    #expect(try await distance("embedding.mmd-fuse", golden().repeated) < 2e-5)
  }

  /// Two outside implementations agree on what the tests above rest on.
  @Test func oraclesOfTheDiscrepancyAgree() throws {
    for world in try [golden().fewDimensions, golden().manyDimensions] {
      let one = try #require(world.discrepancies)
      let other = try #require(world.discrepanciesByModelEqualityTesting)
      #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 })
    }
  }

  /// Findings of a study of subject 0 as suspect and subject 2 as source, by these metrics.
  private func headline(
    _ world: EmbeddingGolden.World, metrics: [String] = ids
  ) async throws -> Headline {
    let findings = await Assessment.findings(
      for: AssessmentRequest(
        study: StudyRecord(name: "vectors", mode: .locked),
        tool: ToolRecord(version: "test", blas: "test", seed: 1, replicates: 0),
        transcript: world.transcript,
        calibration: [PairLabel(suspect: "s1", source: "s2", relation: .independent)],
        scored: [PairLabel(suspect: "s0", source: "s2", relation: nil)],
        headlines: [("s0", "s2")], metrics: metrics.map(builtIn), embeddings: world.recorded))
    return try #require(findings.headlines.first)
  }

  @Test func precisionRecallDensityAndCoverageAgainstPrdc() async throws {
    for world in try [golden().fewDimensions, golden().manyDimensions] {
      let overlap = try #require(try await headline(world).overlap)
      let found = [overlap.precision, overlap.recall, overlap.density, overlap.coverage]
      #expect(zip(found, try #require(world.prdc)).allSatisfy { gap($0, $1) < 1e-9 })
    }
  }

  /// Habits of their own: no relabelling makes them as unlike; and twins are no less alike than
  /// relabelled ones.
  @Test func permutationCountsRelabellings() async throws {
    let golden = try golden()
    let pooled = try #require(try await headline(golden.fewDimensions).overlap?.permutation)
    #expect(pooled.permutations == 10_000 && !pooled.isWithinProbes)
    #expect(pooled.exceeding == 0 && pooled.value == 1 / 10_001)
    let repeated = try #require(try await headline(golden.repeated).overlap?.permutation)
    #expect(repeated.isWithinProbes && repeated.value < 0.01)
    var twins = golden.fewDimensions.vectors
    twins[2] = twins[0]
    let equal = EmbeddingGolden.World(
      vectors: twins, reference: golden.fewDimensions.reference, metrics: [:], discrepancies: nil,
      discrepanciesByModelEqualityTesting: nil, meanSquares: nil, median: 0, prdc: nil)
    #expect(try #require(try await headline(equal).overlap?.permutation).value > 0.5)
  }

  // MARK: Recorded vectors

  private func reason(_ recorded: [String: [Float]]) async throws -> ReasonCode? {
    let world = try golden().fewDimensions
    let table = await AnswerTable(world.transcript, isReference: world.reference)
      .embedded(with: recorded)
    var found: Set<ReasonCode?> = []
    for id in Self.ids {
      do throws(NotMeasurable) {
        _ = try await builtIn(id).evidence(from: table)
        found.insert(nil)
      } catch {
        found.insert(error.reason)
      }
    }
    #expect(found.count == 1, "every metric should say the same")
    return found.first ?? nil
  }

  @Test func unusableVectorsAreNotMeasured() async throws {
    let recorded = try golden().fewDimensions.recorded
    let some = try #require(recorded.keys.first)
    #expect(try await reason(recorded) == nil)
    #expect(try await reason(recorded.filter { $0.key != some }) == .notEmbedded)
    #expect(try await reason([:]) == .notEmbedded)
    for bad: [Float] in [[.nan, 0, 0, 0, 0], [.infinity, 0, 0, 0, 0], [1, 2, 3], []] {
      #expect(
        try await reason(recorded.merging([some: bad]) { $1 }) == .unusableEmbeddings, "\(bad)")
    }
    #expect(try await reason(recorded.mapValues { _ in [] }) == .unusableEmbeddings)
  }

  /// Huge, tiny and zero vectors have directions or none.
  @Test func vectorsOfAnyLengthAreCompared() async throws {
    let world = try golden().fewDimensions
    var recorded = world.recorded
    let plain = try await builtIn("embedding.cka").similarities(in: world.table())
    for (index, key) in recorded.keys.sorted().enumerated() {
      recorded[key] = recorded[key]!.map { $0 * [1e30, 1e-30][index % 2] }
    }
    let table = await AnswerTable(world.transcript, isReference: world.reference)
      .embedded(with: recorded)
    let scaled = try await builtIn("embedding.cka").similarities(in: table)
    #expect(scaled.distance(to: plain) < 1e-5)
    recorded[try #require(recorded.keys.first)] = [0, 0, 0, 0, 0]
    let withZero = await AnswerTable(world.transcript, isReference: world.reference)
      .embedded(with: recorded)
    for id in Self.ids {
      let matrix = try await builtIn(id).similarities(in: withZero)
      #expect(matrix[0, 1]?.isFinite == true && matrix[3, 4]?.isFinite == true, "\(id)")
    }
  }

  @Test(arguments: ids)
  func equalVectorsAreDegenerateOrAlike(_ id: String) async throws {
    let world = try golden().fewDimensions
    let table = await AnswerTable(world.transcript, isReference: world.reference)
      .embedded(with: world.recorded.mapValues { _ in [3, 0, 4, 0, 0] })
    switch id {
    case "embedding.mutual-knn", "embedding.dkps":
      let most = try #require(builtIn(id).descriptor.upperBound)
      #expect(try await builtIn(id).similarities(in: table).distance { _, _ in most } < 1e-6)
    case "embedding.cka", "embedding.procrustes":
      #expect(try await builtIn(id).similarities(in: table).distance { _, _ in nil } == 0)
    default:
      await #expect(throws: NotMeasurable(.degenerate)) {
        _ = try await builtIn(id).evidence(from: table)
      }
    }
  }

  @Test func fewProbesAreTooFew() async throws {
    let texts = (0..<150).map { [["answer \($0) words \($0 % 7)"]] }
    let subjects = (0..<150).map { Subject.made("s\($0)", inCohort: true) }
    let table = await AnswerTable(Transcript(texts: texts, subjects: subjects)).embedded()
    for id in ["embedding.cka", "embedding.procrustes", "embedding.mutual-knn"] {
      await #expect(throws: NotMeasurable(.tooFewProbes)) {
        _ = try await builtIn(id).evidence(from: table)
      }
    }
    let evidence = try await builtIn("embedding.prdc").evidence(from: table)
    #expect(evidence.similarities(probes: 1)[0, 1] == nil && evidence.absence == .tooFewProbes)
  }
}
