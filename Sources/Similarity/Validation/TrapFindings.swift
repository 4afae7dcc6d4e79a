import Probing
import Statistics

/// Whether the comparison falls into the traps that its own design may set.
struct TrapFindings {
  let assessment: Assessment
  let point: Replicate

  private var plan: ScoringPlan { assessment.plan }

  func traps() -> [Trap] {
    guard plan.calibrationCount > 0, !assessment.fused.isEmpty else { return [] }
    return sourceIdentity() + omittedFamily() + teacherAbsent() + unequalCompany()
  }

  // MARK: Source identity

  /// Whether students of a maker are told from unrelated suspects of the same maker's models at all.
  private func sourceIdentity() -> [Trap] {
    let separation = point.separation(
      assessment.calibrates ? .matched : .plain, calibrate: assessment.calibrates)
    guard let fixed = separation.sourceFixed else { return [] }
    return [
      Trap(
        kind: .sourceIdentity, measure: "A: AUC with the source fixed", observed: fixed,
        expected: 0.5, sprung: fixed <= 0.5)
    ]
  }

  // MARK: Omitted family

  /// Suspects without a known teacher: by lineage, their units.
  private var innocents: [Int: [Int]] {
    let students = Set(
      plan.calibration.filter { plan.calibrationIsDerived[$0] }.map { plan.items[$0].unit.suspect })
    return Dictionary(
      grouping: plan.calibration.filter { !students.contains(plan.items[$0].unit.suspect) },
      by: { plan.calibrationLineages[$0] })
  }

  /// How often each maker is the nearest of an unrelated lineage, when any two are compared on the
  /// families that belong to neither. Without a p where the lineages are too few for an adjusted .05.
  private func omittedFamily() -> [Trap] {
    var wins: [String: Int] = [:]
    var chances: [String: [Double]] = [:]
    for (lineage, items) in innocents {
      let makers = Dictionary(grouping: items) { plan.items[$0].unit.maker }
      let fold = point.fold(leavingOut: lineage)
      let comparable = makers.filter { one in
        makers.allSatisfy { $0.key == one.key || lead(one.value, over: $0.value, fold) != nil }
      }
      guard comparable.count > 1 else { continue }
      for (maker, items) in comparable {
        chances[maker, default: []].append(1 / Double(comparable.count))
        let isNearest = comparable.allSatisfy {
          $0.key == maker || lead(items, over: $0.value, fold)! > 0
        }
        if isNearest { wins[maker, default: 0] += 1 }
      }
    }
    let makers = chances.count
    let traps = chances.sorted { $0.key < $1.key }.map { maker, chances -> Trap in
      let count = wins[maker] ?? 0
      let law = PoissonBinomial(chances)
      let least = exponential(law.logUpperTail(atLeast: chances.count))
      return Trap(
        kind: .omittedFamily,
        measure: "unrelated lineages that \(maker) is nearest of, on equal company",
        observed: Double(count), of: chances.count, expected: chances.reduce(0, +),
        tail: least * Double(makers) <= Self.level
          ? exponential(law.logUpperTail(atLeast: count)) : nil, sprung: false)
    }
    return adjusted(traps.filter { $0.tail != nil }) + traps.filter { $0.tail == nil }
  }

  /// Mean excess over one maker's models minus that over another's, over suspects that have both.
  private func lead(_ items: [Int], over others: [Int], _ fold: Fold) -> Double? {
    let differences = items.compactMap { item -> Double? in
      let suspect = plan.items[item].unit.suspect
      guard let other = others.first(where: { plan.items[$0].unit.suspect == suspect }) else {
        return nil
      }
      let company = plan.items[item].company.intersection(plan.items[other].company)
      guard let ours = fold.excess(item, on: company), let theirs = fold.excess(other, on: company)
      else { return nil }
      return ours - theirs
    }
    return differences.isEmpty
      ? nil : differences.reduce(0, +) / Double(differences.count)
  }

  private static let level = 0.05

  /// A figure springs the trap when Holm's procedure over all of them rejects chance at 5 %.
  private func adjusted(_ traps: [Trap]) -> [Trap] {
    let order = traps.indices.sorted { traps[$0].tail! < traps[$1].tail! }
    var traps = traps
    for (rank, index) in order.enumerated() {
      guard traps[index].tail! * Double(order.count - rank) <= Self.level else { break }
      traps[index].sprung = true
    }
    return traps
  }

  // MARK: Teacher absent

  /// With the families of their teachers out of every reference: students that would be said to come
  /// from somebody innocent.
  private func teacherAbsent() -> [Trap] {
    guard assessment.calibrates else { return [] }
    let values = OutOfFold(
      point,
      OutOfFold.Request(
        items: plan.calibration, placement: Way.matchedTeachersAbsent.placement, calibrate: true)
    ).values
    let students = Dictionary(
      grouping: plan.calibration.filter {
        !plan.calibrationIsDerived[$0] && plan.items[$0].teachers.count > 0
          && values[$0].ratio != nil
      }, by: { plan.items[$0].unit.suspect })
    guard !students.isEmpty else { return [] }
    return [(10, 1.0, 0.1), (1, 0.0, nil)].map { threshold, log10, rate in
      let count = students.values.count { $0.contains { values[$0].ratio! > log10 } }
      let tail = rate.map { BinomialCount(count, of: students.count).upperTail(rate: $0) }
      return Trap(
        kind: .teacherAbsent, measure: "students with LR > \(threshold) for an innocent maker",
        observed: Double(count), of: students.count,
        expected: rate.map { $0 * Double(students.count) }, tail: tail,
        sprung: tail.map { $0 <= 0.05 } ?? false)
    }
  }

  // MARK: Unequal company

  private func unequalCompany() -> [Trap] {
    adjusted(
      UnequalCompany(
        plan: plan, fold: point.fold(leavingOut: -1), seed: assessment.request.tool.seed
      ).traps(innocents))
  }
}
