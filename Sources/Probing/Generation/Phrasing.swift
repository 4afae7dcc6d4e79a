/// Turns of phrase shared by generated prompts.
enum Phrasing {
  private static let closings = [
    "Reply with the number only.", "Just the number, please.", "Give only the final number.",
    "No working, only the result.", "Answer with a single number.",
    "Work it out in your head and state the number.", "I only need the number.",
    "State the value and nothing else.", "A bare number is enough.",
    "Don't show any steps, just the number.", "Write the result as a numeral.", "Only the number.",
  ]

  /// A question followed by a request for the bare number.
  static func number(_ question: String, _ random: inout SplitMix64) -> String {
    "\(question) \(random.pick(closings))"
  }

  private static let factClosings = [
    "Reply with the number only.", "Just the number, please.", "Answer with a single number.",
    "I only need the number.", "State the figure and nothing else.", "A bare number is enough.",
    "Only the number.", "If unsure, give your best guess, as a bare number.",
    "One number, no comment.",
    "No sources or remarks, just the figure.",
  ]

  /// A question about a fact, followed by a request for the bare number.
  static func figure(_ question: String, _ random: inout SplitMix64) -> String {
    "\(question) \(random.pick(factClosings))"
  }

  private static let wordClosings = [
    "Reply with that only.", "Just give the result.", "No explanation, please.",
    "Answer with the result alone.", "Don't explain.", "Only the answer.",
    "State it and stop there.",
    "Nothing but the result, please.", "Keep it to the answer itself.", "I need only the result.",
  ]

  /// A question followed by a request for the bare result.
  static func result(_ question: String, _ random: inout SplitMix64) -> String {
    "\(question) \(random.pick(wordClosings))"
  }

  /// `1 hour`, `2 hours`.
  static func counted(_ count: Int, _ singular: String) -> String {
    "\(count) \(singular)\(count == 1 ? "" : "s")"
  }

  /// `once`, `twice`, `3 times`.
  static func times(_ count: Int) -> String {
    count == 1 ? "once" : count == 2 ? "twice" : "\(count) times"
  }

  static let names = [
    "Amara", "Bogdan", "Chidi", "Dalia", "Eitan", "Farida", "Goran", "Hanneke", "Ines", "Jovan",
    "Kaito", "Leila", "Mattias", "Noor", "Oksana", "Pilar", "Quentin", "Rafael", "Sunniva", "Tarek",
    "Ulrike", "Vikram", "Wanjiru", "Ximena", "Yusuf", "Zofia", "Anselm", "Brigid", "Cosmin",
    "Dorothea",
  ]

  /// Everyday things that are counted in boxes and bags.
  static let goods = [
    "candles", "marbles", "buttons", "envelopes", "oranges", "rolls", "postcards", "screws",
    "pencils",
    "tulip bulbs", "lemons", "tea bags", "nails", "stickers", "walnuts", "batteries", "jars",
    "socks",
  ]
}
