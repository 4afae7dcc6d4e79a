import Similarity

/// Whether every endpoint served one model throughout.
enum EndpointIdentity {
  static func blocks(_ findings: Findings) -> [Block] {
    guard let records = findings.identity else { return [] }
    return [
      .heading("The endpoints at start and end", level: 3), .paragraph(opening), verdict(records),
      .table(table(records)),
    ]
  }

  private static let opening: Prose = """
    A few free choices were asked several times before the questions of this study and again after \
    them. A model that stays as it is draws from the same answers both times. A permutation test \
    compares the texts; an e-process bets on which of two answers came first. Both tests are \
    corrected for the number of subjects: a study in which no endpoint changes is flagged with a \
    chance of 5 % at most. A change that left these answers alone is not seen, nor is a model that \
    was another than it claims to be from the start.
    """

  private static func verdict(_ records: [IdentityRecord]) -> Block {
    let drifted = records.filter(\.hasDrifted)
    guard !drifted.isEmpty else {
      return .paragraph("No endpoint was seen to change while the study was asked.")
    }
    let names = drifted.map { Prose.name($0.subject) }.list(last: "and")
    return .callout(
      Callout(
        kind: .caution, title: "An endpoint changed while the study was asked",
        body: Block.paragraphs(
          """
          The repeated answers of \(names) differ between start and end. Answers of one subject may \
          come from several models, so comparisons with it are not to be relied on.
          """)))
  }

  private static func table(_ records: [IdentityRecord]) -> Table {
    Table(
      "Repeated block by subject.",
      columns: [
        .text("Subject"), .number("Answers at start"), .number("Answers at end"),
        .number("Discrepancy"), .number("Permutation p"), .number("log10 e-value"),
        .text("Changed"),
      ],
      rows: records.enumerated().map { index, record in
        row(record, .root / "identity" / index)
      },
      note: """
        Discrepancy: squared maximum mean discrepancy of the texts, about 0 without a change. The \
        e-value is the largest reached; 10 to the power of it bounds the odds a bet can win by \
        chance.
        """)
  }

  private static func row(_ record: IdentityRecord, _ path: FindingPath) -> [Prose] {
    [
      .name(record.subject), .number(.count(record.startSamples, at: path / "start_samples")),
      .number(.count(record.endSamples, at: path / "end_samples")),
      .optional(
        record.discrepancy.map {
          Quantity(Rounding.fixed($0, places: 4), at: path / "discrepancy")
        }),
      .optional(record.p.map { .p($0.value, at: path / "p" / "value") }),
      .optional(record.largestLog10E.map { .decimal($0, at: path / "largest_log10_e") }),
      record.notMeasurable == nil
        ? (record.hasDrifted ? "yes" : "not seen") : "not measurable: too few answers",
    ]
  }
}
