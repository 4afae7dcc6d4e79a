/// Arithmetic told as short everyday problems.
enum ArithmeticStories {
  static let forms: [TaskForm] = [
    TaskForm("percentage", percentage), TaskForm("purchase", purchase), TaskForm("change", change),
    TaskForm("durations", durations), TaskForm("mean", mean), TaskForm("stock", stock),
    TaskForm("area", area), TaskForm("journey", journey),
  ]

  private static func money(_ cents: Int) -> String {
    let rest = String(cents % 100)
    return "\(cents / 100).\(rest.count == 1 ? "0" : "")\(rest)"
  }

  private static func percentage(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let percent = level.choose(
      5 * random.integer(1...19), random.integer(3...97), random.integer(3...97))
    let base = level.choose(
      20 * random.integer(2...30), random.integer(101...999), random.integer(1001...9999))
    let name = random.pick(Phrasing.names)
    let question = random.pick([
      "What is \(percent) % of \(base)?",
      "\(name) receives \(percent) percent of \(base) crowns. How many crowns is that?",
      "Of \(base) litres in a tank, \(percent) % are used. How many litres are used?",
      "A levy of \(percent) % is due on \(base) dollars. How large is the levy in dollars?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: ArithmeticTasks.decimal(percent * base, 2), .decimal)
  }

  private static func purchase(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let goods = random.pick(level.choose(2, 3, 4), of: Phrasing.goods)
    var total = 0
    let parts = goods.map { good in
      let count = random.integer(level.choose(2...9, 3...14, 7...39))
      let price = random.integer(level.choose(11...99, 35...480, 105...995))
      total += count * price
      return "\(count) \(good) at \(money(price)) each"
    }
    let (name, list) = (random.pick(Phrasing.names), parts.joined(separator: ", "))
    let question = random.pick([
      "\(name) buys \(list). What is the bill?", "What does it cost to buy \(list)?",
      "An order lists \(list). What is the total price?",
      "\(name) sells \(list). What is taken in?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: ArithmeticTasks.decimal(total, 2), .decimal)
  }

  private static func change(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let count = random.integer(level.choose(2...5, 4...9, 7...23))
    let price = random.integer(level.choose(105...390, 215...890, 405...1890))
    let extra = random.integer(level.choose(50...300, 125...950, 305...2950))
    let total = count * price + extra
    let note = [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000].first { $0 > total }!
    let (name, goods) = (random.pick(Phrasing.names), random.pick(2, of: Phrasing.goods))
    let question = random.pick([
      "\(name) pays for \(count) packs of \(goods[0]) at \(money(price)) and one of \(goods[1]) at "
        + "\(money(extra)) with a \(note / 100) note. How much change is due?",
      "From \(note / 100) dollars, \(count) bags of \(goods[0]) for \(money(price)) apiece and a box of "
        + "\(goods[1]) for \(money(extra)) are paid. What remains?",
      "\(name) has \(money(note)) and spends \(money(extra)) on \(goods[1]), then buys \(count) tins of "
        + "\(goods[0]), each \(money(price)). How much money is left?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: ArithmeticTasks.decimal(note - total, 2), .decimal)
  }

  private static func durations(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    var minutes = 0
    let parts = (0..<level.choose(2, 4, 6)).map { _ in
      let (hours, rest) = (random.integer(1...level.choose(4, 9, 23)), random.integer(3...58))
      minutes += 60 * hours + rest
      return "\(hours) h \(rest) min"
    }
    let (name, list) = (random.pick(Phrasing.names), parts.joined(separator: ", "))
    let question = random.pick([
      "\(name) worked \(list). How many minutes is that altogether?",
      "Recordings last \(list). What is their total length in minutes?",
      "Add these times and give the total in minutes: \(list).",
      "The stages of a hike took \(list). How many minutes was \(name) walking?",
    ])
    return TaskItem(Phrasing.number(question, &random), minutes)
  }

  private static func mean(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let count = level.choose(4, 5, 8)
    let values = random.integers(count, digits: level.choose(2, 3, 4))
    let sum = values.reduce(0, +)
    let list = values.map(String.init).joined(separator: ", ")
    let question = random.pick([
      "What is the mean of \(list)?", "Find the arithmetic average of \(list), exactly.",
      "Readings of \(list) were taken. What is their average, without rounding?",
    ])
    let thousandths = sum * 1000 / count
    return TaskItem(
      Phrasing.number(question, &random), key: ArithmeticTasks.decimal(thousandths, 3), .decimal)
  }

  private static func stock(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    var value = random.integer(level.choose(40...90, 300...900, 2000...9000))
    let good = random.pick(Phrasing.goods)
    var text = random.pick([
      "A shop has \(value) \(good).", "There are \(value) \(good) in store.",
      "A depot holds \(value) \(good) on Monday morning.",
      "\(random.pick(Phrasing.names)) owns \(value) \(good).",
    ])
    for _ in 0..<level.choose(3, 4, 6) {
      let (crates, size) = (
        random.integer(2...level.choose(5, 9, 24)),
        random.integer(level.choose(3...9, 6...30, 12...75))
      )
      let isIn = random.below(2) == 0 || value < crates * size
      value += isIn ? crates * size : -crates * size
      text +=
        isIn
        ? random.pick([
          " Then \(crates) crates of \(size) arrive.",
          " \(crates) boxes with \(size) each are added.",
        ])
        : random.pick([
          " \(crates) bags of \(size) are sold.", " Next, \(crates) customers take \(size) each.",
        ])
    }
    let question = random.pick([
      "How many are there now?", "What is the count at the end?", "How many remain?",
    ])
    return TaskItem(Phrasing.number("\(text) \(question)", &random), value)
  }

  private static func area(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let size = level.choose(9...29, 21...95, 105...480)
    let (length, width) = (random.integer(size), random.integer(size))
    let (cutLength, cutWidth) = (random.integer(2...(length - 2)), random.integer(2...(width - 2)))
    let outer = "\(length) m by \(width) m"
    let inner = "\(cutLength) m by \(cutWidth) m"
    let question = random.pick([
      "A lawn of \(outer) has a pond of \(inner) in it. How many square metres of grass are there?",
      "From a sheet \(outer), a corner of \(inner) is cut away. What area remains in square metres?",
      "A hall is \(outer); a stage of \(inner) stands inside. How much floor is free, in m²?",
    ])
    return TaskItem(
      Phrasing.number(question, &random), length * width - cutLength * cutWidth)
  }

  private static func journey(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    var distance = 0
    let parts = (0..<level.choose(2, 3, 4)).map { _ in
      let speed = 4 * random.integer(level.choose(3...15, 9...29, 13...33))
      let quarters = random.integer(level.choose(2...8, 3...15, 5...31))
      distance += speed * quarters / 4
      return "\(15 * quarters) minutes at \(speed) km/h"
    }
    let (name, list) = (random.pick(Phrasing.names), parts.joined(separator: ", then "))
    let question = random.pick([
      "\(name) drives \(list). How many kilometres is that?",
      "A train runs \(list). What distance does it cover in km?",
      "How far does one get with \(list)? Give kilometres.",
      "A coach travels \(list). Find the length of the trip in kilometres.",
    ])
    return TaskItem(Phrasing.number(question, &random), distance)
  }
}
