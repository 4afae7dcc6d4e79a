/// An e-process against the hypothesis that the answers at two moments are exchangeable.
///
/// Pairs of answers to the same prompt, one from each moment, come one after the other. Of each pair
/// it is told which two answers there are, and bets on which came first: with a and b counted so far
/// as s and e (start and end, each plus one half), the wealth is multiplied by
/// 2 s(x) e(y) / (s(x) e(y) + s(y) e(x)) when x came first. Under the hypothesis both orders are
/// equally probable whatever went before, so the wealth is a martingale of mean 1, and the chance
/// that it ever reaches 1/alpha is at most alpha (Ville 1939; Shafer 2021, testing by betting).
package struct BettingProcess: Sendable {
  private struct Count: Sendable {
    var start = 0.5
    var end = 0.5
  }

  /// By prompt and answer.
  private var counts: [[String]: Count] = [:]
  /// Natural log of the wealth.
  package private(set) var logWealth = 0.0
  /// Its largest value so far; at least 0.
  package private(set) var largest = 0.0

  package init() {}

  package mutating func observe(prompt: String, start: String, end: String) {
    let (x, y) = ([prompt, start], [prompt, end])
    let (a, b) = (counts[x, default: Count()], counts[y, default: Count()])
    let (right, wrong) = (a.start * b.end, b.start * a.end)
    logWealth += naturalLog(2 * right / (right + wrong))
    largest = max(largest, logWealth)
    counts[x, default: Count()].start += 1
    counts[y, default: Count()].end += 1
  }
}
