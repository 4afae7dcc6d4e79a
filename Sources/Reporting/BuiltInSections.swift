/// The sections of a report, in the order of print. A new section is one file and one line here.
enum BuiltInSections {
  /// For a study of one suspect: its answer comes first.
  static let study: [Section] = [
    .summary, .propositions, .sensitivity, .importedCalibration, .materials, .identity, .method,
    .validity, .metrics,
    .tellingProbes, .design, .limits, .reproduction, .verbalScale, .instrumentCurves, .probeTable,
    .probeInformation, .glossary, .subjects, .pairs,
  ]

  /// For recorded panels: how well the instrument does comes first.
  static let panel: [Section] = [
    .panelSummary, .scoredPairs, .importedCalibration, .validity, .propositions, .materials,
    .method, .limits,
    .reproduction, .instrumentCurves, .glossary, .subjects, .pairs,
  ]
}
