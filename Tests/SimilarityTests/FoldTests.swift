import Probing
import Similarity
import Statistics
import Testing

/// What a number may not depend on.
@Suite(.serialized) struct FoldTests {
  init() { BLAS.useOneThread() }

  private static let metrics = ["errors.rare-agreement", "lexical.opening4", "lexical.line-start"]

  private func findings(
    _ transcript: Transcript, labels: [PairLabel]? = nil, metrics: [String] = metrics
  ) async -> Findings {
    let labels = labels ?? TextWorld.labels(transcript)
    let asked = PairLabel(suspect: "suspect", source: "c0-0", relation: nil)
    let known = TextWorld.labels(transcript).map {
      PairLabel(suspect: $0.suspect, source: $0.source, relation: nil)
    }
    return await Assessment.findings(
      for: AssessmentRequest(
        study: StudyRecord(name: "test", mode: .locked),
        tool: ToolRecord(version: "test", blas: "test", seed: 5, replicates: 20),
        transcript: transcript, calibration: labels,
        scored: [asked] + known, headlines: [("suspect", "c0-0")],
        metrics: metrics.map(builtIn)))
  }

  @Test func findingsAreIdenticalOnEveryRunAndUnderLoad() async {
    let transcript = TextWorld.study().transcript
    let metrics = Self.metrics + ["embedding.residual-cosine"]
    let alone = await findings(transcript, metrics: metrics)
    #expect(alone.pairs[0].ratio != nil)
    async let first = findings(transcript, metrics: metrics)
    async let second = findings(transcript, metrics: metrics)
    for other in await [first, second] { #expect(other == alone) }
  }

  @Test func orderOfSubjectsAndProbesDoesNotMatter() async {
    let transcript = TextWorld.study().transcript
    var stream = RandomStream(seed: 12)
    let reordered = transcript.reordered(
      subjects: stream.permutation(of: transcript.subjects.count),
      probes: stream.permutation(of: transcript.probes.count))
    let one = await findings(transcript)
    let other = await findings(reordered, labels: TextWorld.labels(transcript))
    let rows = Dictionary(
      uniqueKeysWithValues: other.pairs.map { ("\($0.suspect) \($0.source)", $0) })
    for pair in one.pairs {
      expectClose(pair, rows["\(pair.suspect) \(pair.source)"]!, tolerance: 1e-4)
    }
    let estimates = [one, other].map { $0.validity!.methods.flatMap(Self.numbers) }
    #expect(zip(estimates[0], estimates[1]).allSatisfy { gap($0, $1) < 1e-3 })
  }

  private static func numbers(_ method: Validity.Method) -> [Double?] {
    [method.auc, method.sourceFixed, method.suspectFixed, method.cllr].flatMap {
      [$0?.value, $0?.low, $0?.high]
    }
  }

  private func expectClose(_ a: PairFinding, _ b: PairFinding, tolerance: Double) {
    #expect(gap(a.excess, b.excess) < tolerance)
    #expect(a.rankP == b.rankP)
    // Bounds lie on a grid of .01: rounding may move one by a step.
    #expect(gap(a.ratio?.log10, b.ratio?.log10) < 0.0101)
    #expect(gap(a.ratio?.low, b.ratio?.low) < 0.0101)
    #expect(gap(a.ratio?.high, b.ratio?.high) < 0.0101)
    for (x, y) in zip(a.metrics, b.metrics) {
      #expect(gap(x.similarity, y.similarity) < tolerance)
      #expect(gap(x.excess, y.excess) < 10 * tolerance)
    }
  }

  /// Another suspect in the place of the first, and a second one beside it.
  @Test func newSuspectChangesNoControlsNumber() async {
    let first = TextWorld.study().transcript
    let other = TextWorld.study(
      suspect: TextWorld.Member(subject: .made("suspect", lineage: "elsewhere"))
    ).transcript
    var both = first
    both.subjects.append(.made("a second suspect"))
    both.responses.append(other.responses.last!)
    let expected = await findings(first)
    let replaced = await findings(other)
    let added = await findings(both)
    #expect(expected.pairs[0].excess != replaced.pairs[0].excess)
    for (pair, same) in zip(expected.pairs, replaced.pairs).dropFirst() {
      expectClose(pair, same, tolerance: 1e-5)
    }
    for (pair, same) in zip(expected.pairs, added.pairs) {
      expectClose(pair, same, tolerance: 1e-5)
    }
  }

  /// A ratio comes from other lineages only: what is believed of the suspect and of its siblings
  /// does not enter. The rates of wrong answers are another matter: they come from all subjects
  /// without a known teacher, whichever pair is tested.
  @Test(arguments: ["u3", "d2"])
  func ownLabelsDoNotMatter(_ prefix: String) async throws {
    let transcript = TextWorld.study(unrelated: 14, derived: 7).transcript
    let labels = TextWorld.labels(transcript)
    let flipped = labels.map { label in
      guard label.suspect.hasPrefix(prefix), label.source.hasPrefix("c0") else { return label }
      var label = label
      label.relation = label.relation == .distilled ? .independent : .distilled
      return label
    }
    #expect(labels != flipped)
    let metrics = ["lexical.opening4", "lexical.line-start"]
    let before = await findings(transcript, labels: labels, metrics: metrics)
    let after = await findings(transcript, labels: flipped, metrics: metrics)
    for (one, other) in zip(before.pairs, after.pairs) where one.suspect.hasPrefix(prefix) {
      #expect(one.ratio != nil)
      #expect(one == other)
    }
    #expect(before.pairs != after.pairs, "others do depend on it")
  }
}
