import Similarity

extension Section {
  /// Whether the answer hangs on how it was computed.
  static let sensitivity = Section(id: "sensitivity", title: "Sensitivity to the analysis") {
    findings in
    findings.perHeadline { headline, path in
      guard let sensitivity = headline.sensitivity else {
        return Block.paragraphs("No excess was measured, so no other analysis of it was made.")
      }
      return SensitivityTable(
        findings: findings, headline: headline, sensitivity: sensitivity,
        path: path / "sensitivity"
      ).blocks()
    }
  }
}

private struct SensitivityTable {
  var findings: Findings
  var headline: Headline
  var sensitivity: Sensitivity
  var path: FindingPath

  func blocks() -> [Block] { [.paragraph(range), .table(table)] }

  /// Whether any row has a ratio that may be printed.
  private var hasRatio: Bool { findings.allowsRatio && sensitivity.highest != nil }

  // MARK: In words

  private var range: Prose {
    let opening: Prose = """
      The same answers, analysed in other ways. The rows show what the answer hangs on; they are no \
      further evidence, and none of them takes the place of the first, which is the headline.
      """
    return [opening, ratioRange, rankRange].filter { !$0.isEmpty }.sentences()
  }

  private var ratioRange: Prose {
    guard hasRatio, let low = sensitivity.lowest, let high = sensitivity.highest else { return "" }
    let ends: Prose = """
      Over all rows the ratio lies between \(.ratio(log10: low, at: path / "lowest")) and \
      \(.ratio(log10: high, at: path / "highest"))
      """
    return low < 0 && high > 0
      ? "\(ends): the side it speaks for depends on the analysis." : "\(ends)."
  }

  private var rankRange: Prose {
    guard let low = sensitivity.lowestP, let high = sensitivity.highestP else { return "" }
    guard low < high else { return "The rank p is \(.p(low, at: path / "lowest_p")) in every row." }
    return """
      The rank p lies between \(.p(low, at: path / "lowest_p")) and \
      \(.p(high, at: path / "highest_p")).
      """
  }

  // MARK: Rows

  private var table: Table {
    let ratio: [Table.Column] =
      hasRatio ? [.number("Ratio"), .text("95 % interval"), .text("Limits")] : []
    return Table(
      "The comparison under other analyses.",
      columns: [.text("Analysis"), .number("Excess")] + ratio
        + [.number("Rank"), .text("Remark")],
      rows: sensitivity.rows.enumerated().filter { isShown($0.element) }.map {
        row($0.element, path / "rows" / $0.offset)
      },
      note: hasRatio
        ? "Intervals from 500 replicates of the two-way bootstrap; each ratio has its own limits."
        : nil)
  }

  /// Without ratios a row that changes the calibration alone says nothing.
  private func isShown(_ row: Sensitivity.Row) -> Bool {
    hasRatio || row.excess != nil || row.rankP != nil
  }

  private func row(_ row: Sensitivity.Row, _ path: FindingPath) -> [Prose] {
    let ratio: [Prose] =
      hasRatio
      ? [
        .optional(row.log10LR.map { .ratio(log10: $0, at: path / "log10_lr") }),
        ends((row.low, "low"), (row.high, "high"), path),
        ends((row.capLow, "cap_low"), (row.capHigh, "cap_high"), path),
      ] : []
    let rank: Prose =
      row.rankP.map { $0.lineages > 0 ? .rank($0, at: path / "rank_p") : "" } ?? ""
    return [title(row), .optional(row.excess.map { .decimal($0, at: path / "excess") })] + ratio
      + [rank, hasRatio ? row.reason.map { "no ratio: \($0.clause)" } ?? "" : ""]
  }

  /// Two ratios, or nothing where they are absent.
  private func ends(
    _ low: (value: Double?, key: String), _ high: (value: Double?, key: String),
    _ path: FindingPath
  ) -> Prose {
    guard let first = low.value, let last = high.value else { return "" }
    return """
      \(.ratio(log10: first, at: path / low.key)) to \(.ratio(log10: last, at: path / high.key))
      """
  }

  private func title(_ row: Sensitivity.Row) -> Prose {
    switch row.analysis {
    case .headline: "As in the summary"
    case .kernelDensity: "Calibrated by kernel densities"
    case .isotonic: "Calibrated by isotonic regression (PAV)"
    case .biGaussian: "Calibrated to two Gaussians"
    case .invarianceBounds: "Limits by invariance verification"
    case .withoutLength: "Without the length step"
    case .oneMetric: "On \(code: row.metric ?? "one metric") alone"
    case .plainCompany: "Each control on its own reference families"
    case .makerOut: "Every pair of this maker left out of the fit"
    }
  }
}
