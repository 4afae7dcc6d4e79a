package import Similarity

extension ReasonCode {
  /// Why the quantity is absent, in words.
  package var words: String { clause.plainText }

  /// Why the quantity is absent, as a clause.
  var clause: Prose {
    switch self {
    case .cohortTooSmall:
      """
      fewer than two reference families remain once the families of suspect, source and control \
      are set aside
      """
    case .noMetric: "no metric could be computed for the pair"
    case .noCommonProbes: "the two subjects answered no probe in common"
    case .tooFewLineages:
      "fewer than 10 unrelated or 5 derived control lineages are at hand to calibrate on"
    case .noControls: "no unrelated control was scored against the same source"
    case .sharedWeights:
      "suspect and source have a maker, a lineage or base weights in common, which explains likeness"
    case .tooFewProbes: "the two subjects answered fewer probes in common than the metric needs"
    case .tooFewSamples:
      "no probe was answered at least twice, and the metric compares repeated samples"
    case .notEmbedded: "some responses have not been embedded by the embedder of the study"
    case .unusableEmbeddings: "recorded vectors are not finite numbers of one length"
    case .notNearest:
      """
      several sources were compared and another one is nearer; the ratio is calibrated on the \
      largest of them and belongs to the nearest
      """
    case .notApplicable: "the metric does not apply to the kind of probes asked"
    case .tooFewErrors: "the source, or the pair, made too few errors to compare"
    case .noLogprobs: "no endpoint returned log probabilities of first tokens"
    case .degenerate: "every value is the same, so nothing can be compared"
    case .unknownSubject: "the subject is not among those recorded"
    }
  }

  /// What to add or change, as a sentence.
  var remedy: Prose {
    switch self {
    case .cohortTooSmall:
      """
      Add models of further families to the cohort: five or more families, so that three remain \
      after exclusions.
      """
    case .noMetric: "The table of metrics says for each why it was not measured."
    case .noCommonProbes: "Ask both subjects the same probes."
    case .tooFewLineages:
      "Add control lineages of known relation: at least 10 unrelated and 5 derived."
    case .noControls: "Add unrelated controls and have them scored against this source."
    case .sharedWeights:
      "A relation by weights or maker has to be examined with controls of that relation."
    case .tooFewProbes: "Ask both subjects more of the same probes."
    case .tooFewSamples: "Ask for several samples of each probe."
    case .notEmbedded: "Run 'filiation embed' on the study file and assess again."
    case .unusableEmbeddings: "Embed with a working embedder in a new study folder."
    case .notNearest: "Read the answer about the nearest source."
    case .notApplicable: "Add a probe set of the kind the metric needs."
    case .tooFewErrors: "Add harder probes, on which the source errs more often."
    case .noLogprobs: "Ask choice probes of endpoints that return log probabilities."
    case .degenerate: "Add probes on which models differ."
    case .unknownSubject: "Record answers of this subject, or correct its name."
    }
  }
}
