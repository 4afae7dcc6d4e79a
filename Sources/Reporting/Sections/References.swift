import Similarity

extension Section {
  /// The sources of the method.
  static let references = Section(id: "references", title: "References", isAppendix: true) {
    findings in [.bullets(cited(findings))]
  }

  private static func cited(_ findings: Findings) -> [Prose] {
    var seen: Set<String> = []
    let ofMetrics = findings.metrics.map(\.descriptor.citation).filter {
      !$0.isEmpty && seen.insert($0).inserted
    }
    return (general + (findings.allowsRatio ? ofRatios : []) + ofMetrics).map { .name($0) }
  }

  private static let general = [
    """
    Auckenthaler, Carey & Lloyd-Thomas (2000), Score normalization for text-independent speaker \
    verification systems
    """,
    "Holm (1979), A simple sequentially rejective multiple test procedure",
    "Benjamini & Hochberg (1995), Controlling the false discovery rate",
    "Clopper & Pearson (1934), The use of confidence or fiducial limits",
    "Sokal & Michener (1958), A statistical method for evaluating systematic relationships",
    "Felsenstein (1985), Confidence limits on phylogenies: an approach using the bootstrap",
    "ISO 21043-4 and 21043-5 (2025), Forensic sciences: interpretation and reporting",
  ]

  private static let ofRatios = [
    "ENFSI (2015), Guideline for evaluative reporting in forensic science",
    "Meuwly, Ramos & Haraksim (2017), validation of likelihood-ratio methods",
    "Vergeer et al. (2016), bounds on numerical likelihood ratios",
    "Brümmer & du Preez (2006), Application-independent evaluation of speaker detection",
  ]
}
