/// The task forms of `arithmetic-v1`; every key is computed with the item.
enum ArithmeticTasks {
  static let forms: [TaskForm] =
    [
      TaskForm("sum", sum), TaskForm("chain", chain), TaskForm("product", product),
      TaskForm("triple-product", tripleProduct), TaskForm("two-products", twoProducts),
      TaskForm("brackets", brackets), TaskForm("quotient", quotient),
      TaskForm("remainder", remainder),
      TaskForm("powers", powers), TaskForm("modular-power", modularPower),
      TaskForm("square-difference", squareDifference), TaskForm("digit-sum", digitSum),
      TaskForm("common-divisor", commonDivisor), TaskForm("common-multiple", commonMultiple),
      TaskForm("progression", progression), TaskForm("fractions", fractions),
      TaskForm("decimal-product", decimalProduct), TaskForm("steps", steps),
    ] + ArithmeticStories.forms

  private static func sum(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let terms = (0..<level.choose(4, 6, 8)).map { _ in
      random.integer(digits: level.choose(2, 3, random.integer(3...5)))
    }
    let list = terms.map(String.init)
    let question = random.pick([
      "Add up \(list.joined(separator: ", ")).",
      "What do \(list.joined(separator: ", ")) come to in total?",
      "What is \(list.joined(separator: " + "))?",
      "Find the sum of \(list.joined(separator: ", ")).",
    ])
    return TaskItem(Phrasing.number(question, &random), terms.reduce(0, +))
  }

  private static func chain(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    var value = random.integer(digits: level.choose(2, 3, 4))
    var text = "\(value)"
    for _ in 0..<level.choose(3, 5, 7) {
      let term = random.integer(digits: level.choose(2, 3, random.integer(2...4)))
      let isPlus = random.below(2) == 0
      value += isPlus ? term : -term
      text += isPlus ? " + \(term)" : " - \(term)"
    }
    let question = random.pick([
      "What is \(text)?", "Compute \(text).", "Evaluate from left to right: \(text).",
      "What does \(text) equal?",
    ])
    return TaskItem(Phrasing.number(question, &random), value)
  }

  private static func product(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let a = random.integer(digits: level.choose(2, 3, 4))
    let b = random.integer(digits: level.choose(2, 3, random.integer(3...4)))
    let question = random.pick([
      "What is \(a) times \(b)?", "Multiply \(a) by \(b).", "\(a) × \(b) = ?",
      "Find the product of \(a) and \(b).",
    ])
    return TaskItem(Phrasing.number(question, &random), a * b)
  }

  private static func tripleProduct(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let a = random.integer(digits: level.choose(1, 2, 2)) + 2
    let b = random.integer(digits: 2)
    let c = random.integer(digits: level.choose(1, 2, 3)) + 2
    let question = random.pick([
      "What is \(a) × \(b) × \(c)?", "Multiply \(a), \(b) and \(c) together.",
      "Find the product of the three numbers \(a), \(b) and \(c).",
      "A crate measures \(a) by \(b) by \(c) centimetres. How many cubic centimetres is that?",
    ])
    return TaskItem(Phrasing.number(question, &random), a * b * c)
  }

  private static func twoProducts(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let digits = level.choose((2, 1), (2, 2), (3, 2))
    let (a, b) = (random.integer(digits: digits.0), random.integer(digits: digits.1))
    let (c, d) = (random.integer(digits: digits.0), random.integer(digits: digits.1))
    let isPlus = random.below(2) == 0
    let sign = isPlus ? "+" : "-"
    let question = random.pick([
      "What is \(a) × \(b) \(sign) \(c) × \(d)?", "Work out \(a)·\(b) \(sign) \(c)·\(d).",
      "Evaluate \(a) * \(b) \(sign) \(c) * \(d).",
    ])
    return TaskItem(Phrasing.number(question, &random), isPlus ? a * b + c * d : a * b - c * d)
  }

  private static func brackets(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let digits = level.choose(2, 2, 3)
    let terms = random.integers(4, digits: digits)
    let e = random.integer(digits: 2)
    let product = (terms[0] + terms[1]) * (terms[2] - terms[3])
    let text = "(\(terms[0]) + \(terms[1])) × (\(terms[2]) - \(terms[3]))"
    let isLong = level != .easy
    let shown = isLong ? "\(text) + \(e)" : text
    let question = random.pick(["What is \(shown)?", "Evaluate \(shown).", "Calculate \(shown)."])
    return TaskItem(Phrasing.number(question, &random), isLong ? product + e : product)
  }

  private static func quotient(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let divisor = random.integer(digits: level.choose(1, 2, 3)) + 2
    let result = random.integer(digits: level.choose(2, 3, 4))
    let question = random.pick([
      "What is \(divisor * result) divided by \(divisor)?",
      "Divide \(divisor * result) by \(divisor).",
      "How many times does \(divisor) go into \(divisor * result)?",
      "\(divisor * result) ÷ \(divisor) = ?",
    ])
    return TaskItem(Phrasing.number(question, &random), result)
  }

  private static func remainder(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let divisor = random.integer(level.choose(3...13, 11...99, 37...499))
    let number = random.integer(digits: level.choose(3, 5, 7))
    let question = random.pick([
      "What remainder does \(number) leave when divided by \(divisor)?",
      "Find \(number) mod \(divisor).", "Divide \(number) by \(divisor). What is left over?",
      "What is the remainder of \(number) ÷ \(divisor)?",
    ])
    return TaskItem(Phrasing.number(question, &random), number % divisor)
  }

  private static func powers(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let a = random.integer(level.choose(11...39, 41...199, 201...999))
    let b = random.integer(level.choose(3...9, 11...29, 31...69))
    let question = random.pick([
      "What is \(a) squared plus \(b) cubed?", "Evaluate \(a)² + \(b)³.",
      "Add the square of \(a) to the cube of \(b).",
    ])
    return TaskItem(Phrasing.number(question, &random), a * a + b * b * b)
  }

  private static func modularPower(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let base = random.integer(level.choose(2...9, 3...19, 7...49))
    let exponent = random.integer(level.choose(4...9, 10...25, 26...99))
    let modulus = random.integer(level.choose(5...13, 11...41, 23...101))
    let value = (0..<exponent).reduce(1 % modulus) { power, _ in power * base % modulus }
    let question = random.pick([
      "What is \(base)^\(exponent) modulo \(modulus)?",
      "Find the remainder of \(base)^\(exponent) on division by \(modulus).",
      "\(base) is raised to the power \(exponent) and divided by \(modulus). What is the remainder?",
    ])
    return TaskItem(Phrasing.number(question, &random), value)
  }

  private static func squareDifference(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let a = random.integer(level.choose(21...99, 101...499, 1001...4999))
    let b = random.integer(level.choose(11...20, 31...100, 203...999))
    let question = random.pick([
      "What is \(a)² - \(b)²?", "By how much does the square of \(a) exceed the square of \(b)?",
      "Subtract \(b) squared from \(a) squared.",
    ])
    return TaskItem(Phrasing.number(question, &random), a * a - b * b)
  }

  private static func digitSum(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let a = random.integer(digits: level.choose(2, 3, 4))
    let b = random.integer(digits: level.choose(2, 3, 4))
    let sum = String(a * b).compactMap(\.wholeNumberValue).reduce(0, +)
    let question = random.pick([
      "Multiply \(a) by \(b) and add up the digits of the product.",
      "What is the digit sum of \(a) × \(b)?",
      "Take the product of \(a) and \(b). What do its digits sum to?",
    ])
    return TaskItem(Phrasing.number(question, &random), sum)
  }

  private static func commonDivisor(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let shared = random.integer(level.choose(2...12, 6...45, 12...130))
    let a = shared * random.integer(level.choose(3...15, 12...60, 31...180))
    let b = shared * random.integer(level.choose(3...15, 12...60, 31...180))
    let question = random.pick([
      "What is the greatest common divisor of \(a) and \(b)?",
      "Find the largest number that divides both \(a) and \(b).", "gcd(\(a), \(b)) = ?",
    ])
    return TaskItem(Phrasing.number(question, &random), a.greatestCommonDivisor(b))
  }

  private static func commonMultiple(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let values = (0..<level.choose(2, 2, 3)).map { _ in
      random.integer(level.choose(6...24, 18...90, 20...96))
    }
    let multiple = values.reduce(1) { $0 / $0.greatestCommonDivisor($1) * $1 }
    let list = values.map(String.init).joined(separator: ", ")
    let question = random.pick([
      "What is the least common multiple of \(list)?",
      "What is the smallest positive number divisible by each of \(list)?", "lcm(\(list)) = ?",
    ])
    return TaskItem(Phrasing.number(question, &random), multiple)
  }

  private static func progression(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let first = random.integer(level.choose(1...20, 11...90, 37...400))
    let step = random.integer(level.choose(2...5, 3...12, 7...31))
    let count = random.integer(level.choose(6...10, 15...30, 35...80))
    let last = first + step * (count - 1)
    let start = "\(first), \(first + step), \(first + 2 * step)"
    let question = random.pick([
      "Add all the terms of the sequence \(start), ..., \(last).",
      "A sequence starts \(start) and goes on in equal steps to \(last). What is its sum?",
      "What is \(first) + \(first + step) + \(first + 2 * step) + ... + \(last)?",
    ])
    return TaskItem(Phrasing.number(question, &random), count * (first + last) / 2)
  }

  private static func fractions(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let range = level.choose(2...9, 6...24, 13...60)
    let (b, d) = (random.integer(range), random.integer(range))
    let (a, c) = (random.integer(1...(b - 1)), random.integer(1...(d - 1)))
    let (top, bottom) = (a * d + c * b, b * d)
    let divisor = top.greatestCommonDivisor(bottom)
    let key = bottom == divisor ? "\(top / divisor)" : "\(top / divisor)/\(bottom / divisor)"
    let question = random.pick([
      "What is \(a)/\(b) + \(c)/\(d) as a fraction in lowest terms?",
      "Add \(a)/\(b) and \(c)/\(d), and write the result as a fully reduced fraction.",
      "Simplify \(a)/\(b) + \(c)/\(d) to one fraction, reduced as far as possible.",
    ])
    return TaskItem(Phrasing.result(question, &random), key: key, .decimal)
  }

  private static func decimalProduct(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let (a, b) = (
      random.integer(digits: level.choose(2, 3, 4)), random.integer(digits: level.choose(2, 2, 3))
    )
    let places = level.choose((1, 1), (2, 1), (2, 2))
    let (first, second) = (decimal(a, places.0), decimal(b, places.1))
    let question = random.pick([
      "What is \(first) × \(second)?", "Multiply \(first) by \(second).",
      "Find the exact product of \(first) and \(second).",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: decimal(a * b, places.0 + places.1), .decimal)
  }

  /// A number of units of 10^-places, in canonical form.
  static func decimal(_ units: Int, _ places: Int) -> String {
    NumberText.canonicalDigits(NumberText.shifted(String(units), by: -places), isNegative: false)!
  }

  private static func steps(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    var value = random.integer(level.choose(2...12, 5...40, 11...90))
    var text = random.pick([
      "Start with \(value).", "Think of \(value).", "Take the number \(value).",
    ])
    for _ in 0..<level.choose(3, 5, 8) {
      let operand = random.integer(2...(level.choose(9, 30, 70)))
      switch random.below(value < 2000 ? 4 : 2) {
      case 0:
        value -= operand
        text += " Subtract \(operand)."
      case 1:
        value += operand
        text += " Add \(operand)."
      case 2:
        value *= 2
        text += random.pick([" Double it.", " Multiply by 2."])
      default:
        value *= operand % 7 + 3
        text += " Multiply by \(operand % 7 + 3)."
      }
    }
    let question = random.pick(["What do you get?", "Where do you end up?", "What is the result?"])
    return TaskItem(Phrasing.number("\(text) \(question)", &random), value)
  }
}
