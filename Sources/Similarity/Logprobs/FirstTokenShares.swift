import Probing

/// Probabilities of what a response may begin with, as an endpoint reported them.
struct FirstTokenShares: Sendable {
  /// By token without surrounding white space; positive.
  let shares: [String: Double]
  /// What the reported tokens leave to all others; 0 or more.
  let rest: Double

  /// The mean over the samples that have log probabilities; `nil` without any.
  init?(_ responses: [Response]) {
    let reported = responses.map(\.firstTokenLogprobs).map { $0.filter { !$0.logprob.isNaN } }
      .filter { !$0.isEmpty }
    guard !reported.isEmpty else { return nil }
    var shares: [String: Double] = [:]
    for entry in reported.joined() {
      let share = exponential(min(0, entry.logprob)) / Double(reported.count)
      if share > 0 { shares[entry.token.trimmed, default: 0] += share }
    }
    // Rounded log probabilities may add to a little more than 1.
    let total = shares.values.sorted().reduce(0, +)
    guard total > 0 else { return nil }
    self.shares = total > 1 ? shares.mapValues { $0 / total } : shares
    rest = max(0, 1 - total)
  }

  /// 1 minus the Jensen-Shannon divergence in bits, all unreported tokens taken as one.
  func similarity(to other: FirstTokenShares) -> Double {
    var terms = shares.compactMap { token, p in
      other.shares[token].map { jensenShannonTerm(p, $0) }
    }
    if rest > 0, other.rest > 0 { terms.append(jensenShannonTerm(rest, other.rest)) }
    return min(1, terms.sorted().reduce(0, +))
  }

  /// Probabilities of the options of a choice, or `nil` when most of the mass is on other tokens.
  ///
  /// - Parameter count: number of options, labelled A, B, C, ... or 1, 2, 3, ...
  func options(_ count: Int) -> [Double]? {
    var masses = [Double](repeating: 0, count: count)
    for (token, share) in shares.sorted(by: { $0.key < $1.key }) {
      if let index = OptionLabel.index(of: token), index < count { masses[index] += share }
    }
    let total = masses.reduce(0, +)
    return total >= 0.5 ? masses.map { $0 / total } : nil
  }
}

/// Labels of options.
enum OptionLabel {
  /// The 0-based option that a label or a token such as `B`, `b)` or `2.` stands for.
  static func index(of token: String) -> Int? {
    let bare = token.trimmed.filter { !"().:*".contains($0) }
    if let number = Int(bare) { return number > 0 ? number - 1 : nil }
    guard bare.utf8.count == 1, let letter = bare.uppercased().utf8.first,
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter)
    else { return nil }
    return Int(letter - UInt8(ascii: "A"))
  }
}
