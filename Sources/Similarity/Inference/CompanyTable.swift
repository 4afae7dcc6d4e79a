/// The distinct companies of a plan, and which one each comparison uses, by position.
struct CompanyTable: Sendable {
  private(set) var distinct: [Company] = []
  private let calibrationCount: Int
  /// Shape: placements (teachers present, absent) x items.
  private var owns: [[Int32]] = [[], []]
  /// Shape: placements x items x calibration items.
  private var commons: [[Int32]] = [[], []]

  init(_ items: [ScoringPlan.Item], calibrationCount: Int) {
    self.calibrationCount = calibrationCount
    var positions: [Company: Int32] = [:]
    func position(_ company: Company, _ distinct: inout [Company]) -> Int32 {
      if let known = positions[company] { return known }
      positions[company] = Int32(distinct.count)
      distinct.append(company)
      return Int32(distinct.count - 1)
    }
    for (side, absent) in [false, true].enumerated() {
      let companies = items.map { absent ? $0.company.subtracting($0.teachers) : $0.company }
      for (index, item) in items.enumerated() {
        owns[side].append(position(companies[index], &distinct))
        for other in 0..<calibrationCount {
          let shared = companies[index].intersection(companies[other])
          let teachers = absent ? item.teachers.union(items[other].teachers) : Company([])
          commons[side].append(position(shared.subtracting(teachers), &distinct))
        }
      }
    }
  }

  func own(_ item: Int, teachersAbsent: Bool) -> Int {
    Int(owns[teachersAbsent ? 1 : 0][item])
  }

  /// What an item and a calibration item can both be measured against.
  func common(_ item: Int, _ other: Int, teachersAbsent: Bool) -> Int {
    Int(commons[teachersAbsent ? 1 : 0][item * calibrationCount + other])
  }
}
