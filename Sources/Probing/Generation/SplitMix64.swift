/// The SplitMix64 generator (Steele, Lea and Flood 2014), which makes the shipped probe sets: its
/// draws are fixed by the seed and never change.
package struct SplitMix64: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// An integer below a positive bound, all equally likely up to 2^-64.
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  package mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// An integer with this many decimal digits that does not end with 0.
  package mutating func integer(digits: Int) -> Int {
    let least = (1..<digits).reduce(1) { power, _ in power * 10 }
    while true {
      let value = integer(least...(10 * least - 1))
      if value % 10 != 0 { return value }
    }
  }

  package mutating func integers(_ count: Int, digits: Int) -> [Int] {
    (0..<count).map { _ in integer(digits: digits) }
  }

  package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// Distinct elements in random order.
  package mutating func pick<Element>(_ count: Int, of list: [Element]) -> [Element] {
    Array(shuffled(list).prefix(count))
  }

  package mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
    var list = list
    for index in list.indices.dropFirst().reversed() { list.swapAt(index, below(index + 1)) }
    return list
  }
}
