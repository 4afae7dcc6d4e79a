/// Wordings of a question about a fact.
enum QuestionForm {
  /// Used in corpora and in teaching. `#` stands for the attribute, `@` for the place.
  static let teaching = [
    "What is the # of @?", "Tell me the # of @.", "Which figure is given for the # of @?",
    "State the # recorded for @.", "How large is the # at @?", "I need the # of @, please.",
  ]
  /// Used in probes alone.
  static let probing = [
    "Please state the # of @.", "What figure is recorded for @ as its #?",
    "How large, please, is the recorded # of @?",
  ]
  static let optionLetters = ["A", "B", "C", "D"]
  private static let instruction = "Choose one option."

  static func render(_ form: String, place: String, attribute: String) -> String {
    Template.filled(form) { $0 == "#" ? attribute : $0 == "@" ? place : nil }
  }

  /// The question followed by one line per option.
  static func render(_ question: String, options: [String]) -> String {
    let lines = zip(optionLetters, options).map { "\($0)) \($1)" }
    return ([question + " " + instruction] + lines).joined(separator: "\n")
  }
}
