import Probing
import Similarity
import Testing

/// Every number of an assessment against the same definitions written down plainly.
@Suite(.serialized) struct InferenceTests {
  private func index(_ id: String, _ study: RandomStudy) -> Int {
    study.subjects.firstIndex { $0.id == id }!
  }

  private func unit(_ label: PairLabel, _ obvious: ObviousInference) -> ObviousInference.Unit {
    let maker = obvious.subjects.first { $0.id == label.source }!.maker
    return obvious.units.first {
      obvious.subjects[$0.suspect].id == label.suspect && $0.maker == maker
    }!
  }

  @Test(arguments: [1, 2] as [UInt64])
  func pairsAgainstObviousLoop(_ seed: UInt64) async throws {
    let study = RandomStudy(seed: seed)
    let obvious = study.obvious
    let findings = await study.findings()
    for (label, pair) in zip(study.labels, findings.pairs) {
      let unit = unit(label, obvious)
      let (suspect, source) = (index(label.suspect, study), index(label.source, study))
      let excess = obvious.excess(
        suspect, source, on: obvious.company(unit), without: obvious.lineage(unit))
      #expect(gap(pair.excess, excess) < 1e-6)
      guard excess != nil else { continue }
      let rank = obvious.rank(unit, source: source)
      #expect(pair.rankP?.exceeding == rank?.exceeding && pair.rankP?.lineages == rank?.lineages)
      guard let ratio = pair.ratio else {
        Issue.record("no ratio for \(label)")
        continue
      }
      // The ratio is that of the unit, whose calibration it is.
      let expected = obvious.calibration(unit)
      let score = try #require(
        obvious.excess(unit, on: obvious.company(unit), without: obvious.lineage(unit)))
      #expect(abs(ratio.log10 - expected.clipped(score)) < 0.0101)
      #expect(abs(ratio.capLow - expected.bounds.lowerBound) < 0.0101)
      #expect(abs(ratio.capHigh - expected.bounds.upperBound) < 0.0101)
    }
  }

  /// With few and with many students of the other maker.
  @Test(arguments: [7, 23]) func unitsAgainstObviousLoop(students: Int) async throws {
    let study = RandomStudy(seed: 3, students: students)
    let obvious = study.obvious
    let validity = try #require(await study.findings(replicates: 0).validity)
    let measurable = obvious.units.filter {
      obvious.excess($0, on: obvious.company($0), without: obvious.lineage($0)) != nil
    }
    #expect(validity.units.count == measurable.count && measurable.count > 50)
    for found in validity.units {
      let unit = try #require(
        obvious.units.first {
          study.subjects[$0.suspect].id == found.suspect && $0.maker == found.sourceMaker
        })
      let excess = obvious.excess(
        unit, on: obvious.company(unit), without: obvious.lineage(unit))
      #expect(gap(found.excess, excess) < 1e-6)
      let rank = obvious.rank(unit)
      #expect(found.rankP?.exceeding == rank?.exceeding && found.rankP?.lineages == rank?.lineages)
      #expect(found.isDerived == unit.isDerived)
      let ratio = obvious.calibration(unit).clipped(found.excess)
      #expect(gap(found.log10LR, ratio) < 0.0101)
    }
  }

  @Test func controlsOfAHeadlineAgainstObviousLoop() async throws {
    let study = RandomStudy(seed: 4, students: 14, teachers: 2)
    let obvious = study.obvious
    let headline = try #require(await study.findings().headlines.first)
    let tested = unit(study.labels[0], obvious)
    let expected = obvious.controls(tested)
    #expect(headline.controls.count == expected.count)
    #expect(Set(headline.controls.map(\.relation)).count == 3)
    for (control, item) in zip(headline.controls, expected) {
      #expect(control.subject == study.subjects[item.unit.suspect].id)
      #expect(abs(control.excess - item.score) < 1e-6)
    }
  }
}
