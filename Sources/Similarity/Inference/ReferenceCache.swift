/// The references of suspects on the companies that a fold was asked about last: in a table of fixed
/// size, because the companies of a large cohort are too many to keep all.
struct ReferenceCache {
  private let metrics: Int
  /// Companies kept for each suspect, a power of 2.
  private let ways: Int
  /// Shape: subjects x ways; the company whose references stand there.
  private var companies: [Int32]
  /// Shape: subjects x ways x metrics.
  private(set) var values: [Fold.Reference]

  private static let mostWays = 64

  init(subjects: Int, companies count: Int, metrics: Int) {
    var ways = 1
    while ways < min(count, Self.mostWays) { ways *= 2 }
    self.ways = ways
    self.metrics = metrics
    companies = [Int32](repeating: -1, count: subjects * ways)
    // Read only where `companies` says that something stands: filling all of it would cost more.
    let count = subjects * ways * metrics
    values = [Fold.Reference](unsafeUninitializedCapacity: count) { $1 = count }
  }

  /// Where the references of a suspect begin in `values`, one for each metric.
  /// - Parameter company: position in the plan's table of companies.
  @inline(__always)
  mutating func start(_ suspect: Int, _ company: Int, in fold: Fold) -> Int {
    let place = suspect &* ways &+ (company & (ways &- 1))
    if companies[place] != Int32(truncatingIfNeeded: company) {
      fill(place, suspect, company, fold)
    }
    return place &* metrics
  }

  private mutating func fill(_ place: Int, _ suspect: Int, _ company: Int, _ fold: Fold) {
    companies[place] = Int32(company)
    let members = fold.plan.companies.distinct[company]
    for metric in 0..<metrics {
      values[place * metrics + metric] = fold.reference(suspect, members, metric)
    }
  }
}
