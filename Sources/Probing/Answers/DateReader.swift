/// Reads calendar dates; the canonical form is ISO 8601, as far as the date is given:
/// "1875-03-09", "1875-03", "1875", or "--03-09" without a year.
struct DateReader: AnswerReader {
  private struct Found: Equatable {
    var value: String
    var parts: Int
  }

  func whole(_ text: String) -> String? {
    guard text.utf8.count <= 100 else { return nil }
    if text.trimmed.wholeMatch(of: /(--|\d{4}-)\d\d(-\d\d)?/) != nil, let value = iso(text.trimmed)
    {
      return value
    }
    let tokens = DateTokens(Array(text.unicodeScalars))
    let found = dates(tokens)
    return found.count == 1 && tokens.words == 0 ? found[0].value : nil
  }

  /// The canonical forms themselves: "--03-09", "1875-03", "1875-03-09".
  private func iso(_ text: String) -> String? {
    let numbers = text.split(separator: "-").compactMap { Int($0) }
    let padding: [Int?] = text.hasPrefix("--") ? [nil] : []
    let parts = padding + numbers + [nil, nil]
    return Self.canonical((parts[0], parts[1], parts[2]))
  }

  func leading(_ text: [Unicode.Scalar]) -> Reading {
    chosen(dates(DateTokens(undenied(text))), preferring: { $0.first })
  }

  private static let denials = Phrases(
    Array(AnswerPhrases.denying) + ["rather than", "instead of"])

  /// Up to the word that denies what follows; all of the text when nothing dated precedes it.
  private func undenied(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var start = 0
    for range in Self.denials.ranges(in: text.map(\.lowercase)) {
      if !dates(DateTokens(Array(text[start..<range.lowerBound]))).isEmpty {
        return Array(text[..<range.lowerBound])
      }
      start = range.upperBound
    }
    return Denial.removed(from: text) { Int($0) != nil }
  }

  func concluding(_ text: [Unicode.Scalar]) -> Reading {
    let sentences = BackwardSentences(text) { $0.contains(where: \.isDigit) }
    for sentence in sentences {
      let kept = undenied(sentence)
      let found = dates(DateTokens(kept))
      if found.isEmpty { continue }
      let reading = chosen(found) { Set($0.map(\.value)).count == 1 ? $0.first : nil }
      return reading == .several ? arrival(kept) ?? .several : reading
    }
    return .absent
  }

  private static let arriving = Phrases([
    "=", "→", "is", "was", "fell on", "falls on", "to", "gives", "give", "becomes",
  ])

  /// The date after the last word of arriving, as in "33 days after 1 May is 3 June".
  private func arrival(_ text: [Unicode.Scalar]) -> Reading? {
    guard let cue = Self.arriving.ranges(in: text.map(\.lowercase)).last else { return nil }
    let found = dates(DateTokens(Array(text[cue.upperBound...])))
    return found.count == 1 ? .found(found[0].value) : nil
  }

  /// Among the most complete dates.
  private func chosen(
    _ found: [Found], preferring choose: ([Found]) -> Found?
  ) -> Reading {
    guard let parts = found.map(\.parts).max() else { return .absent }
    let best = found.filter { $0.parts == parts }
    return choose(best).map { .found($0.value) } ?? .several
  }

  private func dates(_ tokens: DateTokens) -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < tokens.all.count {
      if let (date, used) = date(Array(tokens.all[index...].prefix(6))) {
        if let value = Self.canonical(date) {
          found.append(Found(value: value, parts: Self.count(date)))
        }
        index += used
      } else {
        index += 1
      }
    }
    return found
  }

  private typealias Token = DateTokens.Token

  /// The date that these tokens begin with, valid or not, and how many of them it takes.
  private func date(_ tokens: [Token]) -> (Parts, used: Int)? {
    let forms: [([Token]) -> (Parts, Int)?] = [
      Self.han, Self.numeric, Self.dayMonthYear, Self.monthDayYear, Self.yearMonthDay,
      Self.dayMonth, Self.monthDay, Self.monthYear, Self.year,
    ]
    for read in forms {
      if let (date, used) = read(tokens) { return (date, used) }
    }
    return nil
  }

  private typealias Parts = (year: Int?, month: Int?, day: Int?)

  private static func han(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 2, case .number(let first, _) = tokens[0] else { return nil }
    if tokens[1] == .mark("年") {
      let rest = Array(tokens.dropFirst(2))
      if rest.count >= 2, case .number(let month, _) = rest[0], rest[1] == .mark("月") {
        if rest.count >= 4, case .number(let day, _) = rest[2], rest[3] == .mark("日") {
          return ((first, month, day), 6)
        }
        return ((first, month, nil), 4)
      }
      return ((first, nil, nil), 2)
    }
    if tokens[1] == .mark("月"), tokens.count >= 4, case .number(let day, _) = tokens[2],
      tokens[3] == .mark("日")
    {
      return ((nil, first, day), 4)
    }
    return nil
  }

  /// 1999-12-31, 31.12.1999, 31/12/1999; with two possible months it is no date.
  private static func numeric(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 5, case .number(let a, let digits) = tokens[0],
      case .mark(let mark) = tokens[1], tokens[3] == tokens[1], "-./".unicodeScalars.contains(mark),
      case .number(let b, _) = tokens[2], case .number(let c, let last) = tokens[4]
    else { return nil }
    if digits == 4 { return ((a, b, c), 5) }
    guard last == 4 else { return nil }
    if mark == "." || a > 12 || a == b { return ((c, b, a), 5) }
    return ((c, a, b > 12 ? b : 0), 5)
  }

  private static func dayMonthYear(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 3, case .number(let day, _) = tokens[0],
      case .month(let month) = tokens[1],
      case .number(let year, let digits) = tokens[2], digits >= 3
    else { return nil }
    return ((year, month, day), 3)
  }

  private static func monthDayYear(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 3, case .month(let month) = tokens[0],
      case .number(let day, _) = tokens[1],
      case .number(let year, let digits) = tokens[2], digits >= 3
    else { return nil }
    return ((year, month, day), 3)
  }

  private static func yearMonthDay(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 3, case .number(let year, 4) = tokens[0],
      case .month(let month) = tokens[1],
      case .number(let day, let digits) = tokens[2], digits <= 2
    else { return nil }
    return ((year, month, day), 3)
  }

  private static func dayMonth(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 2, case .number(let day, let digits) = tokens[0], digits <= 2,
      case .month(let month) = tokens[1]
    else { return nil }
    return ((nil, month, day), 2)
  }

  private static func monthDay(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 2, case .month(let month) = tokens[0],
      case .number(let day, let digits) = tokens[1], digits <= 2
    else { return nil }
    return ((nil, month, day), 2)
  }

  private static func monthYear(_ tokens: [Token]) -> (Parts, Int)? {
    guard tokens.count >= 2, case .month(let month) = tokens[0],
      case .number(let year, let digits) = tokens[1], digits >= 3
    else { return nil }
    return ((year, month, nil), 2)
  }

  private static func year(_ tokens: [Token]) -> (Parts, Int)? {
    guard case .number(let year, let digits)? = tokens.first, (3...4).contains(digits) else {
      return nil
    }
    return ((year, nil, nil), 1)
  }

  private static func count(_ date: Parts) -> Int {
    [date.year, date.month, date.day].count { $0 != nil }
  }

  private static func canonical(_ date: Parts) -> String? {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if let month = date.month {
      guard (1...12).contains(month) else { return nil }
      if let day = date.day, !(1...lengths[month - 1]).contains(day) { return nil }
    }
    let year = date.year.map { padded($0, 4) } ?? "-"
    return ([year] + [date.month, date.day].compactMap { $0 }.map { padded($0, 2) })
      .joined(separator: "-")
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
