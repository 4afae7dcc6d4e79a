import Similarity

extension ValidationSection {
  static let separation = ValidationSection(id: "separation", title: "Separation") { validation in
    guard !validation.methods.isEmpty else { return [] }
    let rule: [Block] =
      validation.sourceOnlyAUC.map {
        Block.paragraphs(
          "The rule that reads no answer and asks only who made the source has AUC "
            + "\(.fraction($0, at: .root / "source_only_auc")).")
      } ?? []
    return [.table(order(validation)), .table(costs(validation))] + rule + transfer(validation)
  }

  private static func order(_ validation: Validation) -> Table {
    table(
      "Derived against unrelated pairs, by way of scoring.", validation,
      columns: ["AUC", "A", "B", "Found at 5 %", "Found at 1 %"],
      note: """
        A: source fixed, students against other suspects. B: suspect fixed, its teacher against other \
        makers. Found: share of the derived at that share of false alarms. Brackets: 95 % \
        intervals.\(lab(validation))
        """
    ) { method, path in
      [
        estimate(method.auc, path / "auc", Quantity.fraction),
        estimate(method.sourceFixed, path / "source_fixed", Quantity.fraction),
        estimate(method.suspectFixed, path / "suspect_fixed", Quantity.fraction),
        estimate(method.truePositiveRate5, path / "tpr_at_5", Quantity.percent),
        estimate(method.truePositiveRate1, path / "tpr_at_1", Quantity.percent),
      ]
    }
  }

  private static func costs(_ validation: Validation) -> Table {
    table(
      "Cost of the ratios, by way of scoring; 0 is perfect, 1 that of always answering 1.",
      validation,
      columns: ["Cllr", "Cllr min", "Before limits", "At limits"],
      note: """
        Cllr min: what the order of the pairs alone costs. Before limits: Cllr of the ratios before they \
        are clipped. At limits: Cllr if every pair stood at the end of its limits that is right, which \
        is what the limits alone cost; empty where trials were recorded without their lower limit.
        """
    ) { method, path in
      [
        estimate(method.cllr, path / "cllr", Quantity.decimal),
        estimate(method.cllrMin, path / "cllr_min", Quantity.decimal),
        estimate(method.cllrUnclipped, path / "cllr_unclipped", Quantity.decimal),
        estimate(method.cllrAtLimits, path / "cllr_at_limits", Quantity.decimal),
      ]
    }
  }

  private static func table(
    _ caption: Prose, _ validation: Validation, columns: [String], note: Prose,
    cells: (Validity.Method, FindingPath) -> [Prose]
  ) -> Table {
    Table(
      caption, columns: [.text("Way of scoring")] + columns.map { .number($0) },
      rows: validation.methods.enumerated().map { index, method in
        [.name(method.title)] + cells(method, FindingPath.root / "methods" / index)
      }, note: note)
  }

  private static func lab(_ validation: Validation) -> Prose {
    guard validation.data.kind == .lab else { return "" }
    return """
       Those of the lab are over populations, without fitting anew. A calibration of other populations \
      is fitted on all but the one that it is applied to.
      """
  }

  private static func transfer(_ validation: Validation) -> [Block] {
    guard let transfer = validation.transfer else { return [] }
    let path = FindingPath.root / "transfer"
    guard let cllr = transfer.cllr, let least = transfer.cllrMin else {
      return Block.paragraphs(
        "The calibration of \(name: transfer.origin) could not be applied here.")
    }
    return Block.paragraphs(
      """
      Transfer, descriptive: the calibration of \(name: transfer.origin), applied unchanged to \
      \(.count(transfer.units, at: path / "units")) units, costs \
      \(.decimal(cllr, at: path / "cllr")) (Cllr; \(.decimal(least, at: path / "cllr_min")) \
      if only the order counted).
      """)
  }

  private static func estimate(
    _ estimate: Validity.Estimate?, _ path: FindingPath,
    _ quantity: (Double, FindingPath) -> Quantity
  ) -> Prose {
    estimate.map { .estimate($0, at: path, as: quantity) } ?? ""
  }

  static let relations = ValidationSection(id: "relations", title: "Relations told apart") {
    validation in
    guard !validation.relations.isEmpty else { return [] }
    return [
      .table(
        Table(
          "Derived pairs against pairs related otherwise: how often the derived one scores higher.",
          columns: [
            .text("Against"), .number("Derived"), .number("Related"), .number("AUC"),
            .number("Named as such"),
          ],
          rows: validation.relations.enumerated().map { index, relation in
            let path = FindingPath.root / "relations" / index
            return [
              .name(relation.relation), .number(.count(relation.derived, at: path / "derived")),
              .number(.count(relation.related, at: path / "related")),
              .estimate(relation.auc, at: path / "auc", as: Quantity.fraction),
              .optional(relation.named.map { .count($0, at: path / "named") }),
            ]
          }))
    ]
  }

  static let traps = ValidationSection(id: "traps", title: "Traps") { validation in
    guard !validation.traps.isEmpty else { return [] }
    return [
      .table(
        Table(
          "Ways in which the design itself could go wrong, and what was observed.",
          columns: [
            .text("Trap"), .text("Measure"), .number("Observed"), .number("Of"),
            .number("Expected"), .number("p"), .text("Sprung"),
          ],
          rows: validation.traps.enumerated().map { index, trap in
            let path = FindingPath.root / "traps" / index
            return [
              .name(trap.kind.rawValue), .name(trap.measure),
              .number(.decimal(trap.observed, at: path / "observed")),
              .optional(trap.of.map { .count($0, at: path / "of") }),
              .optional(trap.expected.map { .decimal($0, at: path / "expected") }),
              .optional(trap.tail.map { .p($0, at: path / "tail") }),
              trap.sprung ? "\(strong: "yes")" : "no",
            ]
          }))
    ]
  }

  static let learning = ValidationSection(id: "learning", title: "What more data would bring") {
    validation in
    validation.learning.enumerated().map { place, curve in
      .table(
        Table(
          """
          By \(curve.axis.rawValue): \(name: curve.metric), \
          \(curve.isNormalised ? "normalised" : "length-adjusted similarity").
          """,
          columns: [.text(curve.axis.rawValue), .number("Draws")]
            + ["AUC", "A", "Found at 5 %", "Cllr"].map { .number($0) },
          rows: curve.points.enumerated().map { index, point in
            let path = FindingPath.root / "learning" / place / "points" / index
            return [
              .number(.count(point.size, at: path / "size")),
              .number(.count(point.draws, at: path / "draws")),
              estimate(point.auc, path / "auc", Quantity.fraction),
              estimate(point.sourceFixed, path / "source_fixed", Quantity.fraction),
              estimate(point.truePositiveRate5, path / "tpr_at_5", Quantity.percent),
              estimate(point.cllr, path / "cllr", Quantity.decimal),
            ]
          }, note: "Brackets: smallest and largest of the draws."))
    }
  }

  static let groups = ValidationSection(id: "groups", title: "Calibration by ability") {
    validation in
    guard !validation.groups.isEmpty else { return [] }
    return [
      .table(
        Table(
          "Suspects in thirds.",
          columns: [
            .text("Property"), .text("Group"), .number("Derived"), .number("Unrelated"),
            .number("AUC"), .number("Cllr"), .number("Cllr min"), .number("p of .05 or less"),
            .number("Of"),
          ],
          rows: validation.groups.enumerated().map { index, group in
            let path = FindingPath.root / "groups" / index
            return [
              .name(group.property), .name(group.group),
              .number(.count(group.derived, at: path / "derived")),
              .number(.count(group.unrelated, at: path / "unrelated")),
              .optional(group.auc.map { .fraction($0, at: path / "auc") }),
              .optional(group.cllr.map { .decimal($0, at: path / "cllr") }),
              .optional(group.cllrMin.map { .decimal($0, at: path / "cllr_min") }),
              .number(.count(group.flagged, at: path / "flagged")),
              .number(.count(group.flaggable, at: path / "flaggable")),
            ]
          }))
    ]
  }

  static let named = ValidationSection(id: "named", title: "Worst cases by name") { validation in
    let lists: [(Prose, [NamedUnit], String)] = [
      (
        "Pairs that are not derived and scored highest.", validation.falsePositives,
        "false_positives"
      ),
      ("Derived pairs that scored lowest.", validation.falseNegatives, "false_negatives"),
    ]
    return lists.filter { !$0.1.isEmpty }.map { caption, units, key in
      .table(
        Table(
          caption,
          columns: [
            .text("Suspect"), .text("Source"), .text("Kind"), .number("Excess"), .number("Ratio"),
            .number("Rank p"),
          ],
          rows: units.enumerated().map { index, unit in
            let path = FindingPath.root / key / index
            return [
              .name(unit.suspect), .name(unit.source), .name(unit.kind),
              .number(.decimal(unit.excess, at: path / "excess")),
              .optional(unit.log10LR.map { .ratio(log10: $0, at: path / "log10_lr") }),
              .optional(unit.rankP.map { .p($0.value, at: path / "rank_p" / "value") }),
            ]
          }))
    }
  }
}
