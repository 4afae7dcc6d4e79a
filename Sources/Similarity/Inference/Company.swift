/// A set of cohort families: the reference that one comparison is made against.
struct Company: Hashable, Sendable {
  private(set) var bits: UInt64

  /// The first `count` families.
  init(first count: Int) { bits = count >= 64 ? .max : (1 << UInt64(count)) - 1 }

  init(bits: UInt64) { self.bits = bits }

  init(_ families: some Sequence<Int>) {
    bits = families.reduce(0) { $0 | (1 << UInt64($1)) }
  }

  var count: Int { bits.nonzeroBitCount }

  mutating func insert(_ family: Int) { bits |= 1 << UInt64(family) }

  func contains(_ family: Int) -> Bool { bits & (1 << UInt64(family)) != 0 }

  func subtracting(_ other: Company) -> Company {
    var result = self
    result.bits &= ~other.bits
    return result
  }

  func union(_ other: Company) -> Company {
    var result = self
    result.bits |= other.bits
    return result
  }

  func intersection(_ other: Company) -> Company { Company(bits: bits & other.bits) }
}

extension Company: Sequence {
  /// The positions of the families, ascending.
  struct Positions: IteratorProtocol {
    fileprivate var rest: UInt64

    @inline(__always)
    mutating func next() -> Int? {
      guard rest != 0 else { return nil }
      defer { rest &= rest - 1 }
      return rest.trailingZeroBitCount
    }
  }

  func makeIterator() -> Positions { Positions(rest: bits) }
}
