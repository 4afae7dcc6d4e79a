import Similarity

extension Section {
  /// The words of this report.
  static let glossary = Section(id: "glossary", title: "Glossary", isAppendix: true) { findings in
    [.definitions(words + (findings.allowsRatio ? ratioWords : []))]
  }

  private static let words = [
    Definition("Subject", "A model that answered: the suspect, a source or a control."),
    Definition("Suspect", "The model about which the question is asked. The word implies nothing."),
    Definition("Source", "The model whose outputs may have been used in training the suspect."),
    Definition(
      "Control",
      """
      A model whose relation to a source is stated in the study or by labels: unrelated, or derived \
      (trained on its outputs). A wrong statement makes every figure here less reliable than it looks.
      """),
    Definition(
      "Lineage",
      """
      Models joined by a weights parent, a tuning project or a named successor. The unit that is \
      counted, left out and resampled.
      """),
    Definition(
      "Family", "For a model of a vendor its maker; for the others the family of the base weights."),
    Definition("Cohort", "The reference families that every pair is normalised against."),
    Definition("Probe", "One question put to every subject."),
    Definition(
      "Similarity", "A measure of likeness of two subjects; larger always means more alike."),
    Definition(
      "Excess",
      """
      How much more alike a pair is than the suspect is to reference families, in standard \
      deviations over these families.
      """),
    Definition(
      "Rank p",
      """
      The share of unrelated lineages, the suspect counted among them, that are at least as alike \
      to the source. With n lineages it cannot be below 1/(1 + n).
      """),
    Definition(
      "Adjusted p",
      """
      A rank p raised because several tests were made, so that more tests do not make more false \
      alarms (Holm).
      """),
    Definition(
      "Unit", "In the validity of the instrument: one suspect with one maker of sources."),
    Definition(
      "AUC",
      """
      Area under the receiver operating characteristic: how often a derived unit scores above an \
      unrelated one. .5 is guessing, 1 is perfect.
      """),
    Definition(
      "95 % interval",
      "The range within which the value varies when probes and lineages are drawn anew."),
  ]

  private static let ratioWords = [
    Definition(
      "Likelihood ratio",
      """
      How many times more probable the findings are if one proposition holds than if the other \
      does. It is not how probable a proposition is.
      """),
    Definition(
      "Limit",
      """
      The largest and the smallest ratio that the number of control lineages can support \
      (empirical lower and upper bounds).
      """),
    Definition(
      "Cllr",
      """
      The cost of the likelihood ratios as stated: 0 is perfect, 1 is no better than saying \
      nothing. Cllr min is what remains when only the order counts.
      """),
    Definition(
      "Tippett plot",
      "For every ratio, the share of derived and of unrelated units whose ratio is at least that."),
  ]
}
