import Similarity

extension Fixtures {
  /// Twenty keyed probes and a free-text one that nothing but disagreement was measured on.
  static func information(controls: Int) -> ProbeInformation {
    let keyed = (0..<20).map { (index: Int) -> ProbeInformation.Row in
      let place = Double(index)
      let sameWrong: Double? = index == 0 ? nil : 0.125
      return ProbeInformation.Row(
        probe: "arithmetic-v1/ar-sum-\(index)", set: "arithmetic-v1", stratum: "level-1", probes: 1,
        measures: .init(
          disagreement: 0.04 * place, wrong: 0.03 * place, sameWrong: sameWrong,
          weight: 0.05 * place, contribution: 0.011 * (place - 3)))
    }
    let free = ProbeInformation.Row(
      probe: "openings-v1/op, \"1\"", set: "openings-v1", stratum: "sentence", probes: 1,
      measures: .init(disagreement: 0.871))
    let stratum = ProbeInformation.Row(
      set: "arithmetic-v1", stratum: "level-1", probes: 20,
      measures: .init(
        disagreement: 0.38, wrong: 0.285, sameWrong: 0.125, weight: 0.475, contribution: 1.43))
    return ProbeInformation(
      controls: controls, families: 6, strata: [stratum], probes: keyed + [free])
  }
}
