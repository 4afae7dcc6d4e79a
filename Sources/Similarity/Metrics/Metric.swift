/// A similarity between two subjects; larger always means more alike.
///
/// Expensive work is done once for all pairs of the table, in `evidence`; what it returns answers
/// cheaply under any weighting of the probes, so that no metric contains a loop over replicates.
public protocol Metric: Sendable {
  var descriptor: MetricDescriptor { get }
  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence
}

/// The reason a metric has no value for a whole table.
public struct NotMeasurable: Error, Equatable, Sendable {
  public let reason: ReasonCode

  public init(_ reason: ReasonCode) { self.reason = reason }
}

/// What a metric keeps of a table: the similarity of every ordered pair as a function of the
/// weights of the probes.
public protocol PairEvidence: Sendable {
  /// - Parameter weights: for each replicate one weight (0 or more) for each probe of the table, the
  ///   same for the probes of one group of the table.
  /// - Returns: for each replicate a matrix subjects x subjects, suspect in the row.
  func similarities(under weights: [[Float]]) -> [SimilarityMatrix]
  /// - Returns: for each of some probes the matrix with that probe counted once and no other.
  /// - Parameter count: of the probes of the table.
  func similarities(onEachOf probes: Range<Int>, of count: Int) -> [SimilarityMatrix]
  /// Why a pair has no value, where that is known for all of them alike.
  var absence: ReasonCode? { get }
}

extension PairEvidence {
  public var absence: ReasonCode? { nil }

  public func similarities(onEachOf probes: Range<Int>, of count: Int) -> [SimilarityMatrix] {
    similarities(under: Self.alone(probes, of: count))
  }

  /// For each of some probes the weights that count it once and no other.
  static func alone(_ probes: Range<Int>, of count: Int) -> [[Float]] {
    probes.map { probe in
      var weights = [Float](repeating: 0, count: count)
      weights[probe] = 1
      return weights
    }
  }

  /// Similarities with every one of `probes` probes counted once.
  public func similarities(probes: Int) -> SimilarityMatrix {
    similarities(under: [[Float](repeating: 1, count: probes)])[0]
  }
}
