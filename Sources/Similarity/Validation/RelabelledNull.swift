import Probing
import Statistics

/// What the instrument finds where nothing is to be found: half of the unrelated lineages, drawn at
/// random, are called students of a maker. If their company differed from that of the others, they
/// would be told apart.
struct RelabelledNull {
  let assessment: Assessment
  let point: Replicate

  private static let draws = 20
  private static let fewestLineages = 6

  func traps() async -> [Trap] {
    let makers = Dictionary(grouping: innocent, by: { maker(of: $0) })
      .filter { Set($0.value.map { lineage(of: $0) }).count >= Self.fewestLineages }
      .keys.sorted()
    return await concurrentMap(chunks: makers.count, over: makers.count) { range in
      range.compactMap { trap(makers[$0]) }
    }.flatMap { $0 }
  }

  /// Pairs of suspects without a known teacher.
  private var innocent: [PairLabel] {
    let students = Set(
      assessment.request.calibration.filter { $0.relation == .distilled }.map(\.suspect))
    return assessment.request.calibration.filter { !students.contains($0.suspect) }
  }

  private func maker(of pair: PairLabel) -> String { subject(pair.source)?.maker ?? "" }
  private func lineage(of pair: PairLabel) -> String { subject(pair.suspect)?.lineage ?? "" }

  private func subject(_ id: String) -> Subject? {
    assessment.table.index(of: id).map { assessment.table.subjects[$0] }
  }

  private func trap(_ maker: String) -> Trap? {
    let areas = (0..<Self.draws).compactMap { area(maker, draw: $0) }
    guard let moments = try? Moments(areas), areas.count > 1 else { return nil }
    let error = (moments.sampleVariance / Double(areas.count)).squareRoot()
    return Trap(
      kind: .unequalCompany,
      measure: "mean AUC of unrelated lineages called students of \(maker) at random",
      observed: moments.mean, of: areas.count, expected: 0.5,
      sprung: abs(moments.mean - 0.5) > max(0.05, 3 * error))
  }

  private func area(_ maker: String, draw: Int) -> Double? {
    var stream = RandomStream(seed: assessment.request.tool.seed)
      .substream("relabelled " + maker, draw)
    let pairs = innocent
    let lineages = Set(pairs.filter { self.maker(of: $0) == maker }.map { lineage(of: $0) })
      .sorted()
    let chosen = Set(
      stream.permutation(of: lineages.count).prefix(lineages.count / 2).map { lineages[$0] })
    let relabelled = pairs.map { pair in
      var pair = pair
      if self.maker(of: pair) == maker, chosen.contains(lineage(of: pair)) {
        pair.relation = .distilled
      }
      return pair
    }
    let changed = Assessment(assessment, calibration: relabelled, scored: [])
    guard changed.plan.hasBothClasses, !changed.fused.isEmpty else { return nil }
    return changed.replicate(changed.fused, lineageWeights: changed.unitLineageWeights)
      .separation(changed.calibrates ? .matched : .plain, calibrate: changed.calibrates).sourceFixed
  }
}
