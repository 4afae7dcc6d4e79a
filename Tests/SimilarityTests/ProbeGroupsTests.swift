import Probing
import Similarity
import Statistics
import Testing

@Suite struct ProbeGroupsTests {
  init() { BLAS.useOneThread() }

  private static func probes(_ count: Int) -> [Probe] {
    (0..<count).map { number in
      Probe(
        id: "\(number % 3 == 0 ? "one" : "two")/p\(number)",
        stratum: number % 2 == 0 ? "even" : nil,
        kind: number % 5 == 0 ? .choice : .freeText, prompt: [])
    }
  }

  @Test func probesThatFitAreByThemselves() {
    let groups = ProbeGroups(Self.probes(805), subjects: 193)
    #expect(groups.areSingle)
    #expect(groups.members == (0..<805).map { [$0] })
    #expect(!ProbeGroups(Self.probes(10_000), subjects: 1_000).areSingle)
  }

  @Test func groupsAreOfOneKindStratumAndSetAndOfLikeSize() {
    let probes = Self.probes(2_000)
    let groups = ProbeGroups(probes, subjects: 10, limit: 20_000)
    #expect(groups.members.joined().sorted() == Array(0..<2_000))
    #expect((200...216).contains(groups.count))
    for members in groups.members {
      #expect(Set(members.map { probes[$0].kind }).count == 1)
      #expect(Set(members.map { probes[$0].stratum }).count == 1)
      #expect(Set(members.map { probes[$0].id.prefix(3) }).count == 1)
      #expect((8...10).contains(members.count))
    }
    for (number, members) in groups.members.enumerated() {
      #expect(members.allSatisfy { groups.group[$0] == number })
    }
  }

  @Test(arguments: [101, 135, 3_000])
  func thereAreAHundredGroupsAtLeastAndFewMore(_ count: Int) {
    let groups = ProbeGroups(Self.probes(count), subjects: 100_000)
    #expect((100...108).contains(groups.count))
  }

  @Test func tooManyStrataAreNotKeptApart() {
    let probes = (0..<5_000).map { number in
      Probe(
        id: "q\(number)/a", stratum: "s\(number)", kind: number % 2 == 0 ? .choice : .freeText,
        prompt: [])
    }
    let groups = ProbeGroups(probes, subjects: 100_000)
    #expect(groups.count == 100)
    #expect(groups.members.allSatisfy { Set($0.map { probes[$0].kind }).count == 1 })
  }

  @Test func groupsDoNotDependOnTheOrderOfTheProbes() {
    let probes = Self.probes(1_000)
    func names(_ probes: [Probe]) -> Set<Set<String>> {
      let groups = ProbeGroups(probes, subjects: 10, limit: 10_000)
      return Set(groups.members.map { Set($0.map { probes[$0].id }) })
    }
    #expect(names(probes) == names(probes.reversed()))
    #expect(names(probes).count < 200)
  }

  @Test func probesOfAGroupAreDrawnTogether() {
    let probes = Self.probes(600)
    let groups = ProbeGroups(probes, subjects: 10, limit: 10_000)
    let bootstrap = TwoWayBootstrap(
      seed: 1, replicates: 3, probes: probes.map(\.id), groups: groups, lineages: ["a"],
      resampled: [0])
    for replicate in 0..<3 {
      let weights = bootstrap.probeWeights(replicate)
      let drawn = groups.members.map { members in Set(members.map { weights[$0] }) }
      #expect(drawn.allSatisfy { $0.count == 1 })
      #expect(drawn.reduce(0) { $0 + $1.first! } == Float(groups.count))
    }
  }

  /// Mean of one value by probe over grouped draws: their spread is that of the mean.
  @Test func groupedDrawsSpreadAsSingleOnesDo() throws {
    var stream = RandomStream(seed: 2)
    let probes = (0..<3_000).map { Probe(id: "p\($0)", kind: .freeText, prompt: []) }
    let values = probes.map { _ in stream.uniform() }
    func spread(_ groups: ProbeGroups?) throws -> Double {
      let bootstrap = TwoWayBootstrap(
        seed: 1, replicates: 400, probes: probes.map(\.id), groups: groups, lineages: ["a"],
        resampled: [0])
      let means = (0..<400).map { replicate in
        zip(bootstrap.probeWeights(replicate), values).reduce(0.0) { $0 + Double($1.0) * $1.1 }
          / 3_000
      }
      return try Moments(means).standardDeviation
    }
    let groups = ProbeGroups(probes, subjects: 10, limit: 15_000)
    #expect(groups.count == 150)
    let ratio = try spread(groups) / spread(nil)
    #expect((0.75...1.3).contains(ratio))
  }
}

/// Every metric on a table whose probes weigh in groups, against the same table without groups.
@Suite struct GroupedMetricTests {
  init() { BLAS.useOneThread() }

  private static let transcript = {
    var transcript = TextWorld.study(texts: 120, answers: 240, samples: 2).transcript
      .withFirstTokens(certain: [3], seed: 4).withRepeatedAnswers(seed: 5).withMakers(seed: 6)
    transcript.responses[2][1] = []
    transcript.responses[4][30] = []
    return transcript
  }()

  private static let tables = Task {
    let groups = ProbeGroups(transcript.probes, subjects: 10_000, limit: 0)
    return [
      await AnswerTable(transcript).embedded(),
      await AnswerTable(transcript, groups: groups).embedded(),
    ]
  }

  @Test(arguments: BuiltInMetrics.all.map(\.descriptor.id))
  func similaritiesAreThoseOfSingleProbes(_ id: String) async throws {
    let tables = await Self.tables.value
    #expect(!tables[1].groups.areSingle)
    var stream = RandomStream(seed: 8)
    let drawn = tables[1].groups.members.map { _ in Float(stream.index(below: 4)) }
    let weights = tables[1].groups.group.map { drawn[$0] }
    let metric = builtIn(id)
    let single = try await metric.evidence(from: tables[0])
    let grouped = try await metric.evidence(from: tables[1])
    let whole = [Float](repeating: 1, count: weights.count)
    let expected = single.similarities(under: [weights, whole])
    let found = grouped.similarities(under: [weights, whole])
    let measured = zip(expected, found).map { compare($1, $0) }
    #expect(measured.allSatisfy { $0 > 40 })
  }

  @Test(arguments: BuiltInMetrics.all.map(\.descriptor.id))
  func everyProbeCanStillBeLookedAt(_ id: String) async throws {
    let tables = await Self.tables.value
    let count = tables[0].probeCount
    let single = try await builtIn(id).evidence(from: tables[0])
    let grouped = try await builtIn(id).evidence(from: tables[1])
    // Texts, answers, and answers to probes that were asked repeatedly with texts that name a maker.
    let measured = [20..<26, 130..<140, (count - 9)..<count].map { probes in
      let expected = single.similarities(onEachOf: probes, of: count)
      let found = grouped.similarities(onEachOf: probes, of: count)
      return zip(expected, found).reduce(0) { $0 + compare($1.1, $1.0) }
    }
    #expect(measured.reduce(0, +) > 40)
  }

  /// - Returns: how many values there are.
  private func compare(_ found: SimilarityMatrix, _ expected: SimilarityMatrix) -> Int {
    var measured = 0
    for a in 0..<expected.count {
      for b in 0..<expected.count {
        guard let value = expected[a, b] else {
          #expect(found[a, b] == nil)
          continue
        }
        measured += 1
        let difference = abs((found[a, b] ?? .nan) - value)
        #expect(difference <= 2e-5 * max(1, abs(value)))
      }
    }
    return measured
  }
}
