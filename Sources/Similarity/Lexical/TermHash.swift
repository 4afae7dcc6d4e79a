/// A running 64-bit hash of a term: FNV-1a over scalars with a finishing mix (Fowler, Noll, Vo;
/// finaliser of MurmurHash3). Stable across machines and runs.
struct TermHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  mutating func append(_ bits: UInt64) {
    state = (state ^ bits) &* 0x0000_0100_0000_01b3
  }

  @inline(__always)
  mutating func append(lowercasing scalar: Unicode.Scalar) {
    if scalar.isASCII {
      append(scalar.lowercasedASCII)
    } else {
      self = appending(scalar.lowercased)
    }
  }

  /// Takes scalars from a text as long as they are as wanted; every ASCII letter must be.
  @inline(__always)
  mutating func append(
    lowercasing text: inout UTF8Scalars, while isWanted: (Unicode.Scalar) -> Bool
  ) {
    repeat {
      while let letter = text.nextLetter() { append(letter) }
      guard let scalar = text.next(if: isWanted) else { return }
      append(lowercasing: scalar)
    } while true
  }

  /// Not in place, so that the hash of an ASCII word never leaves its register.
  @inline(never)
  private func appending(_ scalars: [UInt64]) -> TermHash {
    var hash = self
    for scalar in scalars { hash.append(scalar) }
    return hash
  }

  @inline(__always)
  var value: UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return mixed ^ (mixed >> 33)
  }

  /// The hash of an ordered combination of terms.
  @inline(__always)
  static func joined(_ terms: some Sequence<UInt64>) -> UInt64 {
    var hash = TermHash()
    for term in terms { hash.append(term) }
    return hash.value
  }

  /// Appends the hash of every run of `size` neighbours.
  static func appendRuns(of size: Int, in terms: [UInt64], to runs: inout [UInt64]) {
    guard size <= terms.count else { return }
    terms.withUnsafeBufferPointer { terms in
      runs.append(terms.count - size + 1) {
        joined(UnsafeBufferPointer(rebasing: terms[$0..<$0 &+ size]))
      }
    }
  }
}

extension Unicode.Scalar {
  @inline(__always)
  var lowercasedASCII: UInt64 { UInt64(value &- 0x41 < 26 ? value | 0x20 : value) }

  /// The scalars of the lower-case form; for most it is the scalar itself.
  var lowercased: [UInt64] {
    if isASCII { return [lowercasedASCII] }
    guard properties.changesWhenLowercased else { return [UInt64(value)] }
    return properties.lowercaseMapping.unicodeScalars.map { UInt64($0.value) }
  }
}

extension Array where Element: FixedWidthInteger {
  /// Appends elements made one by one from their places, 0 first, without a look at the capacity each
  /// time.
  @inline(__always)
  mutating func append(_ count: Int, _ element: (_ place: Int) -> Element) {
    let first = self.count
    append(contentsOf: repeatElement(0, count: count))
    withUnsafeMutableBufferPointer { elements in
      for place in 0..<count { elements[first &+ place] = element(place) }
    }
  }
}
