import Statistics

/// A public source of documents that takes some places for others, in all their attributes.
///
/// Lineages read some sources each. Two lineages with a source in common share its errors without
/// any descent between them.
struct Source: Sendable {
  /// For each place, the place whose figures this source reports for it.
  let reported: [Int]

  /// - Parameters:
  ///   - errorRate: share of places mistaken when all are equally known, 0 to 1.
  ///   - obscurity: rank of each place by popularity, 0 (best known) to 1. Well-known places are
  ///     mistaken seldom.
  init(errorRate: Double, obscurity: [Double], stream: inout RandomStream) {
    reported = obscurity.enumerated().map { place, rank in
      let isMistaken = stream.uniform() < errorRate * (0.4 + 1.2 * rank)
      return isMistaken ? stream.index(below: obscurity.count) : place
    }
  }
}
