import Probing

/// How informative every probe was, from the unrelated controls; what it contributed, from these and
/// the derived ones.
struct ProbeInformationFindings {
  let assessment: Assessment
  let point: Replicate
  /// Of the calibrations behind the ratios; `nil` without.
  let slope: Double?

  /// `nil` where fewer than two families of unrelated controls answered.
  func findings() async -> ProbeInformation? {
    let table = assessment.table
    let controls = table.subjects.indices.filter {
      table.isUnrelated[$0] && ![.suspect, .source].contains(table.subjects[$0].role)
    }
    let measured = await ProbeMeasures(table.transcript.keeping(controls))
    guard measured.families >= 2 else { return nil }
    var contributions: [Double?] = []
    if let slope {
      contributions = await ProbeContributions(assessment, point, slope: slope).values
    }
    let rows = table.probes.indices.compactMap { probe -> ProbeInformation.Row? in
      guard var measures = measured.values[probe] else { return nil }
      measures.contribution = contributions.isEmpty ? nil : contributions[probe]
      return row(table.probes[probe], measures)
    }
    return ProbeInformation(
      controls: controls.count, families: measured.families, strata: Self.strata(rows),
      probes: rows)
  }

  /// With several sets a probe's id begins with the name of its set.
  private func row(_ probe: Probe, _ measures: ProbeInformation.Measures) -> ProbeInformation.Row {
    let sets = assessment.request.probeSets.map(\.id)
    let set = sets.count == 1 ? sets[0] : sets.first { probe.id.hasPrefix($0 + "/") }
    return ProbeInformation.Row(
      probe: probe.id, set: set ?? "", stratum: probe.stratum ?? "", probes: 1, measures: measures)
  }

  private static func strata(_ rows: [ProbeInformation.Row]) -> [ProbeInformation.Row] {
    let members = Dictionary(grouping: rows) { [$0.set, $0.stratum] }
    var seen: Set<[String]> = []
    return rows.map { [$0.set, $0.stratum] }.filter { seen.insert($0).inserted }.map { key in
      let probes = members[key]!.map(\.measures)
      func mean(_ value: KeyPath<ProbeInformation.Measures, Double?>) -> Double? {
        let values = probes.compactMap { $0[keyPath: value] }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
      }
      let contributions = probes.compactMap(\.contribution)
      return ProbeInformation.Row(
        set: key[0], stratum: key[1], probes: probes.count,
        measures: ProbeInformation.Measures(
          disagreement: mean(\.disagreement), wrong: mean(\.wrong), sameWrong: mean(\.sameWrong),
          weight: mean(\.weight),
          contribution: contributions.isEmpty ? nil : contributions.reduce(0, +)))
    }
  }
}

extension Transcript {
  /// The same without the other subjects.
  fileprivate func keeping(_ kept: [Int]) -> Transcript {
    Transcript(
      subjects: kept.map { subjects[$0] }, probes: probes, responses: kept.map { responses[$0] })
  }
}
