/// Whole-number facts with closed definitions, for values that fit 64 bits.
package enum NumberTheory {
  package static func isPrime(_ number: Int) -> Bool {
    guard number > 1 else { return false }
    var divisor = 2
    while divisor * divisor <= number {
      if number % divisor == 0 { return false }
      divisor += 1
    }
    return true
  }

  /// The smallest prime above a number.
  package static func prime(after number: Int) -> Int {
    var candidate = number + 1
    while !isPrime(candidate) { candidate += 1 }
    return candidate
  }

  /// The prime with this 1-based rank.
  package static func prime(rank: Int) -> Int {
    (0..<rank).reduce(1) { prime, _ in Self.prime(after: prime) }
  }

  /// How many primes do not exceed a number.
  package static func primeCount(upTo number: Int) -> Int {
    number < 2 ? 0 : (2...number).count(where: isPrime)
  }

  /// Prime factors in ascending order, repeated.
  package static func primeFactors(_ number: Int) -> [Int] {
    var (rest, divisor, factors) = (number, 2, [Int]())
    while divisor * divisor <= rest {
      while rest % divisor == 0 {
        factors.append(divisor)
        rest /= divisor
      }
      divisor += 1
    }
    return rest > 1 ? factors + [rest] : factors
  }

  /// How many numbers from 1 to n have no factor in common with n.
  package static func totient(_ number: Int) -> Int {
    Set(primeFactors(number)).reduce(number) { $0 / $1 * ($1 - 1) }
  }

  /// All positive divisors, ascending.
  package static func divisors(_ number: Int) -> [Int] { (1...number).filter { number % $0 == 0 } }

  package static func power(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  package static func factorial(_ number: Int) -> Int { (1...max(1, number)).reduce(1, *) }

  package static func binomial(_ n: Int, _ k: Int) -> Int {
    (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }

  /// The term of index n of a sequence in which every term is the sum of the two before it.
  package static func fibonacci(_ n: Int, from start: (Int, Int)) -> Int {
    (0..<n).reduce(start) { pair, _ in (pair.1, pair.0 + pair.1) }.0
  }

  package static func catalan(_ n: Int) -> Int {
    (0..<n).reduce(1) { $0 * 2 * (2 * $1 + 1) / ($1 + 2) }
  }

  /// How many ways a number is a sum of positive whole numbers, order aside.
  package static func partitions(_ n: Int) -> Int {
    var ways = [1] + Array(repeating: 0, count: n)
    for part in stride(from: 1, through: n, by: 1) {
      for total in stride(from: part, through: n, by: 1) { ways[total] += ways[total - part] }
    }
    return ways[n]
  }

  /// How many ways n labelled things fall into groups (Bell numbers).
  package static func setPartitions(_ n: Int) -> Int {
    var row = [1]
    for _ in 0..<n { row = row.reduce(into: [row.last!]) { $0.append($0.last! + $1) } }
    return row[0]
  }

  /// How many permutations of n things leave none in its place.
  package static func derangements(_ n: Int) -> Int {
    (1...n).reduce(1) { $0 * $1 + ($1 % 2 == 0 ? 1 : -1) }
  }

  /// Steps of n -> n/2 or 3n + 1 until 1 is reached.
  package static func collatzSteps(_ number: Int) -> Int {
    var (value, steps) = (number, 0)
    while value != 1 {
      value = value % 2 == 0 ? value / 2 : 3 * value + 1
      steps += 1
    }
    return steps
  }

  /// Gregorian Easter Sunday (Meeus, Jones and Butcher).
  package static func easter(_ year: Int) -> CivilDate {
    let (century, inCentury) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let moon = (19 * (year % 19) + century - century / 4 - correction + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - moon - inCentury % 4) % 7
    let shift = (year % 19 + 11 * moon + 22 * weekday) / 451
    let sum = moon + weekday - 7 * shift + 114
    return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)
  }
}
