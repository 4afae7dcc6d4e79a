public import Similarity

/// Refuses words that claim more than likeness can show, in sentences the program wrote.
///
/// Whole words only, whatever their case. Quotations, names, ids and the fixed disclaimers are not
/// read.
public enum Linter {
  /// A refused term with the sentence it stands in.
  public struct Violation: Equatable, Sendable {
    public var term: String
    public var sentence: String
  }

  public static let refusedTerms = [
    "proves", "confirms", "match", "identical", "copied", "stolen", "theft", "guilty", "unique",
    "certain", "consistent with", "scientific certainty", "zero error", "probability that",
  ]

  private static let refusedWords = refusedTerms.map { term in (term, words(of: term)) }

  /// The refused terms in a sentence, in the order of `refusedTerms`.
  public static func refusedTerms(in sentence: String) -> [String] {
    let words = words(of: sentence)
    return refusedWords.filter { contains(words, $0.1) }.map(\.0)
  }

  /// Everything refused in the report of these findings; empty when it may be printed.
  public static func violations(in findings: Findings) -> [Violation] {
    violations(in: Document(of: findings))
  }

  package static func violations(in document: Document) -> [Violation] {
    document.allProse.flatMap { prose in
      refusedTerms(in: readable(prose.spans)).map {
        Violation(term: $0, sentence: prose.plainText)
      }
    }
  }

  /// The text to read, with what is not to be read replaced by a word that joins no phrase.
  private static func readable(_ spans: [Inline]) -> String {
    spans.map { span in
      switch span {
      case .text(let text): text
      case .strong(let inner): readable(inner)
      case .number, .name, .code, .quoted, .fixed: "0"
      }
    }.joined()
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func contains(_ words: [String], _ phrase: [String]) -> Bool {
    guard words.count >= phrase.count else { return false }
    return (0...(words.count - phrase.count)).contains {
      words[$0..<($0 + phrase.count)].elementsEqual(phrase)
    }
  }
}
