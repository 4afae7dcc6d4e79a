import Similarity

/// The sentences about a likelihood ratio, in their fixed form.
struct RatioWording {
  var headline: Headline
  var ratio: LikelihoodRatio
  /// Where the ratio stands in the findings.
  var path: FindingPath
  /// Where the pair stands.
  var pairPath: FindingPath
  /// Whether a word of the verbal scale may be used: only when the plan was locked beforehand.
  var hasLabel: Bool

  /// Value, word, interval and limit.
  var sentences: Prose {
    [value, interval, limit, sets].filter { !$0.isEmpty }.sentences()
  }

  private var value: Prose {
    let hypotheses = Hypotheses(headline.pair)
    let first: Prose = "\(hypotheses.trainedOnOutputs) (H1)"
    let second = headline.unrelatedClause(hypotheses)
    let quantity = Quantity.times(log10: ratio.log10, at: path / "log10")
    guard quantity.text != "1.0" else {
      return """
        The findings are about equally probable (ratio \(quantity)) if \(first) and if \
        \(second)\(label).
        """
    }
    let sense = ratio.log10 < 0 ? "less" : "more"
    return """
      The findings are about \(strong: "\(quantity) times \(sense) probable") if \(first) than if \
      \(second)\(label).
      """
  }

  private var label: Prose {
    guard hasLabel else { return "" }
    let label = VerbalLabel(ratio)
    switch label.direction {
    case .neither: return "; on the scale in Appendix A this is no support for either\(basis)"
    case .related:
      return
        "; on the scale in Appendix A this is \(strong: "\(label.support.word) support")\(basis)"
    case .unrelated:
      return """
        ; on the scale in Appendix A this is \(strong: "\(label.support.word) support") for the \
        second\(basis)
        """
    }
  }

  /// Said where the word is weaker than the value alone would give.
  private var basis: Prose {
    let label = VerbalLabel(ratio)
    var point = ratio
    (point.low, point.high) = (ratio.log10, ratio.log10)
    guard VerbalLabel(point).support != label.support else { return "" }
    return ", the word being taken from the end of the interval nearer to 1"
  }

  private var interval: Prose {
    let (low, high) = (ratio.low, ratio.high)
    if low > 0 || high < 0 {
      let (near, far) = low > 0 ? (low, high) : (high, low)
      let (nearKey, farKey) = low > 0 ? ("low", "high") : ("high", "low")
      let sense = low > 0 ? "" : " times less probable"
      return """
        95 % interval \(.times(log10: near, at: path / nearKey))–\
        \(.times(log10: far, at: path / farKey))\(sense).
        """
    }
    return """
      The 95 % interval reaches from \(.times(log10: low, at: path / "low")) times less \
      probable to \(.times(log10: high, at: path / "high")) times more probable.
      """
  }

  private var limit: Prose {
    """
    With \(.count(ratio.unrelatedLineages, at: path / "unrelated_lineages")) unrelated and \
    \(.count(ratio.derivedLineages, at: path / "derived_lineages")) derived control lineages the \
    method cannot report more than \(.ratio(log10: ratio.capHigh, at: path / "cap_high")), nor \
    less than \(.ratio(log10: ratio.capLow, at: path / "cap_low"))\(atLimit).
    """
  }

  /// Said where rank and ratio do not count the same unrelated lineages.
  private var sets: Prose {
    let pair = headline.pair
    let rank = pair.ranks == nil ? pair.rankP : pair.rank(among: .untaught)
    guard let rank, rank.lineages > 0, rank.lineages != ratio.unrelatedLineages else { return "" }
    let place =
      pair.ranks == nil
      ? pairPath / "rank_p" : pair.path(ofRankAmong: .untaught, at: pairPath)
    return """
      The two numbers of unrelated lineages count different sets. The ratio is calibrated on \
      \(.count(ratio.unrelatedLineages, at: path / "unrelated_lineages")): every lineage with a pair \
      known to be unrelated, students of another model and pairs with other sources among them. The \
      first rank counts \(.count(rank.lineages, at: place / "lineages")): those scored against this \
      source that have no known teacher.
      """
  }

  private var atLimit: Prose {
    let isAtLimit = ratio.log10 >= ratio.capHigh - 1e-9 || ratio.log10 <= ratio.capLow + 1e-9
    return isAtLimit ? "; the value stands at this limit" : ""
  }

  /// How often the calibration behind the interval failed.
  var failures: Prose {
    """
    In \(.percent(ratio.failedReplicates, at: path / "failed_replicates")) of the replicates \
    behind the interval the calibration could not be fitted; these count as a ratio of 1.
    """
  }
}
