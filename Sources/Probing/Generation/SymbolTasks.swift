/// The task forms of `symbol-manipulation-v1` on letters and words.
enum SymbolTasks {
  static let forms: [TaskForm] =
    [
      TaskForm("reverse-word", reverseWord), TaskForm("reverse-order", reverseOrder),
      TaskForm("count-letter", countLetter), TaskForm("letter-at", letterAt),
      TaskForm("sort-words", sortWords), TaskForm("shift-letters", shiftLetters),
      TaskForm("initials", initials), TaskForm("drop-vowels", dropVowels),
      TaskForm("interleave", interleave), TaskForm("letter-sum", letterSum),
      TaskForm("rotate", rotate), TaskForm("last-letters", lastLetters),
    ] + SymbolMachines.forms + CalendarTasks.forms

  static let words = [
    "anchor", "basket", "candle", "dragon", "engine", "feather", "garden", "hammer", "island",
    "jacket",
    "kettle", "lantern", "marble", "needle", "orchard", "pepper", "quarry", "ribbon", "saddle",
    "teapot",
    "umbrella", "velvet", "window", "yogurt", "zipper", "blanket", "cabbage", "dolphin", "elephant",
    "fountain", "glacier", "harvest", "insect", "journal", "kitchen", "library", "monsoon",
    "notebook",
    "octopus", "panther", "quilt", "railway", "sandwich", "thunder", "utensil", "village", "walnut",
    "yardstick", "zeppelin", "almanac", "bicycle", "chimney", "drummer", "eclipse", "furnace",
    "gazelle",
    "horizon", "iceberg", "jasmine", "knuckle", "lobster", "mustard", "nostril", "opinion",
    "pilgrim",
    "quartet", "raccoon", "scarlet", "tobacco", "uniform", "vaccine", "whistle", "xylophone",
    "yearbook",
    "zucchini", "avalanche", "butterfly", "cathedral", "dandelion", "education", "framework",
    "gymnasium",
    "handshake", "inventory", "jellyfish", "kilometre", "lighthouse", "marmalade", "nightmare",
    "orchestra",
    "pineapple", "quicksand", "restaurant", "strawberry", "tangerine", "undertaker", "vegetable",
    "waterfall", "accordion", "boulevard", "crocodile", "duplicate", "evergreen", "fisherman",
    "grapefruit", "helicopter", "innkeeper", "kingfisher", "mountaineer", "nutcracker", "overcoat",
    "peppermint", "rectangle", "shipwreck", "telescope", "upholstery", "ventilator", "woodpecker",
  ]

  /// A word whose length grows with the level.
  static func word(_ random: inout SplitMix64, _ level: Level) -> String {
    let lengths = level.choose(5...6, 7...8, 9...12)
    return random.pick(words.filter { lengths.contains($0.count) })
  }

  private static func reverseWord(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let word = word(&random, level) + (level == .hard ? random.pick(words) : "")
    let question = random.pick([
      "Spell \"\(word)\" backwards.", "Write the letters of \"\(word)\" in reverse order.",
      "What does \"\(word)\" read from right to left?", "Reverse the string \"\(word)\".",
    ])
    return TaskItem(
      Phrasing.result(question, &random), key: String(word.reversed()), .text)
  }

  private static func reverseOrder(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let list = random.pick(level.choose(4, 5, 6), of: words)
    let text = list.joined(separator: " ")
    let question = random.pick([
      "Put these words in the opposite order: \(text).",
      "Say \"\(text)\" starting with the last word.",
      "Read the words \"\(text)\" from the end to the beginning.",
    ])
    let key = list.reversed().joined(separator: ", ")
    return TaskItem(Phrasing.result(question, &random), key: key, .list)
  }

  private static func countLetter(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let text = random.pick(level.choose(3, 6, 10), of: words).joined(separator: " ")
    let letter = random.pick(["a", "e", "r", "t", "n", "i", "o", "l"])
    let count = text.count { String($0) == letter }
    let question = random.pick([
      "How often does the letter \"\(letter)\" occur in \"\(text)\"?",
      "Count the \(letter)'s in this line: \(text).",
      "In \"\(text)\", how many times is the letter \(letter) written?",
    ])
    return TaskItem(Phrasing.number(question, &random), count)
  }

  private static func letterAt(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let list = random.pick(level.choose(1, 2, 4), of: words.filter { $0.count > 6 })
    let letters = Array(list.joined())
    let position = random.integer(4...(letters.count - 2))
    let text = list.joined(separator: " ")
    let fromEnd = level != .easy && random.below(2) == 0
    let letter = fromEnd ? letters[letters.count - position] : letters[position - 1]
    let place = fromEnd ? "letter number \(position) from the end" : "letter number \(position)"
    let question = random.pick([
      "What is \(place) of \"\(text)\", not counting spaces?",
      "Ignoring spaces, which letter is \(place) in \"\(text)\"?",
      "Name \(place) in the words \"\(text)\" (spaces do not count).",
    ])
    return TaskItem(Phrasing.result(question, &random), key: String(letter), .text)
  }

  private static func sortWords(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let list = random.pick(level.choose(5, 8, 12), of: words)
    let text = list.joined(separator: ", ")
    let isDown = random.below(3) == 0
    let order = isDown ? "reverse alphabetical" : "alphabetical"
    let question = random.pick([
      "Sort into \(order) order: \(text).", "Arrange these words in \(order) order: \(text).",
      "Give the words \(text) in \(order) order, separated by commas.",
    ])
    let sorted = isDown ? list.sorted(by: >) : list.sorted()
    return TaskItem(Phrasing.result(question, &random), key: sorted.joined(separator: ", "), .list)
  }

  private static func shiftLetters(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let word = word(&random, level)
    let shift = random.integer(level.choose(1...2, 3...6, 7...19))
    let shifted = word.utf8.map { ($0 - 97 + UInt8(shift)) % 26 + 97 }
    let question = random.pick([
      "Replace every letter of \"\(word)\" by the one \(Phrasing.counted(shift, "place")) later in the "
        + "alphabet (after z comes a).",
      "Encode \"\(word)\" with a Caesar shift of \(shift) to the right.",
      "Move each letter of \"\(word)\" forward by \(shift) in the alphabet, wrapping round.",
    ])
    return TaskItem(
      Phrasing.result(question, &random), key: String(decoding: shifted, as: UTF8.self), .text)
  }

  private static func initials(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let list = random.pick(level.choose(4, 7, 10), of: words)
    let position = level == .hard ? 3 : level == .medium ? 2 : 1
    let ordinal = ["first", "second", "third"][position - 1]
    let key = list.map { String(Array($0)[position - 1]) }.joined()
    let question = random.pick([
      "Take the \(ordinal) letter of each word and join them: \(list.joined(separator: " ")).",
      "What do the \(ordinal) letters of \"\(list.joined(separator: " "))\" form in sequence?",
      "String together the \(ordinal) letters of these words: \(list.joined(separator: ", ")).",
    ])
    return TaskItem(Phrasing.result(question, &random), key: key, .text)
  }

  private static func dropVowels(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let text = random.pick(level.choose(1, 2, 3), of: words.filter { $0.count > 6 }).joined()
    let isVowels = random.below(2) == 0
    let key = text.filter { "aeiou".contains($0) != isVowels }
    let what = isVowels ? "vowels (a, e, i, o, u)" : "consonants"
    let question = random.pick([
      "Delete all \(what) from \"\(text)\".", "What is left of \"\(text)\" without its \(what)?",
      "Strike out the \(what) in \"\(text)\" and write what remains.",
    ])
    return TaskItem(Phrasing.result(question, &random), key: key, .text)
  }

  private static func interleave(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let length = level.choose(6, 7, 9)
    let pair = random.pick(2, of: words.filter { $0.count == length })
    let key = zip(pair[0], pair[1]).map { "\($0)\($1)" }.joined()
    let question = random.pick([
      "Merge \"\(pair[0])\" and \"\(pair[1])\" letter by letter, taking from each in turn and starting "
        + "with \"\(pair[0])\".",
      "Alternate the letters of \(pair[0]) and \(pair[1]): first of the one, first of the other, and so "
        + "on.",
      "Write one letter of \(pair[0]), then one of \(pair[1]), and continue like this to the end.",
    ])
    return TaskItem(Phrasing.result(question, &random), key: key, .text)
  }

  private static func letterSum(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let word = word(&random, level)
    let sum = word.utf8.reduce(0) { $0 + Int($1) - 96 }
    let question = random.pick([
      "With a = 1, b = 2, ..., z = 26, what do the letters of \"\(word)\" add up to?",
      "Add the alphabet positions of all letters in \"\(word)\".",
      "If each letter counts its place in the alphabet, what is \"\(word)\" worth?",
    ])
    return TaskItem(Phrasing.number(question, &random), sum)
  }

  private static func rotate(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let list = random.pick(level.choose(5, 7, 9), of: words)
    let count = random.integer(level.choose(1...2, 2...4, 11...25))
    let text = list.joined(separator: ", ")
    let isLeft = random.below(2) == 0
    let cut = isLeft ? count % list.count : (list.count - count % list.count) % list.count
    let move = isLeft ? "the first word to the end" : "the last word to the front"
    let times = Phrasing.times(count)
    let question = random.pick([
      "Take the list \(text) and move \(move) \(times). Which order results?",
      "If you move \(move) \(times), what is the final order of \(text)?",
      "Here is a row of words: \(text). Move \(move) \(times). Write down the new row.",
    ])
    let key = (list[cut...] + list[..<cut]).joined(separator: ", ")
    return TaskItem(Phrasing.result(question, &random), key: key, .list)
  }

  private static func lastLetters(_ random: inout SplitMix64, _ level: Level) -> TaskItem {
    let list = random.pick(level.choose(2, 4, 6), of: words)
    let key = list.map { String($0.suffix(2).reversed()) }.joined()
    let text = list.joined(separator: ", ")
    let question = random.pick([
      "From each of the words \(text), take the last letter and then the one before it; join all.",
      "Take the last two letters of every word in \(text), each pair in reverse, and write them in a row.",
      "For \(text): append the final letter, then the next-to-last, word after word.",
    ])
    return TaskItem(Phrasing.result(question, &random), key: key, .text)
  }
}
