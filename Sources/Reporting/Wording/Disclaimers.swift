/// What no report of this program shows: printed in every one, worded once.
enum Disclaimers {
  static let all: [Prose] = [
    .fixed(
      """
      It is not the probability of distillation, nor of any other proposition. It says how much \
      better one explanation accounts for the findings than another; what to believe also depends \
      on everything else that is known.
      """),
    .fixed("It does not show who asked whom, when, or how much."),
    .fixed("It does not show a breach of a contract, a licence or a law."),
    .fixed("It does not show how much of the suspect derives from the source."),
    .fixed("Shared public text can produce similar answers."),
    .fixed("Absence of support is not proof of independence."),
  ]
}
