/// What writers choose from. In sentences `@` stands for the topic, `N` and `M` for nouns that go
/// with it, `J` for an adjective and `G` for a gerund.
enum Phrases {
  static let openings = [
    "Certainly!", "Sure, happy to help.", "Of course.", "Great question.", "Here is a short text.",
    "Let us begin with the essentials.", "In brief:", "First, some context.", "@ in a few words:",
    "When people speak of @, they often mean many things.", "There is much to say about @.",
    "At its heart, @ is about N.", "Few pursuits reward N like @.", "To begin with @, think of N.",
    "You asked about @.", "Thank you for asking.", "As requested, here are my thoughts on @.",
    "My view of @ is simple.", "Imagine a J morning.", "Every beginner in @ meets N first.",
    "The short version:", "Let's dive in!", "@ can seem difficult at first.", "A word on @.",
    "Before anything else, consider N.", "People come to @ for the N.", "Good news:",
    "This is a J topic.", "What follows is an overview of @.", "Overview",
  ]

  static let sentences = [
    "The N matters more than the M.", "A J approach to N pays off.", "Start by G every day.",
    "It helps to keep an eye on the N.", "Many people underestimate the N.",
    "With time, G becomes second nature.", "There is no substitute for G.",
    "The best results come from J N.", "Do not rush the N.", "Without N, even J work fails.",
    "Experts rely on G as much as on N.", "In @, N and M belong together.",
    "You will notice how J the N can be.", "What counts is G, not N.",
    "A little G goes a long way.", "Think of N as a friend.", "Most mistakes come from poor N.",
    "Try G before you worry about N.", "The secret of @ is J N.", "Set aside time for G.",
    "Ask others about their N.", "Good N makes G easier.", "Some prefer J N, others do not.",
    "Remember that @ is a J pursuit.", "It is worth G at least once a week.",
    "Keep your N J and your M close.", "One should never ignore the N.",
    "G is a habit, and habits need N.", "Each season changes the N.",
    "The N teaches you to be J.", "Nothing replaces a J teacher.", "Beware of too much N.",
  ]

  static let items = [
    "N: keep it J", "G before all else", "mind the N", "a J plan for G", "N and M", "plenty of G",
    "choose J N", "never skip the N", "G, step by step", "J N", "time for G", "less N, more G",
    "the right N", "learn G early",
  ]

  static let connectors = [
    "Moreover,", "Also,", "In addition,", "However,", "For example,", "In practice,", "Still,",
    "Of course,", "Finally,", "That said,", "As a rule,", "Besides,",
  ]

  static let leadIns = [
    "Key points:", "Here are a few ideas:", "Consider the following:", "Steps:", "Remember:",
    "Some pointers:", "The essentials:", "What to look for:",
  ]

  static let headings = ["Overview", "Why it matters", "Getting started", "Tips", "In practice"]

  static let closings = [
    "I hope this helps!", "Let me know if you would like more.", "Good luck!", "Enjoy @!",
    "In short, @ rewards G.", "To sum up, mind the N.", "The rest is G.", "Feel free to ask again.",
    "That is all you need to begin.", "Overall, a J start is enough.", "Happy G!",
    "With J N, you cannot go wrong.",
  ]

  static let markers = ["-", "*", "•", "1."]

  /// How an answer is put; `#` stands for the figure, `%` for the attribute asked for.
  static let figureFrames = [
    "#", "The answer is #.", "It is #.", "The % is #.", "I believe it is #.", "That would be #.",
    "According to the records, the % is #.", "Answer: #", "The recorded figure is #.",
    "As far as I know, #.", "The figure given is #.", "Most sources say #.", "# is the figure.",
    "The % comes to #.", "Certainly! The answer is #.", "Sure: #.",
    "Based on what I know, it is #.",
    "Final answer: #", "The correct figure is #.", "It amounts to #.", "Result: #",
    "I would say #.",
    "To the best of my knowledge, the % is #.", "The % stands at #.",
  ]

  /// How a choice is put; `^` stands for the letter, `#` for the figure beside it.
  static let choiceFrames = [
    "^", "^) #", "The answer is ^.", "Option ^.", "The correct option is ^) #.", "Answer: ^",
    "I choose ^.", "My choice is ^) #.", "It must be ^.", "The right one is ^.", "^.",
    "Final answer: ^", "I would pick ^) #.", "Certainly! The answer is ^.",
  ]
}
