/// Counts numbered terms of one text after another, without clearing all counts between.
struct TermCounter {
  /// By number.
  private var counts: [Int32] = []
  /// The first `seenCount` are the numbers counted, in order of first appearance. There is a place
  /// more than there are numbers, for one is written before it is known to be new.
  private var seen: [Int32] = []
  private var seenCount = 0

  @inline(__always)
  mutating func add(_ number: Int32) {
    makeRoom(for: number)
    if counts[Int(number)] == 0 {
      seen[seenCount] = number
      seenCount += 1
    }
    counts[Int(number)] &+= 1
  }

  /// Adds each of several numbers once.
  mutating func add(_ numbers: [Int32]) {
    makeRoom(for: numbers.max() ?? 0)
    numbers.withUnsafeBufferPointer { add($0, times: 1) }
  }

  /// Adds each of several numbers, for which there must be room, a few times.
  @inline(__always)
  mutating func add(_ numbers: UnsafeBufferPointer<Int32>, times: Int32) {
    var filled = seenCount
    counts.withUnsafeMutableBufferPointer { counts in
      seen.withUnsafeMutableBufferPointer { seen in
        for number in numbers {
          let count = counts[Int(number)]
          seen[filled] = number
          filled &+= count == 0 ? 1 : 0
          counts[Int(number)] = count &+ times
        }
      }
    }
    seenCount = filled
  }

  /// Makes room for numbers up to this one.
  @inline(__always)
  mutating func makeRoom(for number: Int32) {
    if number >= counts.count { grow(to: Int(number) + 1) }
  }

  private mutating func grow(to count: Int) {
    let size = max(1_024, count, counts.count * 2)
    counts += [Int32](repeating: 0, count: size - counts.count)
    seen += [Int32](repeating: 0, count: size + 1 - seen.count)
  }

  /// Numbers and counts in order of first appearance; the counter is empty afterwards.
  mutating func take() -> (numbers: [Int32], counts: [Int32]) {
    let numbers = Array(seen.prefix(seenCount))
    seenCount = 0
    var taken: [Int32] = []
    counts.withUnsafeMutableBufferPointer { counts in
      taken.append(numbers.count) { counts[Int(numbers[$0])] }
      for number in numbers { counts[Int(number)] = 0 }
    }
    return (numbers, taken)
  }
}
