import Similarity

/// What more probes or lineages would bring.
struct DesignWords {
  var design: Design
  var path: FindingPath

  static func blocks(_ headline: Headline, _ path: FindingPath, level: Int) -> [Block] {
    guard let design = headline.design else { return [] }
    return [
      .heading("Would more probes or controls help?", level: level),
      .paragraph(DesignWords(design: design, path: path / "design").sentences),
    ]
  }

  var sentences: Prose {
    [spread, probes, lineages, power].filter { !$0.isEmpty }.sentences()
  }

  private var spread: Prose {
    """
    Between unrelated lineages scored against this source \
    (n = \(.count(design.lineages, at: path / "lineages"))) the excess varies with a standard \
    deviation of \(.decimal(design.betweenModels, at: path / "between_models")) beyond what the choice \
    of probes explains; \(.count(design.probes, at: path / "probes")) probes leave a standard error of \
    \(.decimal(design.probeError, at: path / "probe_error")).
    """
  }

  private var probes: Prose {
    guard let helps = design.moreProbesHelp else {
      return
        "Lineages do not differ measurably, so the number of probes cannot be planned from them."
    }
    guard helps else {
      return """
        \(strong: "More probes of this kind would not help"): their error is below a third of that \
        deviation. Only further lineages, or probes of another kind, can.
        """
    }
    guard let needed = design.probesNeeded else {
      return "More probes would help, but more of them than is practical."
    }
    return """
      More probes would help: the error falls to a third of that deviation at about \
      \(.count(needed, at: path / "probes_needed")).
      """
  }

  private var lineages: Prose {
    guard design.lineages < design.lineagesForLevel else { return "" }
    return """
      A rank p of .05 needs \(.count(design.lineagesForLevel, at: path / "lineages_for_level")) \
      unrelated lineages.
      """
  }

  private var power: Prose {
    guard let shift = design.typicalShift, let power = design.power else { return "" }
    let wanted: Prose =
      design.lineagesForPower.map {
        """
         \(.count($0, at: path / "lineages_for_power")) lineages would give a chance of 80 %.
        """
      } ?? ""
    return """
      The derived controls stand \(.decimal(shift, at: path / "typical_shift")) such deviations above \
      the unrelated ones in the mean; a suspect like them has a rank p of at most .05 with a chance of \
      \(.percent(power, at: path / "power")) if excesses are normal.\(wanted)
      """
  }
}
