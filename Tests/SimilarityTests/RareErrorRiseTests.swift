import Foundation
import Similarity
import Statistics
import Testing

/// The e-process behind the gate on rare errors.
@Suite struct RareErrorRiseTests {
  /// The wealth, bet by bet, as Waudby-Smith & Ramdas write it.
  private func obviousLoop(_ pairs: [(Bool, Bool)], margin: Double) -> Double {
    let (level, mean) = (0.05, (1 + margin) / 2)
    var (wealth, largest) = (1.0, 1.0)
    var seen: [Double] = []
    for (before, now) in pairs {
      var squares = 0.25
      for end in seen.indices {
        let average = (0.5 + seen[...end].reduce(0, +)) / Double(end + 2)
        squares += pow(seen[end] - average, 2)
      }
      let next = Double(seen.count + 1)
      let bet = min(
        (2 * log(1 / level) / (squares / next * next * log(1 + next))).squareRoot(), 0.5 / mean)
      let value = 0.5 + ((now ? 1.0 : 0) - (before ? 1.0 : 0)) / 2
      wealth *= 1 + bet * (value - mean)
      largest = max(largest, wealth)
      seen.append(value)
    }
    return log10(largest)
  }

  private func pairs(
    _ count: Int, before: Double, now: Double, _ stream: inout RandomStream
  ) -> [(Bool, Bool)] {
    (0..<count).map { _ in (stream.uniform() < before, stream.uniform() < now) }
  }

  private func rise(_ pairs: [(Bool, Bool)], margin: Double) -> RareErrorRise {
    var rise = RareErrorRise(margin: margin)
    for (before, now) in pairs { rise.observe(before: before, now: now) }
    return rise
  }

  @Test func theEValueAgainstObviousLoop() {
    var stream = RandomStream(seed: 3)
    for margin in [0.01, 0.05, 0.3] {
      let pairs = pairs(60, before: 0.1, now: 0.4, &stream)
      let value = rise(pairs, margin: margin).log10E
      #expect(abs(value - obviousLoop(pairs, margin: margin)) < 1e-9)
    }
  }

  /// One in twenty at most, whenever one looks; here at the edge of the hypothesis.
  @Test(arguments: [(0.0, 0.05), (0.1, 0.15), (0.3, 0.35)])
  func anInnocentSeriesSeldomFails(before: Double, now: Double) {
    var stream = RandomStream(seed: 11)
    let trials = 2_000
    let shown = (0..<trials).count { _ in
      rise(pairs(200, before: before, now: now, &stream), margin: 0.05).isShown
    }
    #expect(Double(shown) / Double(trials) <= 0.05)
  }

  @Test func aLargeRiseIsShownAlmostAlways() {
    var stream = RandomStream(seed: 12)
    let shown = (0..<200).count { _ in
      rise(pairs(150, before: 0.05, now: 0.35, &stream), margin: 0.05).isShown
    }
    #expect(shown > 190)
  }

  @Test func whatCannotBeShownAnyMoreIsNotShown() {
    var stream = RandomStream(seed: 13)
    for _ in 0..<50 {
      let pairs = pairs(40, before: 0.2, now: 0.3, &stream)
      for cut in stride(from: 0, to: 40, by: 5) {
        let start = rise(Array(pairs[..<cut]), margin: 0.05)
        guard !start.canBeShown(after: pairs[cut...].map { $0.0 }) else { continue }
        #expect(!rise(pairs, margin: 0.05).isShown)
      }
    }
    #expect(!RareErrorRise(margin: 0.05).canBeShown(after: [false, false, false]))
    #expect(RareErrorRise(margin: 0.05).canBeShown(after: Array(repeating: false, count: 30)))
  }

  @Test func theOrderIsRandomTheSameForASeedAndIndependentOfTheList() {
    let items = (0..<50).map {
      RareErrors.Item(probe: "p\($0)", sample: 0, answer: "1", agrees: nil)
    }
    let order = RareErrors.order(items, seed: 1, source: "t")
    #expect(order == RareErrors.order(items.reversed(), seed: 1, source: "t"))
    #expect(order != RareErrors.order(items, seed: 2, source: "t"))
    #expect(order != RareErrors.order(items, seed: 1, source: "u"))
    #expect(Set(order.map(\.probe)) == Set(items.map(\.probe)))
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
