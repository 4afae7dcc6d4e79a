import Foundation
import Probing
import Similarity
import Statistics
import Testing

/// How far probes tell unrelated models apart.
@Suite(.serialized) struct ProbeInformationTests {
  init() { BLAS.useOneThread() }

  private func subject(_ id: String, _ family: String) -> Subject {
    Subject(id: id, maker: family, family: family, lineage: id)
  }

  /// Answers by subject, one string of one-letter answers a sample; `-` is no answer.
  private func transcript(
    _ subjects: [(id: String, family: String, answers: [String])], key: String?
  ) -> Transcript {
    Transcript(
      subjects: subjects.map { subject($0.id, $0.family) },
      probes: [Probe(id: "p", kind: .shortAnswer, prompt: [], key: key, extract: .text)],
      responses: subjects.map { subject in
        [
          subject.answers.map {
            Response(text: $0, answer: $0 == "-" ? .none : .given($0))
          }
        ]
      })
  }

  /// Families a (x and, half of the time, y), b (y), c (right): by hand.
  @Test func measuresAgainstHandComputation() async throws {
    let measures = await ProbeMeasures(
      transcript(
        [
          ("a1", "a", ["x"]), ("a2", "a", ["y"]), ("b", "b", ["y"]), ("c", "c", ["r"]),
          ("d", "d", ["-"]),
        ], key: "r"))
    let value = try #require(measures.values[0])
    #expect(measures.families == 4)
    // Pairs ab, ac, bc meet with .5, 0, 0.
    #expect(abs(try #require(value.disagreement) - (1 - 0.5 / 3)) < 1e-12)
    #expect(abs(try #require(value.wrong) - 2.0 / 3) < 1e-12)
    #expect(abs(try #require(value.sameWrong) - 0.5) < 1e-12)
    // a: x is nobody else's, y is b's; b: y is half of a's; c is right.
    let weight = (0.5 * log10(3 / 0.5) + 0.5 * log10(3 / 1.5) + log10(3 / 1.0)) / 3
    #expect(abs(try #require(value.weight) - weight) < 1e-12)
    #expect(value.rank == value.weight)
  }

  @Test func whereAllAgreeThereIsNothingToLearn() async throws {
    let right = await ProbeMeasures(
      transcript([("a", "a", ["r"]), ("b", "b", ["r"]), ("c", "c", ["r"])], key: "r"))
    #expect(right.values[0] == .init(disagreement: 0, wrong: 0, sameWrong: nil, weight: 0))
    let same = await ProbeMeasures(
      transcript([("a", "a", ["x"]), ("b", "b", ["x"]), ("c", "c", ["x"])], key: "r"))
    let value = try #require(same.values[0])
    #expect(value.disagreement == 0 && value.wrong == 1 && value.sameWrong == 1)
    #expect(abs(try #require(value.weight) - log10(3 / 2.5)) < 1e-12)
    let alone = await ProbeMeasures(transcript([("a", "a", ["x"]), ("b", "b", ["-"])], key: "r"))
    #expect(alone.values == [nil])
  }

  /// Without a key the mode of the families stands for the right answer.
  @Test func withoutAKeyTheModeCounts() async throws {
    let measures = await ProbeMeasures(
      transcript(
        [("a", "a", ["x"]), ("b", "b", ["x"]), ("c", "c", ["z"])], key: nil))
    #expect(abs(try #require(measures.values[0]?.wrong) - 1.0 / 3) < 1e-12)
  }

  /// A family of many members weighs no more than one of a single member.
  @Test func familiesWeighTheSame() async {
    let few = await ProbeMeasures(
      transcript([("a", "a", ["x"]), ("b", "b", ["y"]), ("c", "c", ["r"])], key: "r"))
    let many = await ProbeMeasures(
      transcript(
        [
          ("a", "a", ["x"]), ("b1", "b", ["y"]), ("b2", "b", ["y"]), ("b3", "b", ["y"]),
          ("c", "c", ["r"]),
        ], key: "r"))
    #expect(few.values == many.values)
  }

  @Test func textsThatBeginAlikeDisagreeLess() async throws {
    func texts(_ openings: [String]) -> Transcript {
      Transcript(
        subjects: openings.indices.map { subject("m\($0)", "f\($0)") },
        probes: [Probe(id: "t", kind: .freeText, prompt: [])],
        responses: openings.map { [[Response(text: $0 + "\nand more of it", answer: .none)]] })
    }
    let alike = await ProbeMeasures(
      texts(["Once upon a time", "Once upon a time", "It was night"]))
    let unlike = await ProbeMeasures(
      texts(["Once upon a time", "Nobody came home", "It was night"]))
    let low = try #require(alike.values[0]?.disagreement)
    let high = try #require(unlike.values[0]?.disagreement)
    #expect(low < high && low > 0 && high <= 1)
    #expect(alike.values[0]?.weight == nil)
  }

  private static let probes = 24
  /// Six families, a source, 14 unrelated lineages and six students.
  private static let subjects =
    (0..<6).map { Subject.made("f\($0)", inCohort: true) } + [.made("t")]
    + (0..<14).map { .made("u\($0)") } + (0..<6).map { .made("d\($0)") } + [.made("suspect")]

  /// Students are nearer to the source on the first three probes, most on the first.
  private static let values: [[[Double]]] = {
    var stream = RandomStream(seed: 5)
    return (0..<probes).map { probe in
      subjects.indices.map { a in
        subjects.indices.map { b in
          let isTaught = b == 6 && subjects[a].id.hasPrefix("d")
          return 0.3 + 0.1 * stream.normal() + (isTaught ? max(0, 0.6 - 0.2 * Double(probe)) : 0)
        }
      }
    }
  }()

  /// Every contribution is the same multiple of a probe's mean contrast, derived less unrelated, in
  /// units of each unit's scale.
  @Test func contributionsAgainstObviousLoop() async throws {
    let labels = Self.subjects[7..<27].map {
      PairLabel(
        suspect: $0.id, source: "t", relation: $0.id.hasPrefix("d") ? .distilled : .independent)
    }
    let findings = await Assessment.findings(
      of: [
        SampledSimilarity(count: Self.subjects.count, probes: Self.probes) {
          Self.values[$0][$1][$2]
        }
      ], subjects: Self.subjects, calibration: labels,
      scored: [PairLabel(suspect: "suspect", source: "t", relation: nil)],
      headlines: [("suspect", "t")], probes: Self.probes, replicates: 0)
    let information = try #require(findings.probeInformation)
    let found = try information.probes.map { try #require($0.measures.contribution) }
    #expect(found.count == Self.probes)

    func families(_ subject: Int, _ probes: Range<Int>) -> [Double] {
      (0..<6).map { family in
        probes.reduce(0) { $0 + Self.values[$1][subject][family] } / Double(probes.count)
      }
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    func variance(_ subject: Int) -> Double {
      let values = families(subject, 0..<Self.probes)
      return values.reduce(0) { $0 + ($1 - mean(values)) * ($1 - mean(values)) } / 5
    }
    let common = mean((7..<21).map(variance))
    func contrast(_ probe: Int, _ subject: Int) -> Double {
      let excess = Self.values[probe][subject][6] - mean(families(subject, probe..<(probe + 1)))
      return excess / ((4 * common + 5 * variance(subject)) / 9).squareRoot()
    }
    let expected = (0..<Self.probes).map { probe in
      mean((21..<27).map { contrast(probe, $0) }) - mean((7..<21).map { contrast(probe, $0) })
    }
    let factor = found[0] / expected[0]
    #expect(factor > 0)
    for probe in 0..<Self.probes {
      #expect(abs(found[probe] - factor * expected[probe]) < 1e-4 * found[0])
    }
    #expect(found[0] > found[1] && found[1] > found[2])
    let stratum = try #require(information.strata.first?.measures.contribution)
    #expect(abs(stratum - found.reduce(0, +)) < 1e-9)
  }
}
