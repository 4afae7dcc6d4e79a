import Foundation

/// The task forms of `numeric-recall-v1` with computed keys.
enum RecallTasks {
  static let forms: [TaskForm] =
    [
      TaskForm("nth-prime", nthPrime), TaskForm("next-prime", nextPrime),
      TaskForm("prime-count", primeCount), TaskForm("power", power),
      TaskForm("factorial", factorial),
      TaskForm("binomial", binomial), TaskForm("fibonacci", fibonacci),
      TaskForm("catalan", catalan),
      TaskForm("partitions", partitions), TaskForm("groupings", groupings),
      TaskForm("labelled-trees", labelledTrees), TaskForm("largest-factor", largestFactor),
      TaskForm("totient", totient), TaskForm("divisor-sum", divisorSum),
      TaskForm("collatz", collatz),
      TaskForm("pi-digits", piDigits), TaskForm("e-digits", eDigits),
      TaskForm("root-digits", rootDigits), TaskForm("reciprocal", reciprocal),
      TaskForm("cube-root", cubeRoot), TaskForm("logarithm", logarithm), TaskForm("sine", sine),
    ] + MeasureTasks.forms + RecallTables.forms

  private static func nthPrime(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let rank = random.integer(level.choose(20...60, 80...250, 300...900))
    let question = random.pick([
      "What is the \(ordinal(rank)) prime number, counting 2 as the first?",
      "List the primes in order; which one stands in place \(rank)?",
      "p(1) = 2, p(2) = 3 and so on through the primes. What is p(\(rank))?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), NumberTheory.prime(rank: rank), about: "\(rank)")
  }

  /// As "21st".
  static func ordinal(_ number: Int) -> String {
    let ending = (11...13).contains(number % 100) ? 0 : number % 10
    return "\(number)\(["th", "st", "nd", "rd"][ending < 4 ? ending : 0])"
  }

  private static func nextPrime(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(200...999, 2000...9999, 20_000...99_999))
    let question = random.pick([
      "What is the smallest prime greater than \(number)?",
      "Which prime comes next after \(number)?",
      "Counting up from \(number + 1), what is the first prime you meet?",
    ])
    return TaskItem(Phrasing.number(question, &random), NumberTheory.prime(after: number))
  }

  private static func primeCount(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(30...120, 200...900, 1200...9000))
    let question = random.pick([
      "How many primes are there up to \(number)?",
      "Count the prime numbers not larger than \(number).",
      "What is π(\(number)), the prime-counting function?",
    ])
    return TaskItem(Phrasing.number(question, &random), NumberTheory.primeCount(upTo: number))
  }

  private static func power(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let (base, exponent) = level.choose(
      (random.integer(2...9), random.integer(5...7)),
      (random.integer(3...17), random.integer(6...9)),
      (random.integer(6...23), random.integer(9...12)))
    let question = random.pick([
      "What is \(base)^\(exponent)?", "Give the exact value of \(base) to the power \(exponent).",
      "\(base) multiplied by itself, \(exponent) factors in all: what is the value?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), NumberTheory.power(base, exponent),
      about: "\(base)^\(exponent)")
  }

  private static func factorial(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(7...11, 11...15, 15...20))
    let isRatio = random.below(2) == 0
    let lower = isRatio ? number - random.integer(3...5) : 1
    let value = NumberTheory.factorial(number) / NumberTheory.factorial(lower)
    let question =
      isRatio
      ? random.pick([
        "What is \(number)! divided by \(lower)!?", "Simplify \(number)!/\(lower)! to a number.",
        "Multiply all whole numbers from \(lower + 1) to \(number). What is the product?",
      ])
      : random.pick([
        "What is \(number)!?", "Write out \(number) factorial in full.",
        "In how many orders can \(number) different books stand on a shelf?",
      ])
    return TaskItem(Phrasing.number(question, &random), value, about: "\(number)/\(lower)")
  }

  private static func binomial(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let n = random.integer(level.choose(8...14, 15...26, 27...48))
    let k = random.integer(level.choose(3...4, 4...6, 5...8))
    let question = random.pick([
      "What is the binomial coefficient \(n) over \(k)?",
      "In how many ways can \(k) people be chosen out of \(n)?",
      "How many \(k)-element subsets has a set of \(n) elements?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), NumberTheory.binomial(n, k), about: "\(n) \(k)")
  }

  private static func fibonacci(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let n = random.integer(level.choose(13...22, 23...40, 41...75))
    let isLucas = random.below(2) == 0
    let start = isLucas ? (2, 1) : (0, 1)
    let name = isLucas ? "Lucas" : "Fibonacci"
    let first = isLucas ? "L(0) = 2, L(1) = 1" : "F(0) = 0, F(1) = 1"
    let question = random.pick([
      "What is the \(name) number of index \(n), where \(first)?",
      "Starting with \(first), each term adds the two before it. What is the term of index \(n)?",
      "State the \(name) number with index \(n) (\(first)).",
    ])
    return TaskItem(
      Phrasing.number(question, &random), NumberTheory.fibonacci(n, from: start),
      about: "\(name) \(n)")
  }

  private static func catalan(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let n = random.integer(level.choose(5...10, 11...17, 18...28))
    let question = random.pick([
      "What is the Catalan number C(\(n)), with C(0) = 1?",
      "How many ways are there to arrange \(n) pairs of brackets correctly?",
      "How many binary trees have exactly \(n) nodes, left and right distinguished?",
      "In how many ways is a convex polygon with \(n + 2) sides cut into triangles by diagonals?",
    ])
    return TaskItem(Phrasing.number(question, &random), NumberTheory.catalan(n), about: "\(n)")
  }

  private static func partitions(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let n = random.integer(level.choose(9...18, 19...36, 37...80))
    let question = random.pick([
      "How many partitions does the integer \(n) have?",
      "In how many ways is \(n) a sum of positive integers, if order does not matter?",
      "What is p(\(n)), the partition function?",
    ])
    return TaskItem(Phrasing.number(question, &random), NumberTheory.partitions(n), about: "\(n)")
  }

  private static func groupings(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let n = random.integer(level.choose(4...7, 7...11, 11...16))
    let isBell = random.below(2) == 0
    let question =
      isBell
      ? random.pick([
        "In how many ways can \(n) different toys be sorted into unlabelled heaps?",
        "What is the Bell number B(\(n)), with B(0) = 1?",
      ])
      : random.pick([
        "How many permutations of \(n) elements have no fixed point?",
        "\(n) guests each take a hat at random. How many ways leave everyone with a wrong hat?",
      ])
    let value = isBell ? NumberTheory.setPartitions(n) : NumberTheory.derangements(n)
    return TaskItem(Phrasing.number(question, &random), value, about: "\(isBell) \(n)")
  }

  private static func labelledTrees(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let n = random.integer(level.choose(4...7, 8...11, 12...15))
    let question = random.pick([
      "How many different trees are there on \(n) labelled vertices?",
      "How many spanning trees has the complete graph with \(n) vertices?",
      "By Cayley's formula, how many ways are there to join \(n) numbered points into a tree?",
      "\(n) distinct towns are linked by \(n - 1) roads so that all are connected. How many road "
        + "plans exist?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), NumberTheory.power(n, n - 2), about: "\(n)")
  }

  private static func largestFactor(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(200...999, 3000...19_999, 100_000...999_999))
    let question = random.pick([
      "What is the largest prime factor of \(number)?",
      "Factor \(number) completely. Which is the greatest prime in it?",
      "Name the biggest prime that divides \(number).",
    ])
    return TaskItem(Phrasing.number(question, &random), NumberTheory.primeFactors(number).last!)
  }

  private static func totient(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(30...99, 120...900, 1000...9000))
    let question = random.pick([
      "What is Euler's φ(\(number))?",
      "How many numbers from 1 to \(number) are coprime to \(number)?",
      "How many fractions a/\(number) with 0 < a < \(number) cannot be reduced?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), NumberTheory.totient(number), about: "\(number)")
  }

  private static func divisorSum(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(24...99, 120...700, 800...6000))
    let divisors = NumberTheory.divisors(number)
    let isCount = random.below(2) == 0
    let question =
      isCount
      ? random.pick([
        "How many positive divisors does \(number) have?",
        "Count the whole numbers that divide \(number), including 1 and itself.",
      ])
      : random.pick([
        "What is the sum of all positive divisors of \(number), itself included?",
        "Add up every number that divides \(number), from 1 to \(number).",
      ])
    return TaskItem(
      Phrasing.number(question, &random), isCount ? divisors.count : divisors.reduce(0, +),
      about: "\(isCount) \(number)")
  }

  private static func collatz(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(5...30, 31...200, 201...2000))
    let question = random.pick([
      "Halve even numbers and turn odd n into 3n + 1. How many steps lead from \(number) to 1?",
      "How many steps does the Collatz sequence of \(number) take to reach 1?",
      "Start at \(number) and apply the 3n+1 rule. After how many steps is 1 reached first?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), NumberTheory.collatzSteps(number), about: "\(number)")
  }

  /// A stretch of digits that does not begin with 0, far out by level.
  private static func stretch(
    of digits: String, _ random: inout SplitMix64, _ level: Level
  ) -> (start: Int, end: Int, text: String) {
    let digits = Array(digits)
    while true {
      let start = random.integer(level.choose(5...18, 20...60, 65...230))
      let end = start + random.integer(3...4)
      if digits[start - 1] != "0" { return (start, end, String(digits[(start - 1)..<end])) }
    }
  }

  private static func digitsItem(
    _ name: String, _ digits: String, _ random: inout SplitMix64, _ level: Level
  ) -> TaskItem {
    let part = stretch(of: digits, &random, level)
    let question = random.pick([
      "Which digits of \(name) stand at places \(part.start) to \(part.end) after the decimal point?",
      "Write decimals number \(part.start) through \(part.end) of \(name) as one block.",
      "In the expansion of \(name), what are the digits from the \(ordinal(part.start)) to the "
        + "\(ordinal(part.end)) decimal place?",
    ])
    return TaskItem(
      Phrasing.result(question, &random), key: part.text, .text, about: "\(name) \(part.start)")
  }

  private static func piDigits(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    digitsItem("π", ConstantDigits.pi(250), &random, level)
  }

  private static func eDigits(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    digitsItem("Euler's number e", ConstantDigits.e(250), &random, level)
  }

  private static func rootDigits(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.pick([2, 3, 5, 6, 7, 10])
    let digits = ConstantDigits.squareRoot(of: number, 250)
    return digitsItem("the square root of \(number)", digits, &random, level)
  }

  private static func reciprocal(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.pick(
      level.choose([7, 13, 17, 19], [23, 29, 31, 37], [47, 59, 61, 67, 71]))
    var (rest, digits) = (1, "")
    for _ in 0..<250 {
      digits += String(rest * 10 / number)
      rest = rest * 10 % number
    }
    return digitsItem("1/\(number)", digits, &random, level.choose(.easy, .easy, .medium))
  }

  /// A real number rounded to decimals, in canonical form.
  static func rounded(_ value: Double, _ places: Int) -> String {
    let scale = Double(NumberTheory.power(10, places))
    let units = Int((abs(value) * scale).rounded())
    let plain = NumberText.shifted(String(units), by: -places)
    return NumberText.canonicalDigits(plain, isNegative: value < 0)!
  }

  private static func cubeRoot(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(2...20, 21...200, 201...5000))
    let places = level.choose(3, 4, 5)
    let question = random.pick([
      "What is the cube root of \(number), rounded to \(places) decimals?",
      "Which number cubed gives \(number)? Round to \(places) decimal places.",
      "A cube holds \(number) litres. How long is its edge in decimetres, to \(places) decimals?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: rounded(cbrt(Double(number)), places), .decimal,
      about: "\(number)")
  }

  private static func logarithm(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(2...20, 21...200, 201...9999))
    let places = level.choose(3, 4, 5)
    let isNatural = random.below(2) == 0
    let name = isNatural ? "natural logarithm" : "base-10 logarithm"
    let value = isNatural ? log(Double(number)) : log10(Double(number))
    let question = random.pick([
      "What is the \(name) of \(number) to \(places) decimal places?",
      "Give the \(name) of \(number), rounded to \(places) decimals.",
      "Give the value of \(isNatural ? "ln" : "log10") \(number), rounded to \(places) places.",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: rounded(value, places), .decimal,
      about: "\(isNatural) \(number)")
  }

  private static func sine(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let degrees = level.choose(
      5 * random.integer(1...17), random.integer(1...89), random.integer(91...359))
    let places = level.choose(3, 4, 5)
    let (name, value) = random.pick([
      ("sine", sin(Double(degrees) * .pi / 180)), ("cosine", cos(Double(degrees) * .pi / 180)),
    ])
    let question = random.pick([
      "What is the \(name) of \(degrees) degrees, rounded to \(places) decimals?",
      "To \(places) decimal places, what \(name) belongs to an angle of \(degrees)°?",
      "Give \(name)(\(degrees)°) as a decimal fraction with \(places) places.",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: rounded(value, places), .decimal,
      about: "\(name) \(degrees)")
  }
}
