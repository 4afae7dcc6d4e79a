import Foundation
import Probing
import Statistics

extension Transcript {
  /// With log probabilities of the first token on choice probes.
  /// - Parameter certain: subjects whose first token is their answer; the others spread theirs.
  func withFirstTokens(certain: Set<Int>, seed: UInt64) -> Transcript {
    var stream = RandomStream(seed: seed)
    var result = self
    for probe in probes.indices where probes[probe].kind == .choice {
      for subject in subjects.indices where !responses[subject][probe].isEmpty {
        let answer = responses[subject][probe][0].answer.value ?? "A"
        let weights = ["A", "B", "C", "D"].map { letter in
          certain.contains(subject)
            ? (letter == answer ? 1 : 0) : 0.02 + stream.uniform() + (letter == answer ? 2 : 0)
        }
        let total = weights.reduce(0, +)
        result.responses[subject][probe][0].firstTokenLogprobs = zip(["A", "B", "C", "D"], weights)
          .filter { $0.1 > 0 }.map { TokenLogprob(token: $0, logprob: log($1 / total)) }
      }
    }
    return result
  }

  /// With probes of open answers, six samples each.
  func withRepeatedAnswers(seed: UInt64) -> Transcript {
    var stream = RandomStream(seed: seed)
    let answers = subjects.map { _ in
      (0..<5).map { _ -> [Answer] in
        let favourite = stream.index(below: 3)
        return (0..<6).map { _ in
          .given("\(stream.uniform() < 0.6 ? favourite : stream.index(below: 5))")
        }
      }
    }
    let open = Transcript(
      answers: answers, keys: [String?](repeating: nil, count: 5),
      options: [Int?](repeating: nil, count: 5), subjects: subjects)
    return joined(with: open.renamed("repeated"))
  }

  /// With probes that ask for the maker, each answered with some maker's name.
  func withMakers(seed: UInt64) -> Transcript {
    var stream = RandomStream(seed: seed)
    let makers = subjects.map(\.maker)
    let texts = subjects.map { _ in
      (0..<4).map { _ in ["I was made by \(makers[stream.index(below: makers.count)])."] }
    }
    var asked = Transcript(texts: texts, subjects: subjects).renamed("maker")
    for probe in asked.probes.indices { asked.probes[probe].stratum = "maker" }
    return joined(with: asked)
  }

  /// With ids of their own for the probes.
  private func renamed(_ prefix: String) -> Transcript {
    var result = self
    for probe in probes.indices { result.probes[probe].id = "\(prefix)-\(probe)" }
    return result
  }
}
