/// Numbers written out: English up to the millions, some other languages up to 99, and Han numerals.
enum NumberWords {
  private static let units: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let scales = [
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000,
  ]
  private static let parts = [
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
  ]
  private static let hedges: Set = [
    "only", "just", "exactly", "about", "around", "approximately", "roughly", "perhaps", "maybe",
  ]

  /// The canonical number when the text is one number in words, with a word of unit at most.
  static func value(of text: String) -> String? {
    let words = Cutting.words(text.unicodeScalars, atMost: 12).drop(while: hedges.contains)
    if let named = NumberNames.all[words.joined(separator: " ")] { return String(named) }
    if words.count == 1, let single = single(words.first!) { return single }
    if let fraction = fraction(words) { return fraction }
    let isNegative = ["minus", "negative"].contains(words.first)
    guard let (value, used) = english(words.dropFirst(isNegative ? 1 : 0)) else { return nil }
    let rest = words.count - used - (isNegative ? 1 : 0)
    guard rest == 0 || rest == 1 && words.first != "one" || text.utf8.count <= 10 && rest == 1
    else { return nil }
    return isNegative && value != 0 ? "-\(value)" : String(value)
  }

  private static func single(_ word: String) -> String? {
    switch word {
    case "none": "0"
    case "twice": "2"
    default: han(word).map(String.init)
    }
  }

  /// "one half", "three quarters", "a third".
  private static func fraction(_ words: ArraySlice<String>) -> String? {
    guard words.count == 2, let first = words.first, let bottom = parts[words.last!],
      let top = first == "a" ? 1 : units[first], top > 0
    else { return nil }
    return "\(top)/\(bottom)"
  }

  private static let english = Phrases(Array(units.keys) + scales.keys)

  /// The numbers that stand in words in a text, in order; a bare "one" is a pronoun.
  static func values(in text: [Unicode.Scalar]) -> [String] {
    let lower = text.map(\.lowercase)
    let named = NumberNames.inText.ranges(in: lower).compactMap {
      NumberNames.all[String(lower[$0])].map(String.init)
    }
    return englishValues(in: text, lower) + named + hanValues(in: text)
  }

  private static func englishValues(
    in text: [Unicode.Scalar], _ lower: [Unicode.Scalar]
  ) -> [String] {
    var values: [String] = []
    var done = 0
    for word in english.ranges(in: lower) where word.lowerBound >= done {
      let start = text[done..<word.lowerBound].lastIndex(where: \.isSpace).map { $0 + 1 } ?? done
      done = endOfRun(text, from: word.upperBound)
      values += runs(in: Cutting.words(text[start..<done]))
    }
    return values
  }

  /// Past the words of numbers that follow directly, "and" among them.
  private static func endOfRun(_ text: [Unicode.Scalar], from start: Int) -> Int {
    var end = text[start...].firstIndex(where: \.isSpace) ?? text.count
    while end < text.count {
      let first = text[end...].firstIndex { !$0.isSpace } ?? text.count
      let next = text[first...].firstIndex(where: \.isSpace) ?? text.count
      guard let word = Cutting.words(text[first..<next].prefix(40)).first,
        word == "and" || value(word, after: true) != nil
      else { break }
      end = next
    }
    return end
  }

  private static func runs(in words: [String]) -> [String] {
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
      if word == "and" && used > 0 || word == "a" && used == 0 && pending == 0 {
        pending += 1
        continue
      }
      guard let parts = value(word, after: used > 0 || pending > 0) else { break }
      for part in parts {
        switch part {
        case .unit(let value): group += value
        case .scale(let scale) where scale <= 100: group = max(group, 1) * scale
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

  /// Runs of two or more Han numerals.
  private static func hanValues(in text: [Unicode.Scalar]) -> [String] {
    guard text.contains(where: isHanNumeral) else { return [] }
    return text.split { !isHanNumeral($0) }.filter { (2...12).contains($0.count) }
      .compactMap { han(String($0)) }.map(String.init)
  }

  private static func isHanNumeral(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isIdeographic && "零一二三四五六七八九两十百千万".unicodeScalars.contains(scalar)
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
