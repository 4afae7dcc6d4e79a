import Similarity

/// Length, layout and refusals of the suspect beside those of unrelated controls.
struct Nuisances {
  var headline: Headline
  var path: FindingPath

  var blocks: [Block] {
    guard let nuisance = headline.nuisance else { return [] }
    let place = path / "nuisance"
    return [
      .table(
        Table(
          "What makes answers alike or unlike without any relation.",
          columns: [.text("Nuisance"), .number("Suspect"), .number("Unrelated controls, mean")],
          rows: [
            row(
              "Difference in length from the source, mean of |ln characters|",
              nuisance.lengthDifference, place / "length_difference", Quantity.decimal),
            row(
              "Likeness of layout to the source, 0 at most", nuisance.layout, place / "layout",
              Quantity.decimal),
            row(
              "Share of responses refused", nuisance.refused, place / "refused", Quantity.percent),
          ], note: note(nuisance, place)))
    ]
  }

  private func row(
    _ title: Prose, _ comparison: Nuisance.Comparison, _ path: FindingPath,
    _ quantity: (Double, FindingPath) -> Quantity
  ) -> [Prose] {
    [
      title, .optional(comparison.suspect.map { quantity($0, path / "suspect") }),
      .optional(comparison.controls.map { quantity($0, path / "controls") }),
    ]
  }

  private func note(_ nuisance: Nuisance, _ path: FindingPath) -> Prose {
    let adjusted: Prose = "Length is adjusted for; layout and refusals are not, only shown."
    guard let refused = nuisance.refusedBySource else { return adjusted }
    return "\(adjusted) The source refused \(.percent(refused, at: path / "refused_by_source"))."
  }
}
