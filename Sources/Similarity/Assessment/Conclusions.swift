import Probing
import Statistics

/// What one headline comes to, with every correction made.
struct Conclusion: Sendable {
  var ratio: LikelihoodRatio?
  var noRatio: ReasonCode?
  var alternatives: [Alternative] = []
  var adjustedP: HolmP?
  var namedRelation: Alternative.Hypothesis?
  var screening: Screening?
  var direction: Direction?
  var sensitivity: Sensitivity?
}

/// The conclusions of all headlines together: multiplicity is a matter of how many there are.
///
/// A ratio is corrected by calibration on the largest of the sources screened, a rank by Holm's
/// procedure; no number by both.
struct Conclusions {
  let assessment: Assessment
  let point: Replicate
  let pairs: [PairFinding]
  private let controls: AlternativeControls
  /// Positions among the scored pairs.
  private let indices: [Int]
  /// Units of the suspect that were screened, one for each maker of sources.
  private let screened: [Int]

  init(assessment: Assessment, point: Replicate, pairs: [PairFinding]) {
    self.assessment = assessment
    self.point = point
    self.pairs = pairs
    controls = AlternativeControls(assessment.request.scored, assessment.table, assessment.plan)
    indices = assessment.request.headlines.compactMap { pair in
      assessment.request.scored.firstIndex {
        $0.suspect == pair.suspect && $0.source == pair.source
      }
    }.filter { assessment.rows[$0] != nil }
    var seen: Set<Int> = []
    screened = indices.filter { pairs[$0].excess != nil }.map { assessment.rows[$0]!.item }
      .filter { seen.insert($0).inserted }
  }

  /// By position among the scored pairs.
  func found() async -> [Int: Conclusion] {
    let bases = indices.map(basis)
    var entries: [RatioBootstrap.Entry] = []
    for basis in bases { entries += basis.candidates.compactMap(\.entry) }
    let bootstrap = RatioBootstrap(
      assessment: assessment, entries: entries, sensitivities: bases.compactMap(\.sensitivity))
    let intervals = await bootstrap.intervals()
    var position = 0
    var conclusions: [Int: Conclusion] = [:]
    for basis in bases {
      var conclusion = basis.conclusion
      for candidate in basis.candidates {
        guard candidate.entry != nil else { continue }
        candidate.settle(&conclusion, intervals.isEmpty ? nil : intervals[position])
        position += 1
      }
      conclusions[basis.index] = conclusion
    }
    adjust(&conclusions)
    var tables = await bootstrap.rowIntervals().makeIterator()
    for basis in bases {
      finish(&conclusions[basis.index]!)
      conclusions[basis.index]!.sensitivity = basis.sensitivity?.findings(
        tables.next() ?? [], of: conclusions[basis.index]!)
    }
    return conclusions
  }

  /// Pairs with the ratios their conclusions have.
  static func settled(_ pairs: [PairFinding], by conclusions: [Int: Conclusion]) -> [PairFinding] {
    var pairs = pairs
    for (index, conclusion) in conclusions {
      pairs[index].ratio = conclusion.ratio
      pairs[index].noRatio = conclusion.noRatio
    }
    return pairs
  }

  // MARK: Before resampling

  /// A ratio that needs an interval, and where it goes.
  private struct Candidate {
    /// `nil` for the unrelated alternative of a single source, whose interval is known.
    let hypothesis: Alternative.Hypothesis
    let score: Double
    let entry: RatioBootstrap.Entry?

    func settle(_ conclusion: inout Conclusion, _ interval: RatioBootstrap.Interval?) {
      guard let interval, let entry else { return }
      let ratio = LikelihoodRatio(score, entry.calibration, interval)
      let place = conclusion.alternatives.firstIndex { $0.hypothesis == hypothesis }!
      conclusion.alternatives[place].ratio = ratio
      conclusion.alternatives[place].reason = nil
      conclusion.alternatives[place].isTested = true
    }
  }

  private struct Basis {
    let index: Int
    var conclusion: Conclusion
    var candidates: [Candidate]
    /// `nil` for a pair that is not measurable.
    var sensitivity: SensitivityRows?
  }

  private func basis(_ index: Int) -> Basis {
    let row = assessment.rows[index]!
    let fold = point.fold(leavingOut: assessment.table.lineage[row.suspect])
    var conclusion = Conclusion(ratio: pairs[index].ratio, noRatio: pairs[index].noRatio)
    var candidates: [Candidate] = []
    if screened.count > 1 {
      let screening = screening(row, fold)
      conclusion.screening = screening
      (conclusion.ratio, conclusion.noRatio) = (nil, pairs[index].noRatio ?? .notNearest)
      if screening.isNearest, pairs[index].noRatio == nil {
        let ratio = ControlledRatio.screened(screened, in: assessment.plan)
        conclusion.noRatio = .tooFewLineages
        candidates += [candidate(.sharedPublicData, ratio, fold)].compactMap { $0 }
      }
    }
    conclusion.direction = DirectionTest(fold, testing: [row.suspect, row.source]).findings(
      suspect: row.suspect, source: row.source)
    conclusion.alternatives = Alternative.Hypothesis.allCases.map {
      alternative($0, index, row, fold, conclusion)
    }
    for hypothesis in Alternative.Hypothesis.allCases where hypothesis != .sharedPublicData {
      let related = controls[hypothesis]
      guard !related.isEmpty, assessment.calibrates, !assessment.sharesWeights(row),
        conclusion.screening?.isNearest != false
      else { continue }
      let ratio = ControlledRatio.against(related, item: row.item, in: assessment.plan)
      candidates += [candidate(hypothesis, ratio, fold)].compactMap { $0 }
    }
    return Basis(
      index: index, conclusion: conclusion, candidates: candidates,
      sensitivity: sensitivity(index, row, isNearest: conclusion.screening?.isNearest != false))
  }

  private func sensitivity(
    _ index: Int, _ row: Assessment.Row, isNearest: Bool
  ) -> SensitivityRows? {
    guard pairs[index].excess != nil else { return nil }
    return SensitivityRows(
      assessment: assessment, point: point, row: row, ratio: relatedness(row),
      givesRatio: assessment.calibrates && pairs[index].noRatio == nil && isNearest)
  }

  private func candidate(
    _ hypothesis: Alternative.Hypothesis, _ ratio: ControlledRatio, _ fold: Fold
  ) -> Candidate? {
    ratio.calibration(in: fold).map { score, calibration in
      Candidate(
        hypothesis: hypothesis, score: score,
        entry: RatioBootstrap.Entry(ratio: ratio, calibration: calibration))
    }
  }

  private func screening(_ row: Assessment.Row, _ fold: Fold) -> Screening {
    let ratio = ControlledRatio.screened(screened, in: assessment.plan)
    let company = ratio.company(screened, assessment.plan)
    let scores = screened.map { fold.excess($0, on: company) }
    let largest = scores.compactMap { $0 }.max()
    let nearest = largest.flatMap { value in scores.firstIndex { $0 == value } }
    let unrelated = Set(ratio.controls.filter { !$0.isDerived }.map(\.lineage))
      .subtracting([fold.lineage])
    return Screening(
      sources: screened.count, isNearest: nearest.map { screened[$0] } == row.item,
      unrelatedLineages: unrelated.count)
  }

  // MARK: Alternatives

  private func alternative(
    _ hypothesis: Alternative.Hypothesis, _ index: Int, _ row: Assessment.Row, _ fold: Fold,
    _ conclusion: Conclusion
  ) -> Alternative {
    switch hypothesis {
    case .sharedPublicData:
      let rank = pairs[index].rankP
      return Alternative(
        hypothesis: hypothesis, lineages: rank?.lineages ?? 0, isTested: rank != nil,
        ratio: conclusion.ratio, rankP: rank, reason: conclusion.noRatio)
    case .reverseDirection:
      let rank = conclusion.direction?.reverse
      return Alternative(
        hypothesis: hypothesis, lineages: rank?.lineages ?? 0, isTested: rank != nil, rankP: rank)
    default:
      let ratio = ControlledRatio.against(controls[hypothesis], item: row.item, in: assessment.plan)
      let rank = ratio.rank(in: fold)
      return Alternative(
        hypothesis: hypothesis, lineages: rank?.lineages ?? 0, isTested: rank != nil, rankP: rank,
        reason: rank == nil ? .noControls : .tooFewLineages)
    }
  }

  // MARK: All together

  /// Holm over sources and alternatives without any relation, as far as .05 is attainable at all.
  private func adjust(_ conclusions: inout [Int: Conclusion]) {
    var places: [(index: Int, alternative: Int)] = []
    for index in indices {
      for (place, alternative) in conclusions[index]!.alternatives.enumerated() {
        guard let rank = alternative.rankP, !alternative.hypothesis.isAnotherRelation,
          rank.smallestAttainable <= 0.05
        else { continue }
        places.append((index, place))
      }
    }
    let ranks = places.map { conclusions[$0.index]!.alternatives[$0.alternative].rankP! }
    for (place, adjusted) in zip(places, HolmP.adjusting(ranks)) {
      conclusions[place.index]!.alternatives[place.alternative].adjustedP = adjusted
    }
  }

  /// The ratio is the smaller of those against alternatives without any relation.
  private func finish(_ conclusion: inout Conclusion) {
    let unrelated = conclusion.alternatives.filter { !$0.hypothesis.isAnotherRelation }
    let first = unrelated.first { $0.hypothesis == .sharedPublicData }
    conclusion.adjustedP = first?.adjustedP
    if first?.ratio != nil {
      conclusion.ratio = unrelated.compactMap(\.ratio).min { $0.log10 < $1.log10 }
      conclusion.noRatio = nil
    }
    conclusion.namedRelation = named(conclusion)
  }

  private func relatedness(_ row: Assessment.Row) -> ControlledRatio {
    screened.count > 1
      ? .screened(screened, in: assessment.plan) : .relatedness(row.item, in: assessment.plan)
  }

  /// Common base weights or a wrapper, where the two are related and H1 explains it less well by more
  /// than a factor of two, at both ends of the interval.
  private func named(_ conclusion: Conclusion) -> Alternative.Hypothesis? {
    guard let related = conclusion.ratio, related.low > 0 else { return nil }
    return conclusion.alternatives.filter {
      [.commonBaseWeights, .wrapper].contains($0.hypothesis)
        && $0.ratio.map { $0.high < -naturalLog(2) / naturalLog(10) } == true
    }.min { $0.ratio!.log10 < $1.ratio!.log10 }?.hypothesis
  }
}
