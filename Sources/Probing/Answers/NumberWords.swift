/// Numbers written out: English up to the millions, small ones in some other languages, and Han
/// numerals.
enum NumberWords {
  private static let units: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let scales = ["hundred": 100, "thousand": 1000, "million": 1_000_000]

  private static let foreign: [String: Int] = [
    "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "zéro": 0, "un": 1, "deux": 2,
    "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "null": 0, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "due": 2, "tre": 3,
    "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "um": 1,
    "dois": 2, "três": 3, "quatro": 4, "sete": 7, "oito": 8, "dez": 10, "ноль": 0, "один": 1,
    "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9,
    "десять": 10,
  ]

  /// The canonical number when the text is one number in words.
  static func value(of text: String) -> String? {
    let words = Cutting.words(Array(text.unicodeScalars))
    if words.count == 1 {
      if let value = foreign[words[0]] ?? han(words[0]) { return String(value) }
    }
    let isNegative = ["minus", "negative"].contains(words.first)
    guard let (value, used) = english(words.dropFirst(isNegative ? 1 : 0)[...]),
      used + (isNegative ? 1 : 0) == words.count
    else { return nil }
    return isNegative && value != 0 ? "-\(value)" : String(value)
  }

  /// The numbers that stand among other English words, in order; a bare "one" is a pronoun.
  static func runs(in words: [String]) -> [String] {
    var values: [String] = []
    var rest = words[...]
    while !rest.isEmpty {
      if let (value, used) = english(rest) {
        if used > 1 || rest.first != "one" { values.append(String(value)) }
        rest = rest.dropFirst(used)
      } else {
        rest = rest.dropFirst()
      }
    }
    return values
  }

  /// The number at the start of the words and how many words it takes.
  private static func english(_ words: ArraySlice<String>) -> (value: Int, used: Int)? {
    var total = 0
    var group = 0
    var used = 0
    var pending = 0
    for word in words {
      if word == "and", used > 0 {
        pending = 1
        continue
      }
      guard let parts = value(word, after: used > 0) else { break }
      for part in parts {
        switch part {
        case .unit(let value): group += value
        case .scale(100): group = max(group, 1) * 100
        case .scale(let scale):
          total += max(group, 1) * scale
          group = 0
        }
      }
      used += 1 + pending
      pending = 0
    }
    return used == 0 ? nil : (total + group, used)
  }

  private enum Part {
    case unit(Int)
    case scale(Int)
  }

  private static func value(_ word: String, after isInside: Bool) -> [Part]? {
    var parts: [Part] = []
    for piece in word.split(separator: "-") {
      if let unit = units[String(piece)] {
        parts.append(.unit(unit))
      } else if let scale = scales[String(piece)], isInside || !parts.isEmpty {
        parts.append(.scale(scale))
      } else {
        return nil
      }
    }
    return parts.isEmpty ? nil : parts
  }

  /// Han numerals below a hundred million, as 三百二十一.
  private static func han(_ word: String) -> Int? {
    var total = 0
    var section = 0
    var digit: Int?
    for character in word {
      if let index = Array("零一二三四五六七八九").firstIndex(of: character) {
        digit = index
      } else if character == "两" {
        digit = 2
      } else if let unit = ["十": 10, "百": 100, "千": 1000][character] {
        section += (digit ?? 1) * unit
        digit = nil
      } else if character == "万", total == 0 {
        total = (section + (digit ?? 0)) * 10_000
        section = 0
        digit = nil
      } else {
        return nil
      }
    }
    return word.isEmpty ? nil : total + section + (digit ?? 0)
  }
}
