import Foundation
import Probing
import Similarity
import Statistics

/// The inference of one assessment written down plainly: sets of names, a loop for every sum; only
/// the slope and the common variance of each fold are kept.
struct ObviousInference {
  struct Kernel {
    let similarity: (Int, Int) -> Double?
    /// `nil` for a metric that length does not enter.
    let length: ((Int, Int) -> Double)?
  }

  struct Unit {
    let suspect: Int
    let maker: String
    let sources: [Int]
    let isDerived: Bool
  }

  let subjects: [Subject]
  let kernels: [Kernel]
  /// All fused metrics: they decide which families a suspect was measured against.
  let measuring: [Kernel]
  let units: [Unit]
  /// Members of the cohort families.
  let cohort: [String: [Int]]
  /// By lineage left out and kernel.
  private var slopes: [String: [Double]] = [:]
  private var commons: [String: [Double?]] = [:]

  init(
    subjects: [Subject], kernels: [Kernel], measuring: [Kernel]? = nil, labels: [PairLabel]
  ) {
    self.measuring = measuring ?? kernels
    self.subjects = subjects
    self.kernels = kernels
    let index = Dictionary(uniqueKeysWithValues: subjects.enumerated().map { ($1.id, $0) })
    var units: [Unit] = []
    for label in labels {
      let suspect = index[label.suspect]!
      let maker = subjects[index[label.source]!].maker
      guard !units.contains(where: { $0.suspect == suspect && $0.maker == maker }) else { continue }
      let same = labels.filter {
        $0.suspect == label.suspect && subjects[index[$0.source]!].maker == maker
      }
      units.append(
        Unit(
          suspect: suspect, maker: maker, sources: same.map { index[$0.source]! },
          isDerived: same.contains { $0.relation == .distilled }))
    }
    self.units = units
    cohort = Dictionary(grouping: subjects.indices.filter { subjects[$0].inCohort }) {
      subjects[$0].family
    }
    for lineage in Set(subjects.map(\.lineage)) {
      slopes[lineage] = kernels.map { slope($0, without: lineage) }
      commons[lineage] = kernels.indices.map { commonVariance($0, without: lineage) }
    }
  }

  // MARK: Company

  private func cohortFamilies(_ isMember: (String, Subject) -> Bool) -> Set<String> {
    Set(cohort.filter { name, members in members.contains { isMember(name, subjects[$0]) } }.keys)
  }

  /// Families that the suspect belongs to, shares a maker or lineage with or descends from.
  func relatives(_ suspect: Int) -> Set<String> {
    let subject = subjects[suspect]
    return cohortFamilies { name, member in
      name == subject.family || name == subject.maker || member.lineage == subject.lineage
        || member.maker == subject.maker || subject.rootMakers.contains(name)
        || subject.rootMakers.contains(member.maker)
    }
  }

  func kin(_ source: Int) -> Set<String> {
    let subject = subjects[source]
    return cohortFamilies { name, member in
      name == subject.family || name == subject.maker || member.maker == subject.maker
    }
  }

  /// Families none of whose members the suspect can be compared with under some metric.
  func unmeasured(_ suspect: Int) -> Set<String> {
    Set(
      cohort.filter { _, members in
        measuring.contains { kernel in
          members.allSatisfy { $0 == suspect || kernel.similarity(suspect, $0) == nil }
        }
      }.keys)
  }

  func company(_ unit: Unit) -> Set<String> {
    let own = relatives(unit.suspect).union(unmeasured(unit.suspect))
    return unit.sources.reduce(Set(cohort.keys).subtracting(own)) {
      $0.subtracting(kin($1))
    }
  }

  // MARK: Excess

  /// Minus the slope of the weighted least-squares line, by its normal equations.
  func slope(_ kernel: Kernel, without lineage: String) -> Double {
    guard let length = kernel.length else { return 0 }
    var (w, x, y, xx, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (f, first) in cohort {
      for (g, second) in cohort where f != g {
        for a in first where subjects[a].lineage != lineage {
          for b in second {
            guard let s = kernel.similarity(a, b) else { continue }
            let weight = 1 / Double(first.count * second.count)
            w += weight
            x += weight * length(a, b)
            y += weight * s
            xx += weight * length(a, b) * length(a, b)
            xy += weight * length(a, b) * s
          }
        }
      }
    }
    return -(w * xy - x * y) / (w * xx - x * x)
  }

  private func adjusted(_ kernel: Int, _ a: Int, _ b: Int, _ lineage: String) -> Double? {
    kernels[kernel].similarity(a, b).map {
      $0 + slopes[lineage]![kernel] * (kernels[kernel].length?(a, b) ?? 0)
    }
  }

  private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// Mean similarity of a suspect to each family; `nil` when one cannot be measured.
  private func familyMeans(
    _ kernel: Int, _ suspect: Int, _ company: Set<String>, _ lineage: String
  ) -> [Double]? {
    let means = company.sorted().compactMap { name in
      mean(
        cohort[name]!.filter { $0 != suspect }
          .compactMap { adjusted(kernel, suspect, $0, lineage) })
    }
    return means.count == company.count && means.count > 1 ? means : nil
  }

  private func variance(_ values: [Double]) -> Double {
    let m = mean(values)!
    return values.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(values.count - 1)
  }

  /// Mean variance over the units of suspects without a teacher, outside the lineage.
  private func commonVariance(_ kernel: Int, without lineage: String) -> Double? {
    let students = Set(units.filter(\.isDerived).map(\.suspect))
    let controls = units.filter {
      !students.contains($0.suspect) && subjects[$0.suspect].lineage != lineage
    }
    return mean(
      controls.compactMap { familyMeans(kernel, $0.suspect, company($0), lineage).map(variance) })
  }

  /// One source or the mean of several, normalised and fused; all metrics must be measured.
  private func excess(
    _ suspect: Int, _ sources: [Int], on company: Set<String>, without lineage: String
  ) -> Double? {
    let scores = kernels.indices.compactMap { kernel -> Double? in
      guard let means = familyMeans(kernel, suspect, company, lineage),
        let value = mean(sources.compactMap { adjusted(kernel, suspect, $0, lineage) }),
        let common = commons[lineage]![kernel]
      else { return nil }
      let n = Double(means.count)
      let scale = ((4 * common + (n - 1) * variance(means)) / (3 + n)).squareRoot()
      return (value - mean(means)!) / scale
    }
    return scores.count == kernels.count ? mean(scores) : nil
  }

  func excess(
    _ suspect: Int, _ source: Int, on company: Set<String>, without lineage: String
  ) -> Double? {
    excess(suspect, [source], on: company, without: lineage)
  }

  /// Mean over the versions of a generation, then the largest generation.
  func excess(_ unit: Unit, on company: Set<String>, without lineage: String) -> Double? {
    let generations = Dictionary(grouping: unit.sources) {
      subjects[$0].generation ?? subjects[$0].id
    }
    return generations.values.compactMap {
      excess(unit.suspect, $0, on: company, without: lineage)
    }.max()
  }
}
