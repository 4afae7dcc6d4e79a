import Similarity

extension Section {
  /// Ratios by a calibration that was made elsewhere, and whether it was validated for such data.
  static let importedCalibration = Section(
    id: "imported-calibration", title: "Imported calibration", isAppendix: true
  ) { findings in
    guard findings.allowsRatio, let imported = findings.imported else { return [] }
    return [standing(imported)] + departures(imported) + ratios(imported) + failures(imported)
      + cost(imported)
  }

  private static let path = FindingPath.root / "imported"

  private static func standing(_ imported: ImportedRatios) -> Block {
    .paragraph(
      """
      A calibration made on \(name: imported.origin) (version \(name: imported.version), SHA-256 \
      \(code: imported.digest)) was applied unchanged. \
      \(imported.isValidated ? validated : transferred) It never gives a ratio above 10, and it \
      changes no other number of this report.
      """)
  }

  private static let validated: Prose =
    "The conditions that it was validated for hold here."
  private static let transferred: Prose = """
    \(strong: "It was not validated for these data"): what follows is transfer, and descriptive.
    """

  private static func departures(_ imported: ImportedRatios) -> [Block] {
    guard !imported.isValidated else { return [] }
    return [
      .table(
        Table(
          "Conditions that it was validated for and that do not hold here.",
          columns: [.text("Condition"), .text("Validated for"), .text("Here")],
          rows: imported.departures.map {
            [.name($0.condition), .name($0.validated), .name($0.here)]
          }))
    ]
  }

  /// Pairs shown; all stand in the findings.
  private static let longest = 40

  private static func ratios(_ imported: ImportedRatios) -> [Block] {
    guard !imported.ratios.isEmpty else {
      return Block.paragraphs("It gives no ratio for any pair here.")
    }
    let shown = imported.ratios.prefix(longest)
    return [
      .table(
        Table(
          imported.isValidated
            ? "Ratios by the imported calibration."
            : "Ratios by the imported calibration: transfer, descriptive.",
          columns: [.text("Suspect"), .text("Source"), .number("Ratio"), .number("95 % interval")],
          rows: shown.enumerated().map { index, ratio in
            let path = path / "ratios" / index
            return [
              .name(ratio.suspect), .name(ratio.source),
              .number(.ratio(log10: ratio.log10, at: path / "log10")),
              """
              \(.ratio(log10: ratio.low, at: path / "low"))–\
              \(.ratio(log10: ratio.high, at: path / "high"))
              """,
            ]
          },
          note: shown.count < imported.ratios.count
            ? "\(Rounding.count(shown.count)) of \(Rounding.count(imported.ratios.count)) shown."
            : nil))
    ]
  }

  private static func failures(_ imported: ImportedRatios) -> [Block] {
    guard let failed = imported.failedReplicates, !imported.ratios.isEmpty else { return [] }
    return Block.paragraphs(
      """
      In \(.percent(failed, at: path / "failed_replicates")) of the replicates behind the intervals the \
      calibration could not be fitted; these count as a ratio of 1.
      """)
  }

  private static func cost(_ imported: ImportedRatios) -> [Block] {
    let place = path / "transfer"
    guard let cllr = imported.transfer.cllr, let least = imported.transfer.cllrMin else {
      return []
    }
    return Block.paragraphs(
      """
      On \(.count(imported.transfer.units, at: place / "units")) units of known relation here it costs \
      \(.decimal(cllr, at: place / "cllr")) (Cllr); \(.decimal(least, at: place / "cllr_min")) if only \
      the order counted (Cllr min).
      """)
  }
}
