import Probing
import Statistics

/// A made-up panel of free text: words drawn from a skewed vocabulary, the same for a seed.
struct SyntheticPanel {
  let transcript: Transcript

  init(subjects: Int, probes: Int, words: Int, seed: UInt64 = 1) {
    let stream = RandomStream(seed: seed)
    let names = (0..<subjects).map {
      Subject(
        id: "s\($0)", maker: "m\($0 % 5)", family: "m\($0 % 5)", lineage: "l\($0)", inCohort: true)
    }
    let questions = (0..<probes).map {
      Probe(id: "p\($0)", kind: .freeText, prompt: [Message(role: .user, content: "?")])
    }
    let responses = (0..<subjects).map { subject in
      (0..<probes).map { probe in
        [Response(text: Self.text(words, stream.substream("\(subject)", probe)))]
      }
    }
    transcript = Transcript(subjects: names, probes: questions, responses: responses)
  }

  private static func text(_ words: Int, _ stream: RandomStream) -> String {
    var stream = stream
    return (0..<words).map { _ in
      let rank = stream.uniform()
      return "word\(Int(rank * rank * rank * 4_000))"
    }.joined(separator: " ")
  }
}
