import Foundation
import Statistics
import Testing

@Suite struct BettingTests {
  @Test func bettingAgainstNumPy() throws {
    for run in try JSONTree.golden("betting")["runs"].items {
      var process = BettingMixture(nullMean: try run["mean"].double)
      let wealth = try run["values"].doubles.map { value in
        process.observe(value)
        return process.logWealth
      }
      #expect(try agree(wealth, run["log_wealth"].doubles, 1e-11))
      #expect(process.largestLogWealth == max(0, wealth.max()!))
    }
  }

  @Test func mixtureAgainstQuadrature() throws {
    let golden = try JSONTree.golden("betting")
    for (row, expected) in zip(try golden["counts"].rows, try golden["log_mixture"].doubles) {
      var process = BernoulliMixture(nullChance: row[2])
      for trial in 0..<Int(row[1]) { process.observe(trial < Int(row[0]) ? 1 : 0) }
      #expect(abs(process.logWealth - expected) <= 1e-8 * max(1, abs(expected)))
    }
  }

  @Test func theOrderDoesNotChangeWhereTheWealthEnds() {
    let values = [0, 1, 0.5, 0.25, 1, 1, 0, 0.75]
    var (forwards, backwards) = (BettingMixture(nullMean: 0.4), BettingMixture(nullMean: 0.4))
    for value in values { forwards.observe(value) }
    for value in values.reversed() { backwards.observe(value) }
    #expect(agree(forwards.logWealth, backwards.logWealth, 1e-12))
    #expect(forwards.largestLogWealth != backwards.largestLogWealth)
  }

  /// All sequences of twelve Bernoulli trials, each weighed by its chance at the null.
  private func sequences(_ chance: Double, _ visit: ([Double], Double) -> Void) {
    for outcome in 0..<(1 << 12) {
      let values = (0..<12).map { Double(outcome >> $0 & 1) }
      visit(values, values.reduce(1) { $0 * ($1 == 1 ? chance : 1 - chance) })
    }
  }

  /// At the null the wealth of a fair game has expectation 1, exactly.
  @Test(arguments: [0.1, 0.5, 0.85])
  func wealthHasExpectationOneAgainstExactEnumeration(_ chance: Double) {
    var (bets, mixture) = (0.0, 0.0)
    sequences(chance) { values, weight in
      var process = BettingMixture(nullMean: chance)
      for value in values { process.observe(value) }
      bets += weight * exp(process.logWealth)
      var counts = BernoulliMixture(nullChance: chance)
      for value in values { counts.observe(value) }
      mixture += weight * exp(counts.logWealth)
    }
    #expect(agree(bets, 1, 1e-10))
    #expect(agree(mixture, 1, 1e-9))
  }

  /// Below the null it is smaller, and the chance of ever reaching 1/level is at most the level,
  /// whichever of the sequences comes.
  @Test(arguments: [(0.5, 0.5), (0.5, 0.4), (0.2, 0.2), (0.9, 0.9)])
  func errorOfTheFirstKindAgainstExactEnumeration(_ null: Double, _ truth: Double) {
    for level in [0.2, 0.05] {
      var (bets, mixture) = (0.0, 0.0)
      sequences(truth) { values, weight in
        var process = BettingMixture(nullMean: null)
        var counts = BernoulliMixture(nullChance: null)
        for value in values {
          process.observe(value)
          counts.observe(value)
        }
        if process.rejects(at: level) { bets += weight }
        if counts.rejects(at: level) { mixture += weight }
      }
      #expect(bets <= level && mixture <= level)
    }
  }

  @Test func evidenceGrowsUnderTheAlternative() {
    var stream = RandomStream(seed: 11)
    var bets = BettingMixture(nullMean: 0.3)
    var mixture = BernoulliMixture(nullChance: 0.3)
    for _ in 0..<200 {
      let value: Double = stream.uniform() < 0.6 ? 1 : 0
      bets.observe(value)
      mixture.observe(value)
    }
    #expect(bets.rejects(at: 0.001) && mixture.rejects(at: 0.001))
    #expect(bets.count == 200 && mixture.count == 200)
  }

  /// A gambler never loses all, and a stop in between is remembered.
  @Test func extremesStayNumbers() {
    var bets = BettingMixture(nullMean: 0.99)
    var mixture = BernoulliMixture(nullChance: 0.01)
    for _ in 0..<5_000 {
      bets.observe(0)
      mixture.observe(0)
    }
    #expect(bets.logWealth.isFinite && !mixture.logWealth.isNaN && mixture.logWealth < 0)
    #expect(bets.largestLogWealth == 0 && !bets.rejects(at: 0.99))
    for _ in 0..<5_000 { mixture.observe(1) }
    #expect(mixture.logWealth.isFinite && mixture.rejects(at: 1e-9))
  }
}
