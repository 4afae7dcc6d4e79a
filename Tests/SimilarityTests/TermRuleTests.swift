import Similarity
import Testing

@Suite struct TermRuleTests {
  static let rules: [String: TermRule] = [
    "lexical.opening4": .opening(words: 4), "lexical.line-start": .lineStarts,
    "lexical.char-ngram": .characterNGrams(3...5), "lexical.word-ngram": .wordNGrams(1...2),
  ]

  /// Terms are hashes, so they are compared by which of them are equal.
  private static func numbered<Term: Hashable>(_ documents: [[Term]]) -> [[Int]] {
    var known: [Term: Int] = [:]
    return documents.map { terms in
      terms.map { term in
        if known[term] == nil { known[term] = known.count }
        return known[term]!
      }
    }
  }

  @Test(arguments: rules.keys.sorted())
  func termsAgainstScikitLearn(_ id: String) throws {
    let golden = try golden("lexical", as: LexicalGolden.self)
    let texts = golden.probes.joined().joined()
    let terms = Self.numbered(texts.map { Self.rules[id]!.terms(of: $0) })
    for (text, (ours, theirs)) in zip(texts, zip(terms, golden.terms[id]!)) {
      #expect(ours == theirs, "\(text.debugDescription)")
    }
  }

  static let awkwardRules: [TermRule] = [
    .opening(words: 1), .opening(words: 4), .closing(tokens: 5), .closing(tokens: 30), .lineStarts,
    .wordNGrams(1...2), .wordNGrams(3...3), .characterNGrams(3...5),
  ]

  @Test(arguments: awkwardRules)
  func awkwardTextsAgainstObviousLoop(_ rule: TermRule) {
    let texts = AwkwardTexts.all
    let ours = Self.numbered(texts.map { rule.terms(of: $0) })
    let obvious = Self.numbered(texts.map { ObviousTerms.terms(of: $0, rule) })
    for (text, (ours, obvious)) in zip(texts, zip(ours, obvious)) {
      #expect(ours == obvious, "\(text.prefix(80).debugDescription)")
    }
  }

  /// "a", the scalar and "b" are one, two or three tokens.
  @Test func classOfEveryScalarAgainstPython() throws {
    let runs = try golden("scalars", as: ScalarGolden.self).runs
    let starts = stride(from: 0, to: runs.count, by: 2).map { runs[$0] } + [0x11_0000]
    var wrong: [String] = []
    for run in 0..<(starts.count - 1) where runs[2 * run + 1] != 0 {
      for value in starts[run]..<starts[run + 1] {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
        let text = String(String.UnicodeScalarView(["a", scalar, "b"]))
        if TermRule.wordNGrams(1...1).terms(of: text).count != runs[2 * run + 1] {
          wrong.append(String(value, radix: 16))
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: rules.keys.sorted())
  func lineEndingsDoNotMatter(_ id: String) {
    let rule = Self.rules[id]!
    let text = "# Heading\n\n1. one two\n2. three\n\nlast line"
    #expect(
      rule.terms(of: text) == rule.terms(of: text.replacing("\n", with: "\r\n")))
  }

  @Test(arguments: rules.keys.sorted())
  func blankTextHasNoTerms(_ id: String) {
    #expect(Self.rules[id]!.terms(of: "").isEmpty)
    #expect(Self.rules[id]!.terms(of: " \r\n\t\u{A0}\u{2028}\n").isEmpty)
  }
}
