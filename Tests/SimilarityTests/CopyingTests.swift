import Foundation
import Probing
import Similarity
import Testing

/// Error consistency, probabilistic CAPA and the answer-copying statistics.
@Suite struct CopyingTests {
  private static let letters = ["A", "B", "C", "D", "E"]

  private struct Consistency: Decodable {
    let options: [Int]
    let keys: [Int]
    /// Shape: subjects x items.
    let answers: [[Int]]
    /// Shape: subjects x items x options.
    let logprobs: [[[Double]]]
    /// Observed agreement, expected agreement and kappa by pair.
    let consistency: [[[Double]?]]
    let capa: [[[Double]?]]

    var table: AnswerTable {
      var transcript = Transcript(
        answers: answers.map { row in row.map { [.given(letters[$0])] } },
        keys: keys.map { letters[$0] }, options: options)
      for (subject, row) in logprobs.enumerated() {
        for (probe, values) in row.enumerated() {
          transcript.responses[subject][probe][0].firstTokenLogprobs =
            zip(letters, values).map { TokenLogprob(token: " " + $0, logprob: $1) }
        }
      }
      return AnswerTable(transcript)
    }
  }

  @Test func consistencyAgainstLMSim() async throws {
    let golden = try golden("errors-consistency", as: Consistency.self)
    let matrix = try await builtIn("errors.consistency").similarities(in: golden.table)
    #expect(matrix.distance { golden.consistency[$0][$1]?[2] } < 1e-12)
  }

  @Test func probabilisticCAPAAgainstLMSim() async throws {
    let golden = try golden("errors-consistency", as: Consistency.self)
    let matrix = try await builtIn("errors.capa-probabilities").similarities(in: golden.table)
    #expect(matrix.distance { golden.capa[$0][$1]?[2] } < 1e-6)
  }

  private struct Copying: Decodable {
    let family: [Int]
    let inCohort: [Bool]
    let unrelated: [Bool]
    let options: [Int?]
    let keys: [String?]
    /// Shape: subjects x items.
    let answers: [[String?]]
    /// Probability and match of the items of (12, 0) and (2, 5).
    let givenSource: [[[Double]]]
    /// Probabilities of a common right and wrong answer, and the outcome, of (12, 0) and (5, 2).
    let jointly: [[[Double]]]
    let omega: [[Double?]]
    let gbt: [[Double?]]
    let m4: [[Double?]]
    let kIndex: [[Double?]]

    var table: AnswerTable {
      let subjects = family.indices.map {
        Subject.made("s\($0)", family: "f\(family[$0])", inCohort: inCohort[$0])
      }
      return AnswerTable(
        Transcript(
          answers: answers.map { row in row.map { [$0.map(Answer.given) ?? .none] } }, keys: keys,
          options: options, subjects: subjects),
        isReference: unrelated, isUnrelated: unrelated)
    }
  }

  private let copying = Result { try golden("errors-copying", as: Copying.self) }

  @Test func probabilitiesOfMatchesAgainstPython() throws {
    let golden = try copying.get()
    let rates = try MatchRates(golden.table)
    for (pair, expected) in zip([(12, 0), (2, 5)], golden.givenSource) {
      let items = rates.givenSource(pair.0, pair.1)
      #expect(items.count == expected.count)
      for (item, row) in zip(items, expected) {
        #expect(abs(item.probability - row[0]) < 1e-7 && item.isMatch == (row[1] == 1))
      }
    }
    for (pair, expected) in zip([(12, 0), (5, 2)], golden.jointly) {
      let items = rates.jointly(pair.0, pair.1)
      #expect(items.count == expected.count)
      for (item, row) in zip(items, expected) {
        #expect(abs(item.right - row[0]) < 1e-7 && abs(item.wrong - row[1]) < 1e-7)
        #expect(item.outcome == [.different, .right, .wrong][Int(row[2])])
      }
    }
  }

  @Test func omegaAgainstNumPy() async throws {
    let golden = try copying.get()
    let matrix = try await builtIn("errors.omega").similarities(in: golden.table)
    #expect(matrix.distance { golden.omega[$0][$1] } < 1e-5)
  }

  @Test func generalizedBinomialTestAgainstSciPy() async throws {
    let golden = try copying.get()
    let matrix = try await builtIn("errors.gbt").similarities(in: golden.table)
    #expect(matrix.distance { golden.gbt[$0][$1] } < 1e-5)
  }

  @Test func generalizedTrinomialTestAgainstExactEnumeration() async throws {
    let golden = try copying.get()
    let matrix = try await builtIn("errors.m4").similarities(in: golden.table)
    #expect(matrix.distance { golden.m4[$0][$1] } < 1e-5)
  }

  @Test func kIndexAgainstSciPy() async throws {
    let golden = try copying.get()
    let matrix = try await builtIn("errors.k-index").similarities(in: golden.table)
    #expect(matrix.distance { golden.kIndex[$0][$1] } < 1e-9)
  }

  /// Who copied is found by every one of them.
  @Test(arguments: ["errors.omega", "errors.gbt", "errors.k-index", "errors.m4"])
  func copierIsNearestToItsSource(_ id: String) async throws {
    let matrix = try await builtIn(id).similarities(in: try copying.get().table)
    let others = (1..<12).compactMap { matrix[$0, 0] }
    #expect(try #require(matrix[12, 0]) > others.max()!)
  }

  /// Three reference families say C, D and A on every item; the source says B, the suspect B on some.
  /// By hand, four options: error rate (2 + 1/2) / (3 + 1) = 5/8, the mean as well; the suspect is
  /// always wrong, odds 6.5/0.5 = 13, so P(wrong) = 13/14; B is supported by none of n = 2:
  /// q = (1/3) / 3 = 1/9 and p = 13/126.
  @Test func omegaByHand() async throws {
    let suspect = ["B", "B", "B", "B", "C", "D"]
    let rows = [suspect] + ["B", "C", "D", "A"].map { [String](repeating: $0, count: 6) }
    let table = AnswerTable(
      Transcript(answers: rows, keys: [String?](repeating: "A", count: 6), options: 4),
      isReference: [false, false, true, true, true])
    let p = 13.0 / 126
    let expected = (4 - 6 * p) / (6 * p * (1 - p)).squareRoot()
    #expect(gap(try await builtIn("errors.omega").similarities(in: table)[0, 1], expected) < 1e-9)
  }

  /// A probe that counts twice is two items, at unchanged rates.
  @Test(arguments: ["errors.omega", "errors.gbt", "errors.k-index", "errors.m4"])
  func weightsAreCounts(_ id: String) async throws {
    let table = try copying.get().table
    let evidence = try await builtIn(id).evidence(from: table)
    let ones = [Float](repeating: 1, count: table.probeCount)
    let matrices = evidence.similarities(under: [ones, ones.map { 2 * $0 }, ones.map { 0 * $0 }])
    let bare = evidence.similarities(probes: table.probeCount)
    #expect(matrices[0].distance(to: bare) == 0)
    if id == "errors.omega" {
      #expect(matrices[1].distance { bare[$0, $1].map { $0 * 2.0.squareRoot() } } < 1e-5)
    } else {
      #expect(try #require(matrices[1][12, 0]) > #require(bare[12, 0]) + 0.1)
    }
    #expect(matrices[2].distance { _, _ in nil } == 0)
  }

  @Test func probabilitiesNeedTheOptionAsFirstToken() async throws {
    var transcript = Transcript(
      answers: [["A"], ["A"]], keys: ["A"], options: 4, subjects: Subject.made(count: 2))
    for subject in 0..<2 {
      transcript.responses[subject][0][0].firstTokenLogprobs = [
        TokenLogprob(token: "The", logprob: -0.1), TokenLogprob(token: "A", logprob: -3),
      ]
    }
    let table = AnswerTable(transcript)
    await #expect(throws: NotMeasurable(.noLogprobs)) {
      _ = try await builtIn("errors.capa-probabilities").evidence(from: table)
    }
  }
}
