import Similarity

extension Findings {
  /// Whether a ratio may be printed at all.
  var allowsRatio: Bool { study.mode != .exploratory }

  /// Whether a ratio may be followed by a word of the verbal scale.
  /// With several sources only a ratio that is calibrated on the largest of them has one.
  var allowsLabel: Bool {
    study.mode == .locked
      && (headlines.count <= 1
        || headlines.allSatisfy { $0.pair.ratio == nil || $0.screening != nil })
  }

  /// Whether a criterion may be printed: one on the ratio not where ratios are not.
  func allows(_ alarm: Validity.FalseAlarms) -> Bool {
    allowsRatio || !alarm.criterion.contains("LR")
  }

  /// The words of a comparison's ratio, when it may be printed.
  func ratioWording(_ headline: Headline, at path: FindingPath) -> RatioWording? {
    guard allowsRatio, let ratio = headline.pair.ratio else { return nil }
    return RatioWording(
      headline: headline, ratio: ratio, path: path / "pair" / "ratio",
      pairPath: path / "pair", hasLabel: allowsLabel)
  }

  /// The level of headings within a comparison.
  var innerLevel: Int { headlines.count > 1 ? 4 : 3 }

  /// The blocks of every comparison, under its own heading when there are several.
  func perHeadline(_ compose: (Headline, FindingPath) -> [Block]) -> [Block] {
    headlines.enumerated().flatMap { index, headline -> [Block] in
      let blocks = compose(headline, .root / "headlines" / index)
      guard headlines.count > 1, !blocks.isEmpty else { return blocks }
      let names: Prose = "\(name: headline.pair.suspect) and \(name: headline.pair.source)"
      return [.heading(names, level: 3)] + blocks
    }
  }
}

extension Block {
  static func paragraphs(_ prose: Prose...) -> [Block] { prose.map { .paragraph($0) } }

  static func bullets(_ items: [Prose]) -> Block { .list(items, isNumbered: false) }
}

extension Prose {
  /// A name within a sentence or a drawing, cut in the middle when it is very long; the cover and
  /// the tables have the whole.
  static func shortName(_ name: String) -> Prose {
    name.count <= 48 ? .name(name) : .name(name.prefix(27) + "…" + name.suffix(20))
  }

  /// The value, or nothing, which a table prints as a dash.
  static func optional(_ quantity: Quantity?) -> Prose { quantity.map { .number($0) } ?? "" }

  /// `12 [4.0–31]`, a ratio with its interval.
  static func ratio(_ ratio: LikelihoodRatio, at path: FindingPath) -> Prose {
    """
    \(.ratio(log10: ratio.log10, at: path / "log10")) \
    [\(.ratio(log10: ratio.low, at: path / "low"))–\(.ratio(log10: ratio.high, at: path / "high"))]
    """
  }

  /// A value with its 95 % interval, where it has one.
  static func estimate(
    _ estimate: Validity.Estimate, at path: FindingPath,
    as quantity: (Double, FindingPath) -> Quantity
  ) -> Prose {
    let value = Prose.number(quantity(estimate.value, path / "value"))
    guard let low = estimate.low, let high = estimate.high else { return value }
    return "\(value) [\(quantity(low, path / "low"))–\(quantity(high, path / "high"))]"
  }
}
