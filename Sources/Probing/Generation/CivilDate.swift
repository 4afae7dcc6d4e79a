/// A date of the proleptic Gregorian calendar, by days since 1 March of year 0.
package struct CivilDate: Hashable, Sendable {
  package var year: Int
  package var month: Int
  package var day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// - Parameter number: days since 1 March of year 0, at least 0.
  package init(dayNumber number: Int) {
    let era = number / 146_097
    let dayOfEra = number % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  package var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let yearOfEra = shiftedYear % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shiftedYear / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100
      + dayOfYear
  }

  /// The English name of the weekday.
  package var weekday: String { Self.weekdays[(dayNumber + 2) % 7] }

  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
    "November", "December",
  ]

  /// As "9 March 1875".
  var spelled: String { "\(day) \(Self.months[month - 1]) \(year)" }

  /// As "1875-03-09".
  package var iso: String {
    [(year, 4), (month, 2), (day, 2)].map { value, width in
      String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }.joined(separator: "-")
  }

  static func random(_ random: inout SplitMix64, years: ClosedRange<Int>) -> CivilDate {
    CivilDate(
      year: random.integer(years), month: random.integer(1...12), day: random.integer(1...28))
  }
}
