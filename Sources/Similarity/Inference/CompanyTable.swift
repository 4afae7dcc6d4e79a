/// The distinct companies of a plan, and which one each comparison uses, by position.
struct CompanyTable: Sendable {
  private(set) var distinct: [Company] = []
  /// By item: items of one profile have company and teachers in common.
  private let profiles: [Int]
  private let profileCount: Int
  /// Shape: placements (teachers present, absent) x profiles.
  private var owns: [[Int32]] = [[], []]
  /// Shape: placements x profiles x profiles.
  private var commons: [[Int32]] = [[], []]

  private struct Profile: Hashable {
    let company: Company
    let teachers: Company

    func company(teachersAbsent: Bool) -> Company {
      teachersAbsent ? company.subtracting(teachers) : company
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
    var positions: [Company: Int32] = [:]
    func position(_ company: Company, _ distinct: inout [Company]) -> Int32 {
      if let known = positions[company] { return known }
      positions[company] = Int32(distinct.count)
      distinct.append(company)
      return Int32(distinct.count - 1)
    }
    for (side, absent) in [false, true].enumerated() {
      for one in known {
        let own = one.company(teachersAbsent: absent)
        owns[side].append(position(own, &distinct))
        for other in known {
          let shared = own.intersection(other.company(teachersAbsent: absent))
          let teachers = absent ? one.teachers.union(other.teachers) : Company([])
          commons[side].append(position(shared.subtracting(teachers), &distinct))
        }
      }
    }
  }

  func own(_ item: Int, teachersAbsent: Bool) -> Int {
    Int(owns[teachersAbsent ? 1 : 0][profiles[item]])
  }

  /// What two items can both be measured against.
  func common(_ item: Int, _ other: Int, teachersAbsent: Bool) -> Int {
    Int(commons[teachersAbsent ? 1 : 0][profiles[item] * profileCount + profiles[other]])
  }
}
