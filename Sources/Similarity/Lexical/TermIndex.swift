/// Numbers distinct term hashes in order of first appearance; open addressing with linear probing,
/// at most half full.
struct TermIndex {
  /// The term of each number, with room for half as many as there are slots.
  private var terms = [UInt64](repeating: 0, count: 512)
  /// In each slot the number of a term plus one; 0 where it is free.
  private var slots = [Int32](repeating: 0, count: 1_024)
  private(set) var count = 0

  /// The number of a term, the next one where it is new.
  @inline(__always)
  mutating func number(of term: UInt64) -> Int32 {
    if count == terms.count { grow() }
    return terms.withUnsafeMutableBufferPointer { terms in
      slots.withUnsafeMutableBufferPointer { slots in
        Self.number(of: term, terms, slots, &count)
      }
    }
  }

  /// The numbers of many terms.
  ///
  /// All slots are read before any is looked at, so that the processor waits for memory once.
  mutating func numbers(of new: [UInt64]) -> [Int32] {
    while count + new.count > terms.count { grow() }
    var numbers: [Int32] = []
    terms.withUnsafeMutableBufferPointer { terms in
      slots.withUnsafeMutableBufferPointer { slots in
        numbers.append(new.count) { slots[Int(truncatingIfNeeded: new[$0]) & (slots.count &- 1)] }
        for (place, term) in new.enumerated() {
          let guess = Int(numbers[place]) &- 1
          numbers[place] =
            guess >= 0 && terms[guess] == term
            ? Int32(truncatingIfNeeded: guess) : Self.number(of: term, terms, slots, &count)
        }
      }
    }
    return numbers
  }

  @inline(__always)
  private static func number(
    of term: UInt64, _ terms: UnsafeMutableBufferPointer<UInt64>,
    _ slots: UnsafeMutableBufferPointer<Int32>, _ count: inout Int
  ) -> Int32 {
    var slot = Int(truncatingIfNeeded: term) & (slots.count &- 1)
    while slots[slot] > 0 {
      if terms[Int(slots[slot]) &- 1] == term { return slots[slot] &- 1 }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    terms[count] = term
    count &+= 1
    slots[slot] = Int32(truncatingIfNeeded: count)
    return slots[slot] &- 1
  }

  private mutating func grow() {
    let known = terms[..<count]
    slots = [Int32](repeating: 0, count: slots.count * 4)
    terms = [UInt64](repeating: 0, count: slots.count / 2)
    count = 0
    for term in known { _ = number(of: term) }
  }
}
