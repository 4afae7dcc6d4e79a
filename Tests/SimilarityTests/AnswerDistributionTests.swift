import Foundation
import Probing
import Similarity
import Statistics
import Testing

@Suite struct AnswerDistributionTests {
  private struct Answers: Decodable {
    /// Shape: subjects x probes x samples.
    let answers: [[[String?]]]
    let jensenShannon: [[Double?]]
    let totalVariation: [[Double?]]
    let nei: [[Double?]]
  }

  private struct Tokens: Decodable {
    struct Entry: Decodable {
      let value: TokenLogprob

      init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        value = TokenLogprob(
          token: try pair.decode(String.self), logprob: try pair.decode(Double.self))
      }
    }

    /// Shape: subjects x probes x tokens.
    let tokens: [[[Entry]?]]
    let similarity: [[Double?]]
  }

  private func open(_ answers: [[[String?]]]) -> Transcript {
    let probes = answers[0].count
    return Transcript(
      answers: answers.map { row in row.map { $0.map { $0.map(Answer.given) ?? .refused } } },
      keys: [String?](repeating: nil, count: probes), options: [Int?](repeating: nil, count: probes)
    )
  }

  @Test func divergencesAgainstSciPy() async throws {
    let golden = try golden("errors-answers", as: Answers.self)
    let table = AnswerTable(open(golden.answers))
    for (id, expected) in [
      ("answers.jensen-shannon", golden.jensenShannon),
      ("answers.total-variation", golden.totalVariation), ("answers.nei", golden.nei),
    ] {
      let matrix = try await builtIn(id).similarities(in: table)
      #expect(matrix.distance { expected[$0][$1] } < 1e-6, "\(id)")
    }
  }

  @Test func firstTokensAgainstSciPy() async throws {
    let golden = try golden("errors-logprobs", as: Tokens.self)
    var transcript = Transcript(texts: golden.tokens.map { row in row.map { _ in ["x"] } })
    for (subject, row) in golden.tokens.enumerated() {
      for (probe, entries) in row.enumerated() {
        transcript.responses[subject][probe][0].firstTokenLogprobs = entries?.map(\.value) ?? []
      }
    }
    let matrix = try await builtIn("logprobs.first-token").similarities(in: AnswerTable(transcript))
    #expect(matrix.distance { golden.similarity[$0][$1] } < 1e-6)
  }

  /// Samples of one distribution reach the ceiling: the mean over many worlds is 1.
  @Test(arguments: ["answers.jensen-shannon", "answers.total-variation", "answers.nei"])
  func oneModelReachesItsCeiling(_ id: String) async throws {
    var stream = RandomStream(seed: 44)
    var values: [Double] = []
    for _ in 0..<60 {
      let answers = (0..<2).map { _ in
        (0..<30).map { probe in
          (0..<8).map { _ -> String? in
            String(Int(Double(3 + probe % 4) * stream.uniform() * stream.uniform()))
          }
        }
      }
      let matrix = try await builtIn(id).similarities(in: AnswerTable(open(answers)))
      values.append(try #require(matrix[0, 1]))
    }
    let mean = values.reduce(0, +) / 60
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot() / 60
    #expect(abs(mean - 1) < 4 * spread + 0.006, "\(mean) +- \(spread)")
    #expect(spread < 0.01)
  }

  @Test(arguments: ["answers.jensen-shannon", "answers.total-variation", "answers.nei"])
  func oneSampleIsNotMeasurable(_ id: String) async {
    let table = AnswerTable(open([[["a"]], [["a"]]]))
    await #expect(throws: NotMeasurable(.tooFewSamples)) {
      _ = try await builtIn(id).evidence(from: table)
    }
    await #expect(throws: NotMeasurable(.notApplicable)) {
      _ = try await builtIn(id).evidence(
        from: AnswerTable(Transcript(texts: [[["a", "b"]], [["a", "b"]]])))
    }
  }

  /// Nothing in common is 0; never twice the same answer has no ceiling.
  @Test func noCeilingIsNoValue() async throws {
    let steady = open([[["a", "a", "a", "a"]], [["b", "b", "b", "b"]]])
    let erratic = open([[["a", "b", "c", "d"]], [["a", "a", "a", "a"]]])
    for id in ["answers.jensen-shannon", "answers.total-variation", "answers.nei"] {
      #expect(try await builtIn(id).similarities(in: AnswerTable(steady))[0, 1] == 0)
      #expect(try await builtIn(id).similarities(in: AnswerTable(erratic))[0, 1] == nil)
    }
  }

  @Test func unusableLogprobsAreNone() async throws {
    func table(_ values: [Double]) -> AnswerTable {
      var transcript = Transcript(texts: [[["x"]], [["x"]]])
      for subject in 0..<2 {
        transcript.responses[subject][0][0].firstTokenLogprobs = values.map {
          TokenLogprob(token: "t", logprob: $0)
        }
      }
      return AnswerTable(transcript)
    }
    for values in [[], [.nan], [-.infinity], [-9999]] as [[Double]] {
      await #expect(throws: NotMeasurable(.noLogprobs)) {
        _ = try await builtIn("logprobs.first-token").evidence(from: table(values))
      }
    }
    let rounded = try await builtIn("logprobs.first-token").similarities(in: table([0, -0.001, 3]))
    #expect(gap(rounded[0, 1], 1) < 1e-6)
  }
}
