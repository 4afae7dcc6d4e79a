/// The sections of a report, in the order of print. A new section is one file and one line here.
enum BuiltInSections {
  /// For a study of one suspect: sections 1 to 15 after the cover, then the appendices from A.
  static let study: [Section] = [
    .summary, .propositions, .materials, .method, .validity, .controls, .alternativeRatios,
    .tellingProbes, .errorOverlap, .sensitivity, .alternatives, .limits, .reproduction, .custody,
    .expert,
    .verbalScale, .glossary, .tables, .references, .plan, .probeInformation,
    .importedCalibration,
  ]

  /// For recorded panels: how well the instrument does comes first.
  static let panel: [Section] = [
    .panelSummary, .scoredPairs, .validity, .propositions, .materials, .method, .limits,
    .reproduction,
    .glossary, .tables, .references, .importedCalibration,
  ]
}
