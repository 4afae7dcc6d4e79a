/// A running 64-bit hash of a term: FNV-1a over scalars with a finishing mix (Fowler, Noll, Vo;
/// finaliser of MurmurHash3). Stable across machines and runs.
struct TermHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func append(_ bits: UInt64) {
    state = (state ^ bits) &* 0x0000_0100_0000_01b3
  }

  mutating func append(lowercasing scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      append(UInt64(value &- 0x41 < 26 ? value | 0x20 : value))
    } else {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(UInt64(lower.value)) }
    }
  }

  var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return mixed ^ (mixed >> 33)
  }

  /// The hash of an ordered combination of terms.
  static func joined(_ terms: some Sequence<UInt64>) -> UInt64 {
    var hash = TermHash()
    for term in terms { hash.append(term) }
    return hash.value
  }
}
