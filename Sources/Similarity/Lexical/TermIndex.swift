/// Numbers distinct term hashes in order of first appearance; open addressing with linear probing.
struct TermIndex {
  private var slots: [UInt64]
  private var numbers: [Int32]
  private let mask: Int
  private(set) var count = 0
  private var zero: Int32 = -1

  /// - Parameter capacity: an upper bound on the number of distinct terms.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    numbers = [Int32](repeating: 0, count: size)
    mask = size - 1
  }

  mutating func number(of term: UInt64) -> Int32 {
    if term == 0 { return numberOfZero() }
    var slot = Int(truncatingIfNeeded: term) & mask
    while slots[slot] != 0 {
      if slots[slot] == term { return numbers[slot] }
      slot = (slot + 1) & mask
    }
    slots[slot] = term
    numbers[slot] = Int32(count)
    count += 1
    return Int32(count - 1)
  }

  /// Zero marks a free slot, so the term 0 is kept apart.
  private mutating func numberOfZero() -> Int32 {
    if zero < 0 {
      zero = Int32(count)
      count += 1
    }
    return zero
  }
}
