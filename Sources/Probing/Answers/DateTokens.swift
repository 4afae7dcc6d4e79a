/// The numbers, month names and separators of a text, with everything else counted.
struct DateTokens {
  enum Token: Equatable {
    /// A number and how many digits it was written with.
    case number(Int, Int)
    case month(Int)
    case mark(Unicode.Scalar)
    case word
  }

  private(set) var all: [Token] = []
  /// Words that belong to no date.
  var words: Int { all.count { $0 == .word } }

  init(_ text: [Unicode.Scalar]) {
    var rest = text.map(\.lowercase)[...]
    while let scalar = rest.first {
      if scalar.isDigit {
        takeNumber(from: &rest)
      } else if scalar.isWordLetter {
        takeWord(from: &rest)
      } else {
        rest.removeFirst()
        if let mark = Self.marks[scalar] { all.append(.mark(mark)) }
        if "-./".unicodeScalars.contains(scalar), isBetweenDigits(rest) {
          all.append(.mark(scalar))
        }
      }
    }
  }

  private func isBetweenDigits(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    guard case .number? = all.last else { return false }
    return rest.first?.isDigit == true
  }

  private mutating func takeNumber(from rest: inout ArraySlice<Unicode.Scalar>) {
    let digits = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(digits.count)
    for suffix in ["st", "nd", "rd", "th", "er", "º", "ª"] {
      let scalars = Array(suffix.unicodeScalars)
      if rest.starts(with: scalars), rest.dropFirst(scalars.count).first?.isWordLetter != true {
        rest = rest.dropFirst(scalars.count)
      }
    }
    all.append(Int(String(Array(digits))).map { .number($0, digits.count) } ?? .word)
  }

  private mutating func takeWord(from rest: inout ArraySlice<Unicode.Scalar>) {
    let letters = rest.prefix { $0.isWordLetter }
    rest = rest.dropFirst(letters.count)
    let word = String(Array(letters))
    if let month = Self.months[word] {
      all.append(.month(month))
    } else if !Self.fillers.contains(word) {
      all.append(.word)
    }
  }

  /// Chinese, Japanese and Korean marks of year, month and day.
  private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
    "年": "年", "月": "月", "日": "日", "년": "年", "월": "月", "일": "日",
  ]

  private static let fillers: Set = [
    "of", "the", "de", "del", "den", "der", "di", "do", "le", "el", "il", "em", "г", "года", "год",
    "on", "in", "am", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "ad", "ce", "year",
  ]

  private static let names = [
    "january jan enero janvier januar gennaio janeiro januari января январь stycznia ocak jänner",
    "february feb febrero février fevrier februar febbraio fevereiro februari февраля февраль lutego şubat",
    "march mar marzo mars märz março maart марта март marca mart",
    "april apr abril avril aprile апреля апрель kwietnia nisan",
    "may mayo mai maggio maio mei мая май maja mayıs",
    "june jun junio juin juni giugno junho июня июнь czerwca haziran",
    "july jul julio juillet juli luglio julho июля июль lipca temmuz",
    "august aug agosto août aout augustus августа август sierpnia ağustos",
    "september sep sept septiembre septembre settembre setembro сентября сентябрь września eylül",
    "october oct octubre octobre oktober ottobre outubro октября октябрь października ekim",
    "november nov noviembre novembre novembro ноября ноябрь listopada kasım",
    "december dec diciembre décembre decembre dezember dicembre dezembro декабря декабрь grudnia aralık",
  ]

  static let months: [String: Int] = names.enumerated().reduce(into: [:]) { result, entry in
    for name in entry.element.split(separator: " ") { result[String(name)] = entry.offset + 1 }
  }
}
