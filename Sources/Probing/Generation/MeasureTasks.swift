import Foundation

/// The task forms of `numeric-recall-v1` on units, codes and calendars, with computed keys.
enum MeasureTasks {
  static let forms: [TaskForm] = [
    TaskForm("conversion", conversion), TaskForm("temperature", temperature),
    TaskForm("pitch", pitch),
    TaskForm("code-point", codePoint), TaskForm("easter", easter), TaskForm("unix-time", unixTime),
    TaskForm("julian-day", julianDay), TaskForm("day-of-year", dayOfYear), TaskForm("paper", paper),
  ]

  private struct Unit: Sendable {
    var plural: String
    var other: String
    /// The other unit's size in millionths, exact.
    var millionths: Int
    var level: Level
  }

  /// Definitions of the international yard and pound (1959) and their kin.
  private static let units = [
    Unit(plural: "inches", other: "centimetres", millionths: 2_540_000, level: .easy),
    Unit(plural: "miles", other: "kilometres", millionths: 1_609_344, level: .easy),
    Unit(plural: "feet", other: "metres", millionths: 304_800, level: .easy),
    Unit(plural: "nautical miles", other: "kilometres", millionths: 1_852_000, level: .medium),
    Unit(plural: "yards", other: "metres", millionths: 914_400, level: .medium),
    Unit(plural: "thermochemical calories", other: "joules", millionths: 4_184_000, level: .medium),
    Unit(plural: "imperial gallons", other: "litres", millionths: 4_546_090, level: .medium),
    Unit(plural: "furlongs", other: "metres", millionths: 201_168_000, level: .hard),
    Unit(plural: "fathoms", other: "metres", millionths: 1_828_800, level: .hard),
    Unit(plural: "imperial pints", other: "millilitres", millionths: 568_261_250, level: .hard),
    Unit(
      plural: "surveyor's chains of 66 international feet", other: "metres", millionths: 20_116_800,
      level: .hard),
  ]

  private static func conversion(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let unit = random.pick(units.filter { $0.level == level })
    let count = random.integer(level.choose(3...40, 13...99, 17...390))
    let thousandths = (count * unit.millionths + 500) / 1000
    let question = random.pick([
      "How many \(unit.other) are \(count) \(unit.plural), to three decimals?",
      "Convert \(count) \(unit.plural) to \(unit.other), rounded to three decimal places.",
      "A length or amount of \(count) \(unit.plural) is how much in \(unit.other) (three decimals)?",
    ])
    return TaskItem(
      Phrasing.figure(question, &random), key: ArithmeticTasks.decimal(thousandths, 3), .decimal,
      about: "\(count) \(unit.plural)")
  }

  private static func temperature(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let degrees = random.integer(level.choose(33...110, -39...200, 201...3000))
    let celsius = RecallTasks.rounded(Double(degrees - 32) * 5 / 9, 2)
    let question = random.pick([
      "What is \(degrees) °F in degrees Celsius, to two decimals?",
      "A gauge reads \(degrees) °F. How many degrees Celsius is that, with two decimals?",
      "Convert \(degrees) degrees Fahrenheit to Celsius and round to two places.",
    ])
    return TaskItem(
      Phrasing.number(question, &random), key: celsius, .decimal, about: "\(degrees)")
  }

  private static func pitch(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let names = [
      "C", "C sharp", "D", "D sharp", "E", "F", "F sharp", "G", "G sharp", "A", "A sharp", "B",
    ]
    let note = random.below(12)
    let octave = random.integer(level.choose(4...4, 3...5, 1...7))
    let semitones = note - 9 + 12 * (octave - 4)
    let frequency = RecallTasks.rounded(440 * pow(2, Double(semitones) / 12), 2)
    let question = random.pick([
      "With A4 at 440 Hz in equal temperament, what is the frequency of \(names[note])\(octave) in hertz, "
        + "to two decimals?",
      "Equal temperament, concert pitch 440 Hz: how many hertz has \(names[note]) in octave \(octave) "
        + "(two decimals)?",
      "A tuner shows the frequency of \(names[note])\(octave), A4 being 440 Hz. What does it read to "
        + "two decimals?",
    ])
    return TaskItem(
      Phrasing.figure(question, &random), key: frequency, .decimal, about: "\(note) \(octave)")
  }

  private static let characters = [
    "small e with acute accent é", "German sharp s ß", "copyright sign ©", "degree sign °",
    "euro sign €",
    "capital A with ring Å", "Greek capital omega Ω", "Greek small pi π", "Cyrillic capital zhe Ж",
    "Hebrew letter alef א", "Arabic letter ain ع", "infinity sign ∞", "square root sign √",
    "not-equal sign ≠", "Thai character ko kai ก", "hiragana letter a あ", "katakana letter a ア",
    "Devanagari letter ka क", "Georgian letter an ა", "Armenian capital ayb Ա",
    "CJK character for water 水",
    "Hangul syllable ga 가", "black chess queen ♛", "snowman ☃",
  ]

  private static func codePoint(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let third = characters.count / 3
    let name = characters[(level.rawValue - 1) * third + random.below(third)]
    let question = random.pick([
      "What is the Unicode code point of the \(name), as a decimal number?",
      "Which decimal number does Unicode assign to the \(name)?",
      "In decimal, not hexadecimal: the code point of the \(name) is what?",
    ])
    return TaskItem(
      Phrasing.figure(question, &random), Int(name.unicodeScalars.last!.value), about: name)
  }

  private static func easter(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let year = random.integer(level.choose(2000...2023, 1900...1999, 1700...1899))
    let question = random.pick([
      "On which date did Western Easter Sunday fall in \(year)?",
      "When was Easter (Gregorian calendar) in the year \(year)? Give day, month and year.",
      "Easter Sunday \(year), Western churches: which calendar date?",
    ])
    return TaskItem(
      Phrasing.result(question, &random), key: NumberTheory.easter(year).iso, .date,
      about: "\(year)")
  }

  private static func unixTime(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let year = random.integer(level.choose(1971...1975, 1976...1999, 2000...2037))
    let date =
      level == .easy
      ? CivilDate(year: year, month: 1, day: 1) : CivilDate.random(&random, years: year...year)
    let hour = level == .hard ? random.integer(1...23) : 0
    let epoch = CivilDate(year: 1970, month: 1, day: 1).dayNumber
    let time =
      hour == 0 ? "midnight at the start of \(date.spelled)" : "\(hour):00 on \(date.spelled)"
    let question = random.pick([
      "What is the Unix timestamp in seconds of \(time), UTC?",
      "How many seconds after the Unix epoch is \(time), UTC, leap seconds ignored?",
      "Give the Unix time (UTC) for \(time).",
    ])
    return TaskItem(
      Phrasing.number(question, &random), (date.dayNumber - epoch) * 86_400 + hour * 3600,
      about: "\(date.iso) \(hour)")
  }

  private static func julianDay(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let date =
      level == .easy
      ? CivilDate(year: random.integer(1980...2030), month: 1, day: 1)
      : CivilDate.random(&random, years: level == .medium ? 1900...2050 : 1600...1899)
    let reference = CivilDate(year: 2000, month: 1, day: 1).dayNumber
    let question = random.pick([
      "What Julian Day Number begins at noon UT on \(date.spelled) (Gregorian)?",
      "Astronomers number the days: which Julian Day starts at noon on \(date.spelled), Gregorian "
        + "calendar?",
      "Convert the Gregorian date \(date.spelled), 12:00 UT, to a Julian Day Number.",
    ])
    return TaskItem(
      Phrasing.number(question, &random), 2_451_545 + date.dayNumber - reference, about: date.iso)
  }

  private static func dayOfYear(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let date = CivilDate.random(&random, years: level.choose(2021...2023, 1990...2029, 1700...1899))
    let ordinal = date.dayNumber - CivilDate(year: date.year, month: 1, day: 1).dayNumber + 1
    let question = random.pick([
      "Which day of the year is \(date.spelled), counting 1 January as day 1?",
      "What number has \(date.spelled) when the days of that year are counted from 1?",
      "\(date.spelled) is day number what of its year?",
    ])
    return TaskItem(Phrasing.number(question, &random), ordinal, about: date.iso)
  }

  /// Long sides in millimetres of ISO 216 and ISO 269 formats, by level.
  private static let formats: [[(String, Int)]] = [
    [("A4", 297), ("A3", 420), ("A5", 210), ("A2", 594), ("A0", 1189), ("A1", 841)],
    [("A6", 148), ("A7", 105), ("B4", 353), ("B5", 250), ("B3", 500), ("B0", 1414)],
    [("B6", 176), ("B7", 125), ("C4", 324), ("C5", 229), ("C6", 162), ("B2", 707)],
  ]

  private static func paper(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let (name, side) = random.pick(formats[level.rawValue - 1])
    let question = random.pick([
      "How long is the longer side of an ISO \(name) sheet in millimetres?",
      "ISO format \(name): what is its greater dimension in mm?",
      "A sheet of \(name) (ISO) lies upright. How many millimetres high is it?",
    ])
    return TaskItem(Phrasing.figure(question, &random), side, about: name)
  }
}
