import Similarity

extension ValidationSection {
  /// How often innocent pairs would be accused, alternative by alternative.
  static let errors = ValidationSection(id: "errors", title: "False alarms") { validation in
    let rates = validation.errorRates.enumerated().map {
      ($1, FindingPath.root / "error_rates" / $0)
    }
    let mistakes = rates.filter { $0.0.isError }
    let related = rates.filter { !$0.0.isError }
    var blocks: [Block] = []
    if !mistakes.isEmpty {
      blocks.append(
        .table(
          table(
            "Pairs that are not derived, and how often a criterion would accuse them.", mistakes)))
    }
    if !related.isEmpty {
      blocks += [
        .paragraph(
          """
          The following pairs are related without training on outputs, or in the reverse direction. \
          That they are found to be related is right; it does not say by what.
          """),
        .table(
          table("Pairs related otherwise, and how often they are found to be related.", related)),
      ]
    }
    return blocks
  }

  /// How often students are found.
  static let power = ValidationSection(id: "power", title: "Students found") { validation in
    let rows = validation.power.enumerated().flatMap { place, power in
      power.rates.enumerated().map { index, rate in
        row(
          rate, FindingPath.root / "power" / place / "rates" / index,
          name: power.fraction.map { "\(power.kind), share \($0)" } ?? power.kind)
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        Table("Derived pairs, and how often a criterion finds them.", columns: columns, rows: rows))
    ]
  }

  /// Who learned from whom, where that is stated.
  static let direction = ValidationSection(id: "direction", title: "Direction") { validation in
    guard let count = validation.direction else { return [] }
    let path = FindingPath.root / "direction"
    return Block.paragraphs(
      """
      Of pairs found to be related of which one learned from the other, the direction was stated and \
      right in \(.count(count.right, at: path / "right")), stated and wrong in \
      \(.count(count.wrong, at: path / "wrong")), and left undetermined in \
      \(.count(count.undetermined, at: path / "undetermined")).
      """) + directions(validation.directions)
  }

  private static func directions(_ rows: [DirectionRow]) -> [Block] {
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        Table(
          "Directions by what they are judged by and by the suspect's share of training.",
          columns: [
            .text("Known students"), .number("Share"), .number("Right"),
            .number("Wrong"), .number("Undetermined"), .number("Right of all found"),
          ],
          rows: rows.enumerated().map { direction($1, .root / "directions" / $0) },
          note: """
            A direction needs nineteen independent groups of known pairs, and students of one teacher \
            are one group. By the ranks alone, the level sets how many are wrong: pairs ranked among each \
            other have their most asymmetric twentieth on that side whatever else is so. A direction is \
            stated only where known pairs show the rule to be right in nine of ten cases. Last column: \
            95 % interval of the share that is right, from resampling populations: of five at least, \
            and where any is right.
            """))
    ]
  }

  private static func direction(_ row: DirectionRow, _ path: FindingPath) -> [Prose] {
    let count = path / "count"
    let interval: Prose =
      row.count.low.flatMap { low in
        row.count.high.map { high in
          "\(.percent(low, at: count / "low"))–\(.percent(high, at: count / "high"))"
        }
      } ?? ""
    return [
      .name(row.title),
      row.fraction.map { .number(.decimal($0, at: path / "fraction")) } ?? "all",
      .number(.count(row.count.right, at: count / "right")),
      .number(.count(row.count.wrong, at: count / "wrong")),
      .number(.count(row.count.undetermined, at: count / "undetermined")), interval,
    ]
  }

  private static let columns: [Table.Column] = [
    .text("Pairs"), .text("Criterion"), .number("Met"), .number("Of"), .number("Clusters"),
    .number("Rate"), .number("95 % interval"), .number("Over clusters"), .text("Nominal held"),
  ]

  private static func table(_ caption: Prose, _ rates: [(ErrorRate, FindingPath)]) -> Table {
    Table(
      caption, columns: columns, rows: rates.map { row($0.0, $0.1, name: $0.0.kind) },
      note: """
        Clopper-Pearson intervals over trials, and intervals from resampling clusters: lineages in a \
        panel, populations in the lab. A nominal rate is held when the exact one-sided binomial test \
        does not reject it at 5 %.
        """)
  }

  private static func row(_ rate: ErrorRate, _ path: FindingPath, name: String) -> [Prose] {
    let clustered: Prose =
      rate.clusterLow.flatMap { low in
        rate.clusterHigh.map { high in
          """
          \(.percent(low, at: path / "cluster_low"))–\(.percent(high, at: path / "cluster_high"))
          """
        }
      } ?? ""
    return [
      .name(name), .name(rate.criterion), .number(.count(rate.flagged, at: path / "flagged")),
      .number(.count(rate.trials, at: path / "trials")),
      .number(.count(rate.clusters, at: path / "clusters")),
      .number(.percent(rate.share, at: path)),
      "\(.percent(rate.low, at: path / "low"))–\(.percent(rate.high, at: path / "high"))",
      clustered,
      rate.holds.map { $0 ? "yes" : "\(strong: "no")" } ?? "",
    ]
  }
}
