import Foundation
import Similarity
import Statistics
import Testing

/// The e-processes behind the gate on a source's errors.
@Suite struct SourceErrorRiseTests {
  private typealias Item = SourceErrorRise.Sample

  /// The smaller of both largest wealths, bet by bet.
  private func obviousLoop(_ items: [Item], margin: Double, limit: Double) -> Double {
    func largest(_ value: (Item) -> Double, above mean: Double) -> Double {
      (1...items.count).map { count in
        let products = [0.05, 0.1, 0.2, 0.4, 0.8].map { stake in
          items[..<count].reduce(1.0) { $0 * (1 + stake * (value($1) - mean) / mean) }
        }
        return max(1, products.reduce(0, +) / 5)
      }.max()!
    }
    return log10(
      min(
        largest(
          { 0.5 + (($0.now ? 1 : 0) - ($0.reference.before ? 1 : 0)) / 2 }, above: (1 + margin) / 2),
        largest({ 0.5 + (($0.now ? 1 : 0) - $0.reference.share) / 2 }, above: (1 + limit) / 2)))
  }

  /// - Parameters:
  ///   - shares: of unrelated lineages, one for each item in turn.
  ///   - rise: how much more probable than for these lineages the error is for the suspect now.
  private func items(
    _ count: Int, before: Double, shares: [Double], rise: Double, _ stream: inout RandomStream
  ) -> [Item] {
    (0..<count).map { index in
      let share = shares[index % shares.count]
      return (
        SourceErrorRise.Reference(before: stream.uniform() < before, share: share),
        stream.uniform() < share + rise
      )
    }
  }

  private func rise(_ items: [Item], margin: Double, limit: Double) -> SourceErrorRise {
    var rise = SourceErrorRise(margin: margin, limit: limit)
    for item in items { rise.observe([item]) }
    return rise
  }

  @Test func theEValueAgainstObviousLoop() {
    var stream = RandomStream(seed: 3)
    for (margin, limit) in [(0.01, 0.0), (0.05, 0.04), (0.3, 0.2)] {
      let items = items(60, before: 0.1, shares: [0, 0.2, 0.5], rise: 0.3, &stream)
      let value = rise(items, margin: margin, limit: limit)
      #expect(
        abs(value.log10E - obviousLoop(items, margin: margin, limit: limit)) < 1e-9)
      #expect(value.items == 60 && value.now == items.count { $0.now })
      #expect(abs(value.expected - 60 * 0.7 / 3) < 1e-9)
    }
  }

  /// One in twenty at most, whenever one looks: at the edge of either hypothesis, with the other far
  /// from true.
  @Test(arguments: [(0.0, 0.05, 0.0), (0.1, 0.15, 0.0), (0.0, 0.04, 0.04), (0.0, 0.1, 0.1)])
  func anInnocentSeriesSeldomFails(before: Double, rise: Double, limit: Double) {
    var stream = RandomStream(seed: 11)
    let trials = 1_000
    // Without a limit by the controls it is the baseline that matters, and the other way about.
    let (shares, margin) = limit == 0 ? ([0.0], 0.05) : ([0.0, 0.1, 0.3, 0.7], 0.01)
    let shown = (0..<trials).count { _ in
      self.rise(
        items(400, before: before, shares: shares, rise: rise, &stream), margin: margin,
        limit: limit
      ).isShown
    }
    #expect(Double(shown) / Double(trials) <= 0.05)
  }

  @Test func aLargeRiseIsShownAlmostAlways() {
    var stream = RandomStream(seed: 12)
    let shown = (0..<200).count { _ in
      rise(
        items(300, before: 0.2, shares: [0, 0.2, 0.4], rise: 0.25, &stream), margin: 0.05,
        limit: 0.05
      ).isShown
    }
    #expect(shown > 190)
  }

  @Test func oneOfBothIsNotEnough() {
    var stream = RandomStream(seed: 14)
    let common = items(400, before: 0, shares: [0.6], rise: 0, &stream)
    #expect(rise(common, margin: 0.02, limit: 0).surplus! < 0.05)
    #expect(!rise(common, margin: 0.02, limit: 0.05).isShown, "everybody makes these errors")
    let old = items(400, before: 0.5, shares: [0], rise: 0.5, &stream)
    #expect(!rise(old, margin: 0.02, limit: 0).isShown, "they were made before")
  }

  @Test func whatCannotBeShownAnyMoreIsNotShown() {
    var stream = RandomStream(seed: 13)
    for _ in 0..<50 {
      let items = items(40, before: 0.2, shares: [0, 0.3], rise: 0.2, &stream)
      for cut in stride(from: 0, to: 40, by: 5) {
        let start = rise(Array(items[..<cut]), margin: 0.05, limit: 0.02)
        guard !start.canBeShown(after: items[cut...].map { [$0.reference] }) else { continue }
        #expect(!rise(items, margin: 0.05, limit: 0.02).isShown)
      }
    }
    let fresh = [SourceErrorRise.Reference(before: false, share: 0)]
    let start = SourceErrorRise(margin: 0.05, limit: 0.05)
    #expect(!start.canBeShown(after: [fresh, fresh, fresh]))
    #expect(start.canBeShown(after: Array(repeating: fresh, count: 30)))
    #expect(
      !SourceErrorRise(margin: 0.05, limit: 0.999).canBeShown(
        after: Array(repeating: fresh, count: 900)))
  }

  @Test func theOrderIsRandomTheSameForASeedAndIndependentOfTheList() {
    let items = (0..<50).map {
      SourceErrors.Item(probe: "p\($0)", sample: 0, answer: "1", share: 0, agrees: nil)
    }
    let order = SourceErrors.order(items, seed: 1, source: "t").flatMap(\.self)
    #expect(order == SourceErrors.order(items.reversed(), seed: 1, source: "t").flatMap(\.self))
    #expect(order != SourceErrors.order(items, seed: 2, source: "t").flatMap(\.self))
    #expect(order != SourceErrors.order(items, seed: 1, source: "u").flatMap(\.self))
    #expect(Set(order.map(\.probe)) == Set(items.map(\.probe)))
  }

  @Test func theSamplesOfAProbeComeTogether() {
    let items = (0..<40).map {
      SourceErrors.Item(probe: "p\($0 % 10)", sample: $0 / 10, answer: "1", share: 0, agrees: nil)
    }
    let order = SourceErrors.order(items, seed: 1, source: "t")
    #expect(order.count == 10)
    for samples in order {
      #expect(samples.map(\.sample) == [0, 1, 2, 3])
      #expect(Set(samples.map(\.probe)).count == 1)
    }
  }

  /// Five equal samples say no more than one.
  @Test func samplesOfAProbeAreOneObservation() {
    var stream = RandomStream(seed: 15)
    let items = items(60, before: 0.1, shares: [0, 0.2, 0.5], rise: 0.3, &stream)
    var repeated = SourceErrorRise(margin: 0.02, limit: 0.04)
    for item in items { repeated.observe(Array(repeating: item, count: 5)) }
    let single = rise(items, margin: 0.02, limit: 0.04)
    #expect(abs(repeated.log10E - single.log10E) < 1e-9)
    #expect(repeated.probes == 60 && repeated.items == 300 && repeated.now == 5 * single.now)
    #expect(abs(repeated.rise! - single.rise!) < 1e-12)
    #expect(abs(repeated.surplus! - single.surplus!) < 1e-12)
    repeated.observe([])
    #expect(repeated.probes == 60)
  }

  /// One in twenty at most, where the samples of a probe are equal.
  @Test func anInnocentSeriesOfRepeatedSamplesSeldomFails() {
    var stream = RandomStream(seed: 16)
    let shown = (0..<1_000).count { _ in
      var rise = SourceErrorRise(margin: 0.05, limit: 0)
      for item in items(100, before: 0, shares: [0], rise: 0.05, &stream) {
        rise.observe(Array(repeating: item, count: 5))
      }
      return rise.isShown
    }
    #expect(shown <= 50)
  }

  @Test func severalTestsShareTheChanceOfAnError() {
    var stream = RandomStream(seed: 17)
    let items = items(200, before: 0.1, shares: [0, 0.2], rise: 0.5, &stream)
    for tests in 1...4 {
      var rise = SourceErrorRise(margin: 0.02, limit: 0.02, tests: tests)
      for item in items {
        rise.observe([item])
        #expect(rise.decisiveE == 20 * Double(tests))
        #expect(rise.isShown == (pow(10, rise.log10E) >= rise.decisiveE))
      }
      #expect(rise.isShown)
    }
  }

  @Test func replicatesSurviveTheirText() throws {
    let replicates = ExcessReplicates([1.2344, nil, -0.0006, .nan, 12])
    let read = try JSONDecoder().decode(
      [ExcessReplicates].self, from: try JSONEncoder().encode([replicates]))
    #expect(read == [replicates])
    #expect(replicates.values == [1.234, nil, -0.001, nil, 12])
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode([ExcessReplicates].self, from: Data("[\"1 x\"]".utf8))
    }
  }
}
