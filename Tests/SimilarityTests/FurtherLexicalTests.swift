import Foundation
import Probing
import Similarity
import Statistics
import Testing

/// Texts and what outside implementations make of them, recorded by
/// `Golden/make_embedding_golden.py`.
private struct FurtherLexicalGolden: Decodable {
  struct Layout: Decodable {
    /// By text, in the order of subjects, probes and samples.
    let features: [[Float]]
    let scales: [Double]
  }

  /// Shape: probes x subjects x samples.
  let probes: [[[String]]]
  let families: [String]
  let reference: [Bool]
  let unrelated: [Bool]
  /// By rule of terms: for every text the numbers of its terms.
  let terms: [String: [[Int]]]
  /// By metric; shape: probes x subjects x subjects.
  let similarities: [String: [[[Double?]]]]
  let layout: Layout

  var texts: [[[String]]] { families.indices.map { subject in probes.map { $0[subject] } } }

  var table: AnswerTable {
    let subjects = families.enumerated().map { Subject.made("s\($0)", family: $1) }
    return AnswerTable(
      Transcript(texts: texts, subjects: subjects), isReference: reference, isUnrelated: unrelated)
  }
}

@Suite struct FurtherLexicalTests {
  static let ids = [
    "lexical.opening12", "lexical.closing", "lexical.rare-ngram", "lexical.format",
    "lexical.hamming-mmd",
  ]

  private func golden() throws -> FurtherLexicalGolden {
    try SimilarityTests.golden("further_lexical", as: FurtherLexicalGolden.self)
  }

  @Test(arguments: ids)
  func eachProbeAgainstScikitLearnNumPyAndModelEqualityTesting(_ id: String) async throws {
    let golden = try golden()
    let count = golden.probes.count
    let weights = (0..<count).map { probe in (0..<count).map { Float($0 == probe ? 1 : 0) } }
    let matrices = try await builtIn(id).evidence(from: golden.table).similarities(under: weights)
    let expected = try #require(golden.similarities[id])
    for probe in 0..<count {
      #expect(matrices[probe].distance { expected[probe][$0][$1] } < 5e-6, "probe \(probe)")
    }
  }

  @Test(arguments: ids)
  func similarityIsTheMeanOverProbesBothAnswered(_ id: String) async throws {
    let golden = try golden()
    let matrix = try await builtIn(id).similarities(in: golden.table)
    let distance = matrix.distance { a, b in
      let values = golden.similarities[id]!.compactMap { $0[a][b] }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    #expect(distance < 5e-6)
  }

  @Test func closingTermsAgainstPython() throws {
    let golden = try golden()
    let texts = golden.probes.flatMap { $0.flatMap { $0 } }
    for (id, rule) in [
      ("lexical.closing", TermRule.closing(tokens: 30)), ("lexical.opening12", .opening(words: 12)),
    ] {
      var known: [UInt64: Int] = [:]
      for (text, expected) in zip(texts, try #require(golden.terms[id])) {
        let numbers = rule.terms(of: text).map { term in
          let number = known[term] ?? known.count
          known[term] = number
          return number
        }
        #expect(numbers == expected, "\(text.debugDescription)")
      }
    }
  }

  @Test func layoutOfEachTextAgainstPython() throws {
    let golden = try golden()
    let texts = golden.texts.flatMap { $0.flatMap { $0 } }
    for (text, expected) in zip(texts, golden.layout.features) {
      let found = LayoutFeatures(text).values
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 }, "\(text.debugDescription)")
    }
  }

  @Test(arguments: ids)
  func subjectOutsideTheReferenceChangesNoOtherPair(_ id: String) async throws {
    func matrix(_ suspect: TextWorld.Member) async throws -> SimilarityMatrix {
      let transcript = TextWorld.study(suspect: suspect, samples: 2).transcript
      return try await builtIn(id).similarities(
        in: AnswerTable(
          transcript, isReference: transcript.subjects.map { $0.id != suspect.subject.id }))
    }
    let one = try await matrix(TextWorld.planted)
    let other = try await matrix(TextWorld.Member(subject: .made("another")))
    let last = one.count - 1
    for a in 0..<last { for b in 0..<last { #expect(gap(one[a, b], other[a, b]) < 1e-7) } }
    #expect(one[0, last] != other[0, last])
  }

  @Test func oneSampleIsTooFewForADiscrepancy() async throws {
    let table = AnswerTable(Transcript(texts: [[["one"]], [["two"]]]))
    await #expect(throws: NotMeasurable(.tooFewSamples)) {
      _ = try await builtIn("lexical.hamming-mmd").evidence(from: table)
    }
    let some = AnswerTable(Transcript(texts: [[["one", "on"]], [["two", "to"]], [["three"]]]))
    let evidence = try await builtIn("lexical.hamming-mmd").evidence(from: some)
    let matrix = evidence.similarities(probes: 1)
    #expect(matrix[0, 1] != nil && matrix[0, 2] == nil && evidence.absence == .tooFewSamples)
  }

  /// Equal samples have no discrepancy, and the order of samples is none.
  @Test func equalSamplesHaveNoDiscrepancy() async throws {
    let texts = [[["same", "same"]], [["same", "same", "same"]], [["same", "other"]]]
    let matrix = try await builtIn("lexical.hamming-mmd")
      .similarities(in: AnswerTable(Transcript(texts: texts)))
    #expect(matrix[0, 1] == 0)
    let reordered = try await builtIn("lexical.hamming-mmd").similarities(
      in: AnswerTable(Transcript(texts: [texts[0], texts[1], [["other", "same"]]])))
    #expect(reordered.distance(to: matrix) == 0)
  }

  /// What every family says weighs nothing; what none says weighs most.
  @Test func commonRunsWeighNothingAndRareOnesMost() async throws {
    let common = "as everyone would say"
    let texts = (0..<6).map { [[$0 < 2 ? "quite unheard of words" : common + " number \($0)"]] }
    let subjects = (0..<6).map { Subject.made("s\($0)", inCohort: true) }
    let table = AnswerTable(Transcript(texts: texts, subjects: subjects))
    let matrix = try await builtIn("lexical.rare-ngram").similarities(in: table)
    #expect(abs(try #require(matrix[0, 1]) - log(5)) < 1e-6)
    #expect(try #require(matrix[2, 3]) > 0 && matrix[0, 2] == 0)
    let all = AnswerTable(Transcript(texts: texts.map { _ in [[common]] }, subjects: subjects))
    let equal = try await builtIn("lexical.rare-ngram").similarities(in: all)
    #expect(equal.distance { _, _ in 0 } < 1e-6)
  }

  /// A million characters, and nothing but pictures and marks.
  @Test func longAndStrangeTextsAreRead() async throws {
    let long = String(repeating: "word, ", count: 170_000)
    let marks = String(repeating: "e\u{301}\u{20E3}👩\u{200D}🚀 ", count: 40)
    let texts = [[[long, marks]], [[marks, long]], [[long, long]]]
    let subjects = (0..<3).map { Subject.made("s\($0)", inCohort: true) }
    for id in Self.ids {
      let matrix = try await builtIn(id).similarities(
        in: AnswerTable(Transcript(texts: texts, subjects: subjects)))
      for a in 0..<3 { for b in 0..<a { #expect(matrix[a, b]?.isFinite == true, "\(id)") } }
    }
    #expect(TermRule.closing(tokens: 30).terms(of: long).count == 30)
    #expect(TermRule.closing(tokens: 30).terms(of: " \n").isEmpty)
  }
}
