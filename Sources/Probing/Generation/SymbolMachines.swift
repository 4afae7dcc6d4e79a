/// The task forms of `symbol-manipulation-v1` on numerals, moves and small machines.
enum SymbolMachines {
  static let forms: [TaskForm] = [
    TaskForm("sort-numbers", sortNumbers), TaskForm("to-base", toBase),
    TaskForm("from-base", fromBase),
    TaskForm("swaps", swaps), TaskForm("walk", walk), TaskForm("roman-out", romanOut),
    TaskForm("roman-in", romanIn), TaskForm("depth", depth), TaskForm("look-and-say", lookAndSay),
    TaskForm("bitwise", bitwise),
  ]

  private static func sortNumbers(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let numbers = Array(Set(random.integers(level.choose(5, 7, 9), digits: level.choose(2, 3, 4))))
      .sorted()
    let list = random.shuffled(numbers)
    let rules: [(name: String, value: (Int) -> Int)] = [
      ("the sum of their digits", { String($0).compactMap(\.wholeNumberValue).reduce(0, +) }),
      ("their last digit", { $0 % 10 }), ("the number you get by reading them backwards", reversed),
    ]
    let rule = random.pick(rules)
    let sorted = list.sorted { (rule.value($0), $0) < (rule.value($1), $1) }
    let text = list.map(String.init).joined(separator: ", ")
    let question = random.pick([
      "Sort \(text) by \(rule.name), smallest first; where it is equal, the smaller number comes first.",
      "Order the numbers \(text) in increasing order of \(rule.name) (ties: smaller number first).",
    ])
    return TaskItem(
      Phrasing.result(question, &random), key: sorted.map(String.init).joined(separator: ", "),
      .list)
  }

  private static func reversed(_ number: Int) -> Int { Int(String(String(number).reversed()))! }

  private static func toBase(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(17...99, 130...999, 1500...19_999))
    let base = random.pick([2, 3, 5, 7, 8, 9])
    let question = random.pick([
      "Write \(number) in base \(base).", "What is the decimal number \(number) in base \(base)?",
      "Convert \(number) from decimal to base \(base).",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: String(number, radix: base), .integer)
  }

  private static func fromBase(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let number = random.integer(level.choose(17...120, 200...1500, 3000...60_000))
    let base = random.pick([2, 3, 4, 6, 8, 12, 16])
    let text = String(number, radix: base).uppercased()
    let question = random.pick([
      "Which decimal number is \(text) in base \(base)?",
      "Convert \(text) from base \(base) to decimal.",
      "The numeral \(text) is written in base \(base). What is it in base 10?",
    ])
    return TaskItem(Phrasing.number(question, &random), number)
  }

  private static let objects = [
    "hammer", "lantern", "kettle", "umbrella", "notebook", "marble", "ribbon", "telescope",
    "teapot",
    "whistle", "feather", "blanket", "candle", "basket", "journal", "needle",
  ]

  private static func swaps(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let names = random.pick(level.choose(3, 5, 7), of: Phrasing.names)
    var things = random.pick(names.count, of: objects)
    var text = zip(names, things).map { "\($0) has the \($1)" }.joined(separator: ", ") + "."
    for _ in 0..<level.choose(3, 6, 10) {
      let pair = random.pick(2, of: Array(names.indices))
      things.swapAt(pair[0], pair[1])
      text += random.pick([
        " \(names[pair[0]]) and \(names[pair[1]]) swap.",
        " Then \(names[pair[0]]) trades with \(names[pair[1]]).",
      ])
    }
    let holder = random.below(names.count)
    let isWhat = random.below(2) == 0
    let question =
      isWhat ? "What does \(names[holder]) hold now?" : "Who holds the \(things[holder]) now?"
    let key = isWhat ? things[holder] : names[holder].lowercased()
    return TaskItem(Phrasing.result("\(text) \(question)", &random), key: key, .text)
  }

  private static func walk(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let moves = [("north", 0, 1), ("south", 0, -1), ("east", 1, 0), ("west", -1, 0)]
    var (x, y) = (random.integer(-9...9), random.integer(-9...9))
    var text = "(\(x), \(y))"
    for _ in 0..<level.choose(3, 6, 10) {
      let (move, length) = (random.pick(moves), random.integer(1...level.choose(9, 19, 60)))
      (x, y) = (x + move.1 * length, y + move.2 * length)
      text += ", \(length) \(move.0)"
    }
    let question = random.pick([
      "On a grid (x to the east, y to the north) you start and move as follows: \(text). At which "
        + "coordinates x, y do you stop?",
      "A robot begins at the first point and drives: \(text). East raises x and north raises y. Where "
        + "is it at the end?",
      "Follow this route on graph paper, x growing eastwards and y northwards: \(text). Name the final "
        + "point.",
    ])
    return TaskItem(Phrasing.result(question, &random), key: "\(x), \(y)", .list)
  }

  static func roman(_ number: Int) -> String {
    let signs = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"),
      (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    return signs.reduce(into: "") { text, sign in
      text += String(repeating: sign.1, count: rest / sign.0)
      rest %= sign.0
    }
  }

  private static func romanOut(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let (a, b) = (
      random.integer(level.choose(4...60, 80...450, 400...1700)),
      random.integer(3...level.choose(39, 300, 1700))
    )
    let question = random.pick([
      "Add \(roman(a)) and \(roman(b)) and give the sum as a Roman numeral.",
      "What is \(roman(a)) + \(roman(b)), in Roman numerals?",
      "\(roman(a)) legions are joined by \(roman(b)) more. Write the total in Roman numerals.",
    ])
    return TaskItem(
      Phrasing.result(question, &random), key: roman(a + b).lowercased(), .text)
  }

  private static func romanIn(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let range = level.choose(9...90, 140...900, 1100...3900)
    let (a, b) = (random.integer(range), random.integer(range))
    let (large, small) = (max(a, b) + 1, min(a, b))
    let question = random.pick([
      "What is \(roman(large)) minus \(roman(small)), in ordinary digits?",
      "Subtract \(roman(small)) from \(roman(large)) and write the result with Arabic digits.",
      "How many years after the year \(roman(small)) is the year \(roman(large))?",
    ])
    return TaskItem(Phrasing.number(question, &random), large - small)
  }

  private static func depth(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let letters = "abcdefghkmnpqrstuvwxyz".map(String.init)
    var (text, open, deepest, brackets) = ("", 0, 0, 0)
    let length = level.choose(10, 18, 30)
    while brackets < length || open > 0 {
      let closes = brackets + open >= length || open > 0 && random.below(5) < 2
      text += closes ? ")" : "\(random.pick(letters))("
      open += closes ? -1 : 1
      brackets += 1
      deepest = max(deepest, open)
    }
    let question = random.pick([
      "How deep is the deepest nesting of brackets in \(text)?",
      "What is the largest number of brackets open at one time in \(text)?",
      "Give the maximal nesting depth of this expression: \(text)",
    ])
    return TaskItem(Phrasing.number(question, &random), deepest)
  }

  private static func lookAndSay(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    var text = String(random.integer(digits: level.choose(1, 2, 3)))
    let steps = level.choose(2, 3, 4)
    let start = text
    for _ in 0..<steps { text = described(text) }
    let question = random.pick([
      "Describe \(start) by reading runs of equal digits aloud (11 reads 21, 21 reads 1211). Do this "
        + "\(Phrasing.times(steps)); what number is written last?",
      "Starting from \(start), apply the look-and-say rule \(Phrasing.times(steps)). Which digits result?",
    ])
    return TaskItem(Phrasing.number(question, &random), key: text, .integer)
  }

  private static func described(_ digits: String) -> String {
    var (result, rest) = ("", digits[...])
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      result += "\(run.count)\(first)"
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  private static func bitwise(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let range = level.choose(9...31, 33...255, 300...4095)
    let (a, b) = (random.integer(range), random.integer(range))
    let (name, value) = random.pick([("AND", a & b), ("OR", a | b), ("XOR", a ^ b)])
    let (first, second) = (String(a, radix: 2), String(b, radix: 2))
    let question = random.pick([
      "What is \(first) \(name) \(second), bit by bit, as a decimal number?",
      "Combine the binary numbers \(first) and \(second) with bitwise \(name); give the decimal value.",
      "Compute \(a) \(name) \(b) on the binary digits and state the decimal result.",
    ])
    return TaskItem(Phrasing.number(question, &random), value)
  }
}
