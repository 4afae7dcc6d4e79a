import Foundation
import Probing
import Similarity
import Testing

@Suite struct RareAgreementTests {
  private let metric = builtIn("errors.rare-agreement")

  /// The value when all of `rates.count` errors are matched except `differing` more.
  private func score(matching rates: [Double], differing: Int) -> Double {
    let products = ObviousRareAgreement.shares.map { share in
      rates.reduce(pow(1 - share, Double(differing))) { $0 * (share + (1 - share) * $1) / $1 }
    }
    return log(products.reduce(0, +) / 7) / Double(rates.count + differing)
  }

  /// Four options, key A. Of three reference families one says B, one C, one is right; the suspect
  /// is wrong on all six items. q(B) = (1 + 1/3) / (2 + 1) = 4/9; the item's error rate and the mean
  /// are 2.5/4, so the suspect errs with odds 6.5/0.5 = 13; p(B) = 13/14 x 4/9.
  @Test func choiceItemsByHand() async throws {
    let source = [String](repeating: "B", count: 6)
    let suspect = ["B", "B", "B", "B", "C", "D"]
    let references = ["B", "C", "A"].map { [String](repeating: $0, count: 6) }
    let table = AnswerTable(
      Transcript(
        answers: [suspect, source] + references, keys: [String?](repeating: "A", count: 6),
        options: 4),
      isReference: [false, false, true, true, true])
    let value = try await metric.similarities(in: table)[0, 1]
    let p = 13.0 / 14 * 4 / 9
    #expect(gap(value, score(matching: [p, p, p, p], differing: 2)) < 1e-6)
  }

  /// Twelve families are wrong: six say w1, two say w2, four something of their own. n = 12, f1 = 4,
  /// f2 = 1: unseen mass 5/14 over 4 x 3 / (2 x 2) = 3 answers, 5/42 each; q(w1) = 9/14 x 6/12;
  /// 9/14 x 2/12 and 9/14 x 1/12 are below an unseen answer's 5/42. The item's error rate and the
  /// mean are 12.5/13, so the suspect errs with odds 6.5/0.5 = 13.
  @Test func openItemsByHand() async throws {
    let source = ["w1", "w1", "w2", "w3", "new", "newer"]
    let said = ["w1", "w1", "w1", "w1", "w1", "w1", "w2", "w2", "w3", "w4", "w5", "w6"]
    let families = said.map { [String](repeating: $0, count: 6) }
    let table = AnswerTable(
      Transcript(
        answers: [source, source] + families, keys: [String?](repeating: "right", count: 6),
        options: nil),
      isReference: [false, false] + said.map { _ in true })
    let value = try await metric.similarities(in: table)[0, 1]
    let (seen, unseen) = (9.0 / 28, 5.0 / 42)
    let rates = [seen, seen, unseen, unseen, unseen, unseen].map { $0 * 13 / 14 }
    #expect(gap(value, score(matching: rates, differing: 0)) < 1e-6)
  }

  @Test(arguments: [
    AnswerWorld(probes: 30, seed: 1), AnswerWorld(probes: 30, options: [2, 3, 5], seed: 2),
    AnswerWorld(probes: 30, options: [nil], seed: 3),
    AnswerWorld(probes: 30, keyed: 0, options: [4, nil], seed: 4),
    AnswerWorld(probes: 20, keyed: 0.5, options: [nil, 4], samples: 3, seed: 5),
  ])
  func againstObviousLoop(_ world: AnswerWorld) async throws {
    let table = world.table
    let obvious = ObviousErrors(table)
    let weights = world.transcript.probes.indices.map { Double([1, 0, 2, 1][$0 % 4]) }
    let matrices = try await metric.evidence(from: table).similarities(
      under: [weights.map { _ in 1 }, weights.map(Float.init)])
    for (matrix, weight) in zip(matrices, [weights.map { _ in 1 }, weights]) {
      let distance = matrix.distance { ObviousRareAgreement(obvious, $0, $1).score(weight) }
      #expect(distance < 1e-6)
    }
  }

  /// Under the model of an unrelated suspect the likelihood ratio has mean 1 over everything the
  /// suspect could answer: 64 suspects enumerate match or another error on six items.
  @Test func meanRatioOfUnrelatedSuspectsAgainstExactEnumeration() async throws {
    let count = 6
    let suspects = (0..<(1 << count)).map { code in
      (0..<count).map { code >> $0 & 1 == 1 ? "B" : "C" }
    }
    let others = ["B", "C", "D", "A", "A"].enumerated().map { shift, answer in
      (0..<count).map { ($0 + shift) % 3 == 0 ? "D" : answer }
    }
    let answers = [[String](repeating: "B", count: count)] + others + suspects
    let transcript = Transcript(
      answers: answers, keys: [String?](repeating: "A", count: count), options: 4)
    let isReference = answers.indices.map { (1...others.count).contains($0) }
    let table = AnswerTable(transcript, isReference: isReference)
    let matrix = try await metric.similarities(in: table)
    let obvious = ObviousErrors(table)
    var mean = 0.0
    for (index, given) in suspects.enumerated() {
      let suspect = 1 + others.count + index
      let pair = ObviousRareAgreement(obvious, suspect, 0)
      let probability = zip(obvious.items, given).reduce(1.0) { product, answer in
        let p = pair.probability(of: "B", answer.0)
        return product * (answer.1 == "B" ? p : 1 - p)
      }
      mean += probability * exp(try #require(matrix[suspect, 0]) * Double(count))
    }
    #expect(abs(mean - 1) < 1e-6)
  }

  @Test func familiesOfSuspectAndSourceAreLeftOut() async throws {
    let world = AnswerWorld(probes: 30, options: [4, nil], seed: 8)
    let before = try await metric.similarities(
      in: AnswerTable(world.transcript, isReference: world.isReference))
    var changed = world.transcript
    for probe in changed.probes.indices {
      changed.responses[13][probe] = changed.responses[7][probe]
    }
    let after = try await metric.similarities(
      in: AnswerTable(changed, isReference: world.isReference))
    #expect(world.transcript.subjects[2].family == world.transcript.subjects[13].family)
    for other in [0, 1, 3, 4] {
      #expect(before[2, other] == after[2, other])
      #expect(before[other, 2] == after[other, 2])
    }
    #expect(before[0, 1] != after[0, 1])
  }

  @Test func fewerThanFiveErrorsAreNotCompared() async throws {
    let keys = [String?](repeating: "A", count: 9)
    let source = ["B", "B", "B", "B", "B", "A", "A", "A", "A"]
    let suspect: [String?] = ["B", "C", "B", nil, "B", "B", "B", "B", "B"]
    let table = AnswerTable(
      Transcript(answers: [suspect, source], keys: keys, options: 4), isReference: [false, false])
    let matrix = try await metric.similarities(in: table)
    #expect(matrix[0, 1] == nil)
    #expect(matrix[1, 0] != nil)
  }

  /// A match on an answer nobody gives weighs more than one on an answer all give.
  @Test func rareErrorsWeighMore() async throws {
    let source = [String](repeating: "B", count: 8)
    func value(references: String) async throws -> Double {
      let others = (0..<6).map { _ in [String](repeating: references, count: 8) }
      let table = AnswerTable(
        Transcript(
          answers: [source, source] + others, keys: [String?](repeating: "A", count: 8),
          options: 4), isReference: [false, false] + others.map { _ in true })
      return try #require(try await metric.similarities(in: table)[0, 1])
    }
    #expect(try await value(references: "C") > 1)
    #expect(abs(try await value(references: "B")) < 0.1)
  }
}
