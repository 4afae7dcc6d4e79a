/// Decimal digits of well-known constants, from series of small-integer divisions.
package enum ConstantDigits {
  /// The digits after the decimal point of pi (Machin).
  package static func pi(_ count: Int) -> String {
    var sum = arctangentOfInverse(5, count) * 16
    sum.subtract(arctangentOfInverse(239, count) * 4)
    return sum.digits(count)
  }

  /// The digits after the decimal point of Euler's number.
  package static func e(_ count: Int) -> String {
    var (sum, term, index) = (FixedPoint(1, digits: count), FixedPoint(1, digits: count), 1)
    while !term.isZero {
      term.divide(by: index)
      sum.add(term)
      index += 1
    }
    return sum.digits(count)
  }

  /// The digits after the decimal point of the square root of 2, 3, 5, 6, 7 or 10, from
  /// sqrt(n) = top/bottom (1 - 1/q)^(-1/2).
  package static func squareRoot(of number: Int, _ count: Int) -> String {
    let parts = [
      2: (7, 5, 50), 3: (45, 26, 676), 5: (20, 9, 81), 6: (12, 5, 25), 7: (21, 8, 64),
      10: (60, 19, 361),
    ]
    guard let (top, bottom, q) = parts[number] else {
      preconditionFailure("no series for \(number)")
    }
    var (sum, term, index) = (FixedPoint(1, digits: count), FixedPoint(1, digits: count), 0)
    while !term.isZero {
      term = term * (2 * index + 1)
      term.divide(by: (2 * index + 2) * q)
      sum.add(term)
      index += 1
    }
    sum = sum * top
    sum.divide(by: bottom)
    return sum.digits(count)
  }

  private static func arctangentOfInverse(_ x: Int, _ count: Int) -> FixedPoint {
    var power = FixedPoint(1, digits: count)
    power.divide(by: x)
    var (sum, index) = (power, 1)
    while !power.isZero {
      power.divide(by: x * x)
      var term = power
      term.divide(by: 2 * index + 1)
      if index % 2 == 1 { sum.subtract(term) } else { sum.add(term) }
      index += 1
    }
    return sum
  }
}

/// A non-negative number with a fixed count of decimals, some of them guard digits.
private struct FixedPoint {
  private static let base = 1_000_000_000
  /// The whole part, then nine decimals each.
  private var limbs: [Int]

  init(_ whole: Int, digits: Int) {
    limbs = [whole] + Array(repeating: 0, count: digits / 9 + 4)
  }

  var isZero: Bool { limbs.allSatisfy { $0 == 0 } }

  mutating func add(_ other: FixedPoint) {
    var carry = 0
    for index in limbs.indices.reversed() {
      let value = limbs[index] + other.limbs[index] + carry
      carry = index > 0 ? value / Self.base : 0
      limbs[index] = index > 0 ? value % Self.base : value
    }
  }

  mutating func subtract(_ other: FixedPoint) {
    var borrow = 0
    for index in limbs.indices.reversed() {
      var value = limbs[index] - other.limbs[index] - borrow
      borrow = index > 0 && value < 0 ? 1 : 0
      value += borrow * Self.base
      limbs[index] = value
    }
  }

  mutating func divide(by divisor: Int) {
    var rest = 0
    for index in limbs.indices {
      let value = rest * Self.base + limbs[index]
      limbs[index] = value / divisor
      rest = value % divisor
    }
  }

  static func * (number: FixedPoint, factor: Int) -> FixedPoint {
    var (result, carry) = (number, 0)
    for index in result.limbs.indices.reversed() {
      let value = result.limbs[index] * factor + carry
      carry = index > 0 ? value / base : 0
      result.limbs[index] = index > 0 ? value % base : value
    }
    return result
  }

  func digits(_ count: Int) -> String {
    let groups = limbs.dropFirst().map { limb in
      String(repeating: "0", count: 9 - String(limb).count) + String(limb)
    }
    return String(groups.joined().prefix(count))
  }
}
