/// The task forms of `symbol-manipulation-v1` on dates and clocks.
enum CalendarTasks {
  static let forms: [TaskForm] = [
    TaskForm("weekday", weekday), TaskForm("days-between", daysBetween),
    TaskForm("date-after", dateAfter),
    TaskForm("clock", clock),
  ]

  private static func weekday(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let start = CivilDate.random(&random, years: 1950...2049)
    let days = random.integer(level.choose(8...30, 40...200, 400...3000))
    let isForward = random.below(2) == 0
    let end = CivilDate(dayNumber: start.dayNumber + (isForward ? days : -days))
    let question = random.pick([
      "If today is \(start.weekday), which weekday is it \(days) days \(isForward ? "later" : "earlier")?",
      "\(start.spelled) falls on a \(start.weekday). Which day of the week is "
        + "\(days) days \(isForward ? "after" : "before") that?",
      "A parcel was posted on a \(start.weekday). What weekday \(isForward ? "follows" : "lies") "
        + "\(days) days \(isForward ? "on" : "back")?",
    ])
    return TaskItem(Phrasing.result(question, &random), key: end.weekday.lowercased(), .text)
  }

  private static func daysBetween(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let start = CivilDate.random(&random, years: 1980...2039)
    let days = random.integer(level.choose(10...60, 70...400, 500...6000))
    let end = CivilDate(dayNumber: start.dayNumber + days)
    let question = random.pick([
      "How many days after \(start.spelled) is \(end.spelled)?",
      "Count the days from \(start.spelled) to \(end.spelled), not counting the first day.",
      "A loan runs from \(start.spelled) until \(end.spelled). For how many nights is that?",
    ])
    return TaskItem(Phrasing.number(question, &random), days)
  }

  private static func dateAfter(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let start = CivilDate.random(&random, years: 1960...2039)
    let days = random.integer(level.choose(10...40, 60...300, 400...2500))
    let end = CivilDate(dayNumber: start.dayNumber + days)
    let question = random.pick([
      "Which date is \(days) days after \(start.spelled)?",
      "A guarantee of \(days) days begins on \(start.spelled). On which date is it over, counting "
        + "\(start.spelled) as day 0?",
      "Go forward \(days) days from \(start.spelled). What date is that?",
    ])
    return TaskItem(Phrasing.result(question, &random), key: end.iso, .date)
  }

  private static func clock(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    var minutes = random.integer(0...1439)
    var text = "It is \(time(minutes))."
    for _ in 0..<level.choose(2, 4, 6) {
      let (hours, rest) = (random.integer(1...level.choose(5, 11, 19)), random.integer(2...58))
      let isForward = random.below(3) > 0
      minutes += (isForward ? 1 : -1) * (60 * hours + rest)
      text +=
        isForward
        ? random.pick([
          " \(hours) h \(rest) min pass.",
          " Add \(Phrasing.counted(hours, "hour")) \(rest) minutes.",
        ])
        : " Turn the clock back \(hours) h \(rest) min."
    }
    let end = time(((minutes % 1440) + 1440) % 1440)
    let question = random.pick([
      "What time does it show (24-hour clock, HH:MM)?",
      "Give the final time as HH:MM on a 24-hour clock.",
    ])
    return TaskItem(Phrasing.result("\(text) \(question)", &random), key: end, .text)
  }

  private static func time(_ minutes: Int) -> String {
    [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
