/// One attribute of one place: what a question asks for.
package struct Fact: Hashable, Sendable {
  package var place: Int
  package var attribute: Int

  package init(place: Int, attribute: Int) {
    self.place = place
    self.attribute = attribute
  }
}

/// A whole number from 100 to 999, the value of every fact.
struct Figure: Hashable, Sendable {
  static let digits = 3

  let value: Int

  init(_ value: Int) {
    precondition(Self.range.contains(value), "a figure has three digits")
    self.value = value
  }

  /// From digits, most significant first.
  init(_ digits: [Int]) {
    self.init(digits.reduce(0) { $0 * 10 + $1 })
  }

  static let range = 100...999

  /// Most significant first.
  var digits: [Int] { [value / 100, value / 10 % 10, value % 10] }
}
