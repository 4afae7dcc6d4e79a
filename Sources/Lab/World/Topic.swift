/// Something to write about, with the words that go with it.
struct Topic: Sendable {
  let name: String
  let domain: Domain

  /// Words shared by neighbouring topics.
  struct Domain: Sendable {
    let nouns: [String]
    let adjectives: [String]
    let gerunds: [String]
  }

  static let all: [Topic] = domains.flatMap { names, domain in
    names.map { Topic(name: $0, domain: domain) }
  }

  private static let domains: [([String], Domain)] = [
    (
      ["vegetable gardening", "beekeeping", "pruning fruit trees", "composting", "growing herbs"],
      Domain(
        nouns: ["soil", "season", "seedlings", "tools", "weather", "harvest", "roots", "water"],
        adjectives: ["patient", "sunny", "fertile", "seasonal", "gentle", "sturdy"],
        gerunds: ["planting", "watering", "weeding", "observing", "thinning", "feeding"])
    ),
    (
      ["bread baking", "cheese making", "home brewing", "pickling", "knife sharpening"],
      Domain(
        nouns: ["flour", "temperature", "salt", "timing", "texture", "crust", "recipe", "kitchen"],
        adjectives: ["warm", "precise", "fresh", "slow", "fragrant", "simple"],
        gerunds: ["kneading", "tasting", "weighing", "resting", "mixing", "cleaning"])
    ),
    (
      ["mountain hiking", "sea kayaking", "cross-country skiing", "map reading", "winter camping"],
      Domain(
        nouns: ["route", "weather", "boots", "shelter", "pace", "gear", "trail", "company"],
        adjectives: ["steady", "remote", "careful", "rugged", "bright", "demanding"],
        gerunds: ["packing", "planning", "climbing", "navigating", "pausing", "turning back"])
    ),
    (
      ["playing the cello", "choir singing", "jazz piano", "drumming", "music theory"],
      Domain(
        nouns: ["rhythm", "ear", "practice", "tone", "scales", "phrasing", "audience", "breath"],
        adjectives: ["expressive", "slow", "resonant", "disciplined", "playful", "subtle"],
        gerunds: ["listening", "repeating", "counting", "recording", "warming up", "performing"])
    ),
    (
      [
        "personal budgeting", "negotiating rent", "retirement saving", "small business accounts",
        "insurance",
      ],
      Domain(
        nouns: ["income", "expenses", "risk", "interest", "records", "contract", "habit", "goals"],
        adjectives: ["prudent", "realistic", "modest", "clear", "long-term", "regular"],
        gerunds: ["saving", "tracking", "comparing", "reviewing", "asking", "planning ahead"])
    ),
    (
      ["learning Latin", "writing letters", "public speaking", "translation", "keeping a diary"],
      Domain(
        nouns: [
          "vocabulary", "grammar", "reader", "sentence", "memory", "style", "draft", "voice",
        ],
        adjectives: ["plain", "daily", "vivid", "honest", "concise", "attentive"],
        gerunds: ["reading", "revising", "rehearsing", "memorising", "imitating", "rewriting"])
    ),
    (
      ["bicycle repair", "woodworking", "bookbinding", "knitting", "pottery"],
      Domain(
        nouns: ["tools", "workshop", "grain", "joints", "patience", "glue", "pattern", "finish"],
        adjectives: ["sharp", "steady", "sturdy", "fine", "careful", "worn"],
        gerunds: ["measuring", "sanding", "cutting", "mending", "fitting", "finishing"])
    ),
    (
      ["chess openings", "birdwatching", "amateur astronomy", "crosswords", "model railways"],
      Domain(
        nouns: [
          "attention", "notebook", "patterns", "club", "equipment", "clues", "night", "detail",
        ],
        adjectives: ["quiet", "curious", "systematic", "rare", "clever", "methodical"],
        gerunds: ["noticing", "recording", "analysing", "waiting", "sharing", "collecting"])
    ),
  ]
}
