/// The distinct companies of a plan, and which one each comparison uses, by position.
struct CompanyTable: Sendable {
  private(set) var distinct: [Company] = []
  /// By item: items of one profile have company and teachers in common.
  let profiles: [Int]
  private(set) var profileCount = 0
  /// Shape: placements (teachers present, absent) x profiles.
  private var owns: [[Int]] = [[], []]
  private var comparisons: [[Comparison]] = [[], []]

  /// What the items of one profile have in common with the others.
  struct Comparison: Sendable {
    /// The distinct companies in question.
    fileprivate(set) var companies: [Int] = []
    /// By profile of the other, among `companies`.
    fileprivate(set) var places: [Int32] = []
  }

  private struct Profile: Hashable {
    let company: Company
    let teachers: Company

    func company(teachersAbsent: Bool) -> Company {
      teachersAbsent ? company.subtracting(teachers) : company
    }

    func common(_ other: Profile, teachersAbsent: Bool) -> Company {
      let shared = company(teachersAbsent: teachersAbsent)
        .intersection(other.company(teachersAbsent: teachersAbsent))
      return teachersAbsent ? shared.subtracting(teachers.union(other.teachers)) : shared
    }
  }

  init(_ items: [ScoringPlan.Item]) {
    var numbers: [Profile: Int] = [:]
    var known: [Profile] = []
    profiles = items.map { item in
      let profile = Profile(company: item.company, teachers: item.teachers)
      if let number = numbers[profile] { return number }
      numbers[profile] = known.count
      known.append(profile)
      return known.count - 1
    }
    profileCount = known.count
    fill(known)
  }

  private mutating func fill(_ known: [Profile]) {
    var positions: [Company: Int] = [:]
    func position(_ company: Company, _ distinct: inout [Company]) -> Int {
      if let known = positions[company] { return known }
      positions[company] = distinct.count
      distinct.append(company)
      return distinct.count - 1
    }
    for (side, absent) in [false, true].enumerated() {
      for one in known {
        owns[side].append(position(one.company(teachersAbsent: absent), &distinct))
        var comparison = Comparison()
        var places: [Company: Int32] = [:]
        comparison.places = known.map { other in
          let common = one.common(other, teachersAbsent: absent)
          if let place = places[common] { return place }
          let place = Int32(comparison.companies.count)
          places[common] = place
          comparison.companies.append(position(common, &distinct))
          return place
        }
        comparisons[side].append(comparison)
      }
    }
  }

  func own(_ item: Int, teachersAbsent: Bool) -> Int {
    owns[teachersAbsent ? 1 : 0][profiles[item]]
  }

  /// What an item can be measured against together with each of the others.
  func comparison(_ item: Int, teachersAbsent: Bool) -> Comparison {
    comparisons[teachersAbsent ? 1 : 0][profiles[item]]
  }

  /// What two items can both be measured against.
  func common(_ item: Int, _ other: Int, teachersAbsent: Bool) -> Int {
    let comparison = comparison(item, teachersAbsent: teachersAbsent)
    return comparison.companies[Int(comparison.places[profiles[other]])]
  }
}
