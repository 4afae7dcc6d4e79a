import Probing
import Similarity
import Statistics
import Testing

/// Whether innocent models are accused no more often than announced, over populations that are
/// simulated independently: one trial for each.
@Suite(.serialized) struct NullTests {
  private static let trials = 200

  /// What a population says of one of its unrelated suspects, another one each time.
  private struct Trial: Sendable {
    let rank: RankP
    let log10LR: Double
    let auc: Double
  }

  private func trials(_ design: SimulatedPanel.Design) async -> [Trial] {
    await SimulatedPanel.map(design, count: Self.trials, seed: 1_000) { panel, index in
      let validity = await panel.findings().validity!
      let units = validity.units.filter { !$0.isDerived && $0.sourceMaker == "f0" }
        .filter { $0.suspect.hasPrefix("u") }
      let unit = units[index * 7 % units.count]
      return Trial(
        rank: unit.rankP!, log10LR: unit.log10LR ?? 0, auc: validity.methods[0].auc!.value)
    }
  }

  @Test func unrelatedSuspectsAreAccusedNoMoreThanNominalAgainstExactBinomial() async {
    let trials = await trials(SimulatedPanel.Design())
    #expect(trials.allSatisfy { $0.rank.smallestAttainable <= 0.05 })
    for level in [0.05, 0.1, 0.25] {
      let accused = trials.count { $0.rank.value <= level }
      let tail = BinomialCount(accused, of: trials.count).upperTail(rate: level)
      #expect(tail > 0.05, "rank p <= \(level) in \(accused) of \(trials.count)")
    }
    let strong = trials.count { $0.log10LR > 1 }
    #expect(BinomialCount(strong, of: trials.count).upperTail(rate: 0.1) > 0.05, "\(strong)")
    // The same populations show that the instrument sees what is there.
    let auc = trials.reduce(0) { $0 + $1.auc } / Double(trials.count)
    #expect(auc > 0.95)
    #expect(trials.contains { $0.rank.value <= 0.25 })
  }

  /// Nothing is planted: calibration learns from labels that mean nothing.
  @Test func meaninglessLabelsGiveNoStrongRatios() async {
    let trials = await trials(SimulatedPanel.Design(planted: 0))
    let strong = trials.count { $0.log10LR > 1 }
    #expect(BinomialCount(strong, of: trials.count).upperTail(rate: 0.1) > 0.05, "\(strong)")
    let auc = trials.reduce(0) { $0 + $1.auc } / Double(trials.count)
    #expect(abs(auc - 0.5) < 0.1)
  }
}
