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

  /// Calls `body` with the position of each family, ascending.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}
