import Foundation
import Panels
import Probing
import Similarity
import Statistics
import Testing

/// Real models, when the folder of recorded panels is at hand: `FILIATION_PANELS` names it.
private let panels = ProcessInfo.processInfo.environment["FILIATION_PANELS"]

/// Against an independent implementation in Python (NumPy, SciPy) of the same definitions.
@Suite(.enabled(if: panels != nil)) struct PanelTests {
  init() { BLAS.useOneThread() }

  private struct Expected {
    let suspect: String
    let source: String
    /// Opening words, line starts.
    let similarity: [Double]
    var excess: [Double]?
  }

  private static let pairs = [
    Expected(
      suspect: "vicuna-7b", source: "gpt4_0613",
      similarity: [0.2773498345606075, 0.2514450926217974]),
    Expected(
      suspect: "vicuna-7b", source: "text_davinci_003",
      similarity: [0.20065039685773078, 0.15198135851032263],
      excess: [1.3514280134975711, 1.601728413459158]),
    Expected(
      suspect: "vicuna-7b", source: "gpt-3.5-turbo-0301",
      similarity: [0.3866178713970303, 0.3078462020210598],
      excess: [4.253586804839361, 5.015974968081325]),
    Expected(
      suspect: "guanaco-33b", source: "gpt-3.5-turbo-0301",
      similarity: [0.26713383834554544, 0.1622257588072593],
      excess: [2.2175950001378086, 2.7123189409488715]),
    Expected(
      suspect: "claude-2", source: "gpt-3.5-turbo-0301",
      similarity: [0.16762572104886453, 0.10285877677964868],
      excess: [0.9420357304575477, 1.1533168993028802]),
    Expected(
      suspect: "claude-2", source: "text_davinci_003",
      similarity: [0.09202331504964294, 0.06067438945081433],
      excess: [0.4793642120645427, 1.091418062691477]),
    Expected(
      suspect: "zephyr-7b-beta", source: "claude-instant-1.2",
      similarity: [0.12130020805027174, 0.08325281557829484],
      excess: [-1.2343700044221209, -1.8094147589620724]),
    Expected(
      suspect: "gemma-2-9b-it-SimPO", source: "text_davinci_003",
      similarity: [0.10614820316452464, 0.04627126121283468],
      excess: [1.346866334909416, -0.14633044239511533]),
  ]

  @Test func alpacaEvalAgainstPython() async throws {
    let panel = try await Panel.read(try #require(panels) + "/alpaca-eval")
    let findings = await Assessment.findings(
      for: AssessmentRequest(
        study: StudyRecord(name: panel.name, mode: .retrospective),
        tool: ToolRecord(version: "test", blas: BLAS.coreName, seed: 1, replicates: 0),
        transcript: panel.transcript, calibration: panel.calibration,
        scored: Self.pairs.map {
          PairLabel(suspect: $0.suspect, source: $0.source, relation: nil)
        }, metrics: ["lexical.opening4", "lexical.line-start"].map(builtIn)))
    for (pair, expected) in zip(findings.pairs, Self.pairs) { check(pair, expected) }
    let validity = try #require(findings.validity)
    #expect(validity.derivedSuspects == 61)
    #expect(validity.units.count == 362)
    #expect(gap(validity.sourceOnlyAUC, 0.9352159468438539) < 1e-6)
    check(validity.methods[0], [0.97698, 0.93443, 0.95040, 0.387])
    check(validity.methods[2], [0.98067, 0.96721, 0.95334, 0.351])
    let ranks = try #require(
      validity.units.first { $0.suspect == "vicuna-7b" && $0.sourceMaker == "openai" })
    #expect(ranks.rankP == RankP(exceeding: 0, lineages: 8))
    #expect(abs(ranks.excess - 3.7966948552799886) < 1e-5)
  }

  /// All pairs of 30 subjects on 12,032 items.
  @Test(
    arguments: BuiltInMetrics.all.map(\.descriptor).filter { $0.family == .errors }.map(\.id))
  func allPairsOfMMLUProAreQuick(_ id: String) async throws {
    let panel = try await Panel.read(try #require(panels) + "/mmlu-pro")
    let table = AnswerTable(panel.transcript)
    let clock = ContinuousClock()
    let start = clock.now
    guard let evidence = try? await builtIn(id).evidence(from: table) else {
      return print("\(id): no value on this panel")
    }
    let measured = clock.now - start
    let matrix = evidence.similarities(probes: table.probeCount)
    let evaluated = clock.now - start - measured
    print("\(id): evidence \(measured), all pairs \(evaluated)")
    for a in 0..<matrix.count {
      for b in 0..<matrix.count where a != b { #expect(matrix[a, b]?.isFinite == true) }
    }
    #expect(measured + evaluated < .seconds(20))
  }

  private func check(_ pair: PairFinding, _ expected: Expected) {
    for (index, metric) in pair.metrics.enumerated() {
      #expect(gap(metric.similarity, expected.similarity[index]) < 1e-5)
      if let excess = expected.excess { #expect(gap(metric.excess, excess[index]) < 1e-5) }
    }
    if let excess = expected.excess {
      #expect(gap(pair.excess, (excess[0] + excess[1]) / 2) < 1e-5)
    }
  }

  /// AUC, true-positive rate at 5 %, A and Cllr.
  private func check(_ method: Validity.Method, _ expected: [Double]) {
    let found = [method.auc, method.truePositiveRate5, method.sourceFixed, method.cllr]
    for (estimate, value) in zip(found, expected) { #expect(gap(estimate?.value, value) < 1e-3) }
  }
}
