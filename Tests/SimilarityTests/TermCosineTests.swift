import Foundation
import Probing
import Similarity
import Statistics
import Testing

@Suite struct TermCosineTests {
  static let ids = [
    "lexical.opening4", "lexical.line-start", "lexical.char-ngram", "lexical.word-ngram",
  ]

  private static func table(_ golden: LexicalGolden, reference: [Bool]) -> AnswerTable {
    let texts = reference.indices.map { subject in golden.probes.map { $0[subject] } }
    return AnswerTable(Transcript(texts: texts), isReference: reference)
  }

  /// Weight 1 on one probe and 0 on the others.
  private static func single(_ probe: Int, of count: Int) -> [Float] {
    (0..<count).map { $0 == probe ? 1 : 0 }
  }

  @Test(arguments: ids)
  func cosinesOfEachProbeAgainstScikitLearn(_ id: String) async throws {
    let golden = try golden("lexical", as: LexicalGolden.self)
    for (reference, expected) in zip(golden.references, golden.cosines[id]!) {
      let table = Self.table(golden, reference: reference)
      let probes = golden.probes.indices
      let matrices = try await builtIn(id).evidence(from: table)
        .similarities(under: probes.map { Self.single($0, of: probes.count) })
      for probe in probes {
        let distance = matrices[probe].distance { expected[probe][$0][$1] }
        #expect(distance < 2e-6, "probe \(probe), reference \(reference)")
      }
    }
  }

  @Test(arguments: ids)
  func similarityIsTheMeanOverProbesBothAnsweredAgainstScikitLearn(_ id: String) async throws {
    let golden = try golden("lexical", as: LexicalGolden.self)
    let table = Self.table(golden, reference: golden.references[0])
    let matrix = try await builtIn(id).similarities(in: table)
    let distance = matrix.distance { a, b in
      let values = golden.cosines[id]![0].compactMap { $0[a][b] }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    #expect(distance < 2e-6)
  }

  /// Forty subjects, so that common terms take the dense path and rare ones the sparse path.
  @Test(arguments: ["lexical.opening4", "lexical.word-ngram"])
  func manyDocumentsAgainstObviousLoop(_ id: String) async throws {
    let world = WordWorld(subjects: 40, probes: 3, seed: 5)
    let spread = world.documentFrequencies
    #expect(spread.contains { $0 >= 16 } && spread.contains { (2..<16).contains($0) })
    let table = AnswerTable(Transcript(texts: world.texts), isReference: world.isReference)
    let matrix = try await builtIn(id).similarities(in: table)
    let terms = id == "lexical.opening4" ? WordWorld.opening : WordWorld.oneAndTwoWords
    let distance = matrix.distance { world.obviousSimilarity($0, $1, terms) }
    #expect(distance < 1e-6)
  }

  /// Texts of all kinds, one to three samples of a subject, some of them the same.
  @Test(arguments: [
    ("lexical.opening4", TermRule.opening(words: 4)), ("lexical.closing", .closing(tokens: 30)),
    ("lexical.line-start", .lineStarts), ("lexical.char-ngram", .characterNGrams(3...5)),
    ("lexical.word-ngram", .wordNGrams(1...2)),
  ])
  func awkwardTextsAgainstObviousLoop(_ id: String, _ rule: TermRule) async throws {
    let texts = AwkwardTexts.all.filter { $0.utf8.count < 2_000 }
    let world = WordWorld(
      texts: (0..<10).map { subject in
        (0..<2).map { probe in
          (0...subject % 3).map { texts[(subject + 7 * probe + 5 * ($0 / 2)) % texts.count] }
        }
      })
    let table = AnswerTable(Transcript(texts: world.texts), isReference: world.isReference)
    let matrix = try await builtIn(id).similarities(in: table)
    let distance = matrix.distance {
      world.obviousSimilarity($0, $1) { ObviousTerms.terms(of: $0, rule) }
    }
    #expect(distance < 2e-6)
  }

  @Test(arguments: ids)
  func subjectOutsideTheReferenceChangesNoOtherPair(_ id: String) async throws {
    let world = WordWorld(subjects: 20, probes: 3, seed: 6)
    func matrix(_ count: Int, lastIsReference: Bool) async throws -> SimilarityMatrix {
      var reference = Array(world.isReference.prefix(count))
      reference[count - 1] = lastIsReference
      let transcript = Transcript(texts: Array(world.texts.prefix(count)))
      return try await builtIn(id).similarities(in: AnswerTable(transcript, isReference: reference))
    }
    let before = try await matrix(19, lastIsReference: true)
    let outside = try await matrix(20, lastIsReference: false)
    let inside = try await matrix(20, lastIsReference: true)
    #expect(before.distance { outside[$0, $1] } < 1e-6)
    #expect(before.distance { inside[$0, $1] } > 1e-4, "a reference subject should count")
  }

  @Test(arguments: ids)
  func weightsAreRepetitions(_ id: String) async throws {
    let world = WordWorld(subjects: 8, probes: 3, seed: 7)
    let transcript = Transcript(texts: world.texts)
    let weighted = try await builtIn(id).evidence(from: AnswerTable(transcript))
      .similarities(under: [[2, 0, 3]])[0]
    let repeated = try await builtIn(id)
      .similarities(in: AnswerTable(transcript.reordered(probes: [0, 0, 2, 2, 2])))
    #expect(weighted.distance(to: repeated) < 1e-6)
  }

  @Test func shortAnswersAreNoText() async throws {
    let table = AnswerTable(
      Transcript(answers: [["4"], ["5"]], keys: ["4"], options: nil))
    await #expect(throws: NotMeasurable(.notApplicable)) {
      _ = try await builtIn("lexical.opening4").evidence(from: table)
    }
  }
}

@Suite struct LengthDifferenceTests {
  @Test func differencesOfEachProbeAgainstPython() async throws {
    let golden = try golden("lexical", as: LexicalGolden.self)
    let texts = (0..<5).map { subject in golden.probes.map { $0[subject] } }
    let found = await LengthDifference.evidence(from: AnswerTable(Transcript(texts: texts)))
    let evidence = try #require(found)
    for probe in golden.probes.indices {
      let weights = golden.probes.indices.map { Float($0 == probe ? 1 : 0) }
      let matrix = evidence.similarities(under: [weights])[0]
      #expect(matrix.distance { golden.lengthDifferences[probe][$0][$1] } < 1e-6)
    }
  }

  @Test func shortAnswersHaveNone() async {
    let transcript = Transcript(answers: [["4"], ["5"]], keys: ["4"], options: nil)
    let evidence = await LengthDifference.evidence(from: AnswerTable(transcript))
    #expect(evidence == nil)
  }
}

/// Random texts of ASCII words, a few a line; a term is a word or two neighbouring words.
struct WordWorld {
  /// Shape: subjects x probes x samples.
  let texts: [[[String]]]
  let isReference: [Bool]

  init(subjects: Int, probes: Int, seed: UInt64) {
    var stream = RandomStream(seed: seed)
    self.init(
      texts: (0..<subjects).map { subject in
        (0..<probes).map { probe in
          let samples = subject % 7 == 3 && probe == 1 ? 0 : 1 + subject % 3
          return (0..<samples).map { _ in Self.text(&stream) }
        }
      })
  }

  init(texts: [[[String]]]) {
    self.texts = texts
    isReference = texts.indices.map { $0 % 4 != 1 }
  }

  /// Words by falling popularity, some of them twice.
  private static func text(_ stream: inout RandomStream) -> String {
    let words = (0..<(2 + stream.index(below: 12))).map { _ in
      "w\(Int(60 * pow(stream.uniform(), 3)))"
    }
    return words.enumerated().map { $0 % 3 == 2 ? "\n" + $1 : $1 }.joined(separator: " ")
  }

  static func opening(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).prefix(4).map(String.init)
  }

  static func oneAndTwoWords(_ text: String) -> [String] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return words + zip(words, words.dropFirst()).map { "\($0) \($1)" }
  }

  /// For every word of the first probe, the number of subjects that open with it.
  var documentFrequencies: [Int] {
    var counts: [String: Int] = [:]
    for subject in texts {
      for word in Set(subject[0].flatMap(Self.opening)) { counts[word, default: 0] += 1 }
    }
    return Array(counts.values)
  }

  /// The definition written down pair by pair; texts without terms do not count.
  func obviousSimilarity(_ a: Int, _ b: Int, _ terms: (String) -> [String]) -> Double? {
    let means: [Double] = texts[0].indices.compactMap { probe in
      let documents = texts.map { $0[probe].map(terms).filter { !$0.isEmpty } }
      let population = texts.indices.filter { isReference[$0] }.flatMap { documents[$0] }
        .map { Set($0) }
      let first = documents[a].map { Self.vector($0, population) }
      let second = documents[b].map { Self.vector($0, population) }
      guard !first.isEmpty, !second.isEmpty else { return nil }
      let cosines = first.flatMap { x in second.map { y in Self.cosine(x, y) } }
      return cosines.reduce(0, +) / Double(cosines.count)
    }
    return means.isEmpty ? nil : means.reduce(0, +) / Double(means.count)
  }

  private static func vector(_ terms: [String], _ population: [Set<String>]) -> [String: Double] {
    let counts = Dictionary(terms.map { ($0, 1.0) }, uniquingKeysWith: +)
    return Dictionary(
      uniqueKeysWithValues: counts.map { term, count in
        let containing = Double(population.count { $0.contains(term) })
        return (
          term, (1 + log(count)) * (log((1 + Double(population.count)) / (1 + containing)) + 1)
        )
      })
  }

  private static func cosine(_ x: [String: Double], _ y: [String: Double]) -> Double {
    let product = x.reduce(0) { $0 + $1.value * (y[$1.key] ?? 0) }
    let squares = [x, y].map { $0.values.reduce(0) { $0 + $1 * $1 } }
    return product / (squares[0] * squares[1]).squareRoot()
  }
}
