/// A seeded, named, splittable stream of random numbers.
///
/// The sequence is fixed by this file alone: xoshiro256** (Blackman & Vigna 2021) whose state is
/// filled by SplitMix64 (Steele, Lea & Flood 2014), and conversions that use only integer and
/// correctly rounded arithmetic. It is the same on every platform and under every compiler.
///
/// A substream depends on the *key* of its parent, a name and an index - not on how many numbers
/// the parent has produced - so adding a procedure, or running blocks in another order, changes no
/// other number.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: UInt64
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    self.init(key: Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15))
  }

  private init(key: UInt64) {
    self.key = key
    var counter = key
    func fill() -> UInt64 {
      counter &+= 0x9E37_79B9_7F4A_7C15
      return Self.mixed(counter)
    }
    state = (fill(), fill(), fill(), fill())
  }

  /// An independent stream for a procedure and, within it, for a block or replicate.
  public func substream(_ name: String, _ index: Int = 0) -> RandomStream {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let named = Self.mixed(key ^ Self.mixed(hash))
    let position = UInt64(bitPattern: Int64(index)) &+ 1
    return RandomStream(key: Self.mixed(named &+ position &* 0xD1B5_4A32_D192_ED03))
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// The finaliser of SplitMix64: a bijection that scatters nearby numbers.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension RandomStream {
  /// Uniform on [0, 1), a multiple of 2^-53.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Standard normal, by inversion of a uniform number in the open unit interval.
  public mutating func normal() -> Double {
    let open = (Double(next() >> 12) + 0.5) * 0x1p-52
    return Normal.quantile(open)
  }

  /// Uniform on 0, 1, ..., bound - 1 without bias (Lemire 2019). `bound` must be positive.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "an index needs a positive bound")
    let range = UInt64(bound)
    var product = range.multipliedFullWidth(by: next())
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = range.multipliedFullWidth(by: next()) }
    }
    return Int(product.high)
  }
}
