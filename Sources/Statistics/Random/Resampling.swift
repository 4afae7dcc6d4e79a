extension RandomStream {
  /// Puts the elements in random order, every order equally likely (Fisher-Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }

  /// A random order of 0, 1, ..., count - 1.
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// How often each of `count` units is drawn when `draws` units are drawn with replacement.
  ///
  /// A bootstrap draws as many as there are, which is the default. The result sums to `draws`.
  public mutating func multiplicities(of count: Int, draws: Int? = nil) -> [Int] {
    var times = [Int](repeating: 0, count: count)
    for _ in 0..<(draws ?? count) { times[index(below: count)] += 1 }
    return times
  }
}
