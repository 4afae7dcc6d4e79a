import Probing
import Similarity
import Testing

@Suite struct AgreementTests {
  @Test(arguments: [
    AnswerWorld(probes: 30, seed: 11), AnswerWorld(probes: 30, options: [nil, 3], seed: 12),
    AnswerWorld(probes: 30, keyed: 0.4, options: [4, nil], samples: 2, seed: 13),
  ])
  func bothWrongAgainstObviousLoop(_ world: AnswerWorld) async throws {
    let table = world.table
    let obvious = ObviousErrors(table)
    let weights = world.transcript.probes.indices.map { Double([1, 0, 2, 1][$0 % 4]) }
    let matrix = try await builtIn("errors.both-wrong").evidence(from: table)
      .similarities(under: [weights.map(Float.init)])[0]
    #expect(matrix.distance { obvious.bothWrong($0, $1, weights) } < 1e-12)
  }

  /// More items than lanes, and some left over.
  @Test(arguments: ["errors.both-wrong", "errors.capa", "errors.consistency"])
  func countsAgainstObviousLoop(_ id: String) async throws {
    let world = AnswerWorld(probes: 70, keyed: 0.8, options: [4, 3], seed: 16)
    let obvious = ObviousErrors(world.table)
    let weights = world.transcript.probes.indices.map { Double([1, 0.5, 2, 0][$0 % 4]) }
    let matrix = try await builtIn(id).evidence(from: world.table)
      .similarities(under: [weights.map(Float.init)])[0]
    let distance = matrix.distance { a, b in
      switch id {
      case "errors.both-wrong": obvious.bothWrong(a, b, weights)
      case "errors.capa": obvious.kappa(a, b, weights, sameWrongOnly: true)
      default: obvious.kappa(a, b, weights, sameWrongOnly: false)
      }
    }
    #expect(distance < 1e-12)
  }

  @Test func discreteCAPAAgainstLMSim() async throws {
    let golden = try golden("capa", as: AgreementGolden.self)
    func name(_ code: Int) -> String { String(UnicodeScalar(UInt8(65 + code))) }
    let table = AnswerTable(
      Transcript(
        answers: golden.answers.map { row in row.map { [.given(name($0))] } },
        keys: golden.keys.map(name), options: golden.options))
    let matrix = try await builtIn("errors.capa").similarities(in: table)
    #expect(matrix.distance { golden.kappas[$0][$1] } < 1e-12)
  }

  @Test func openItemsHaveNoChanceAgreement() async {
    let world = AnswerWorld(probes: 10, options: [nil], seed: 14)
    await #expect(throws: NotMeasurable(.notApplicable)) {
      _ = try await builtIn("errors.capa").evidence(from: AnswerTable(world.transcript))
    }
  }

  @Test(arguments: ["errors.both-wrong", "errors.capa"])
  func weightsAreRepetitions(_ id: String) async throws {
    let world = AnswerWorld(probes: 24, keyed: 0.7, seed: 15)
    let probes = world.transcript.probes.indices
    let weighted = try await builtIn(id).evidence(
      from: AnswerTable(world.transcript, isReference: world.isReference)
    ).similarities(under: [probes.map { Float($0 % 3) }])[0]
    let repeated = world.transcript.reordered(
      probes: probes.flatMap { [Int](repeating: $0, count: $0 % 3) })
    let matrix = try await builtIn(id).similarities(
      in: AnswerTable(repeated, isReference: world.isReference))
    #expect(weighted.distance(to: matrix) < 1e-12)
  }

  @Test func refusedAndMissingAnswersAreSkipped() async throws {
    let answers: [[[Answer]]] = [
      [[.given("B")], [.given("C")], [.refused], [.given("B")]],
      [[.given("B")], [.given("B")], [.given("B")], []],
    ]
    let table = AnswerTable(
      Transcript(answers: answers, keys: ["A", "A", "A", "A"], options: [4, 4, 4, 4]))
    #expect(try await builtIn("errors.both-wrong").similarities(in: table)[0, 1] == 0.5)
  }
}
