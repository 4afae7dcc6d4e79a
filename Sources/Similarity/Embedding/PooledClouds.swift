import Probing
import Statistics

/// Every subject's responses as one cloud of points, the first sample of each of at most
/// `probeLimit` probes taken evenly, and every two clouds compared: what energy distance, maximum
/// mean discrepancy and coverage read.
struct PooledClouds: Sendable {
  static let probeLimit = 128
  /// Neighbours whose distance is the reach of a point (Naeem et al. 2020).
  static let neighbours = 5
  /// The widest bandwidth, in median squared distances between reference responses.
  private static let widestFactor: Float = 4

  /// What is kept of the distances between two clouds.
  struct Pair: Sendable {
    var distance = Double.nan
    var kernels: [Double] = []
    /// The share of the first cloud's points with a point of the second in reach; and reversed.
    var coverageOfFirst = Double.nan
    var coverageOfSecond = Double.nan
  }

  /// Points of each subject.
  let counts: [Int]
  /// Mean distance within a cloud (a point's to itself included) and sums of kernels likewise.
  let within: [CloudDistances]
  /// Shape: pair (a, b) with a > b at `ProbeSimilarity.pairIndex`.
  let between: [Pair]

  init(_ embeddings: Embeddings, isReference: [Bool]) async throws(NotMeasurable) {
    let samples = Self.samples(embeddings)
    let widest = try Self.widest(embeddings, isReference: isReference)
    let clouds = samples.map(PointCloud.init)
    counts = samples.map(\.count)
    within = await concurrentMap(chunks: 32, over: clouds.count) { range in
      range.map { CloudDistances(clouds[$0], clouds[$0], widest: widest) }
    }.flatMap { $0 }
    let reach = samples.map { Self.reach($0) }
    between = await concurrentMap(chunks: 64, over: clouds.count) { range in
      range.flatMap { a in
        (0..<a).map { b in
          Pair(CloudDistances(clouds[a], clouds[b], widest: widest), reach[a], reach[b])
        }
      }
    }.flatMap { $0 }
  }

  /// Shape: subjects x points x dimensions.
  static func samples(_ embeddings: Embeddings) -> [[[Float]]] {
    embeddings.firstSamples(on: embeddings.evenly(atMost: probeLimit))
  }

  /// The widest bandwidth of the kernels.
  static func widest(
    _ embeddings: Embeddings, isReference: [Bool]
  ) throws(NotMeasurable) -> Float {
    let chosen = embeddings.sortedByID(embeddings.evenly(atMost: probeLimit))
    guard
      let median = MedianDistance.squared(
        embeddings.firstSamples(on: chosen), isReference: isReference)
    else { throw NotMeasurable(.degenerate) }
    return widestFactor * median
  }

  /// For every point the squared distance to its k-th nearest neighbour; `nil` with too few points.
  static func reach(_ points: [[Float]]) -> [Float]? {
    guard points.count > neighbours else { return nil }
    let cloud = PointCloud(points)
    let distances = CloudDistances.squared(cloud, cloud)
    // The nearest is the point itself.
    return points.indices.map { distances[row: $0].sorted()[neighbours] }
  }

  /// The similarity of every pair, from both counts and comparisons of subjects with two points or
  /// more.
  func matrix(
    _ value: (_ a: Int, _ b: Int, _ pair: Pair) -> Double
  ) -> FixedSimilarity {
    var matrix = SimilarityMatrix(count: counts.count)
    for a in counts.indices where counts[a] > 1 {
      for b in 0..<a where counts[b] > 1 {
        let similarity = value(a, b, between[ProbeSimilarity.pairIndex(a, b)])
        matrix[a, b] = similarity
        matrix[b, a] = similarity
      }
    }
    return FixedSimilarity(matrix: matrix, absence: .tooFewProbes)
  }
}

extension PooledClouds.Pair {
  init(_ distances: CloudDistances, _ reachOfFirst: [Float]?, _ reachOfSecond: [Float]?) {
    let points = distances.nearestToFirst.count * distances.nearestToSecond.count
    guard points > 0 else { return }
    distance = distances.distances / Double(points)
    kernels = distances.kernels
    coverageOfFirst = Self.share(distances.nearestToFirst, within: reachOfFirst)
    coverageOfSecond = Self.share(distances.nearestToSecond, within: reachOfSecond)
  }

  private static func share(_ nearest: [Float], within reach: [Float]?) -> Double {
    guard let reach else { return .nan }
    return Double(zip(nearest, reach).count { $0 < $1 }) / Double(nearest.count)
  }
}

/// The comparison of pooled clouds, made once for all metrics that read it.
actor SharedPooledClouds {
  private var task: Task<Result<PooledClouds, NotMeasurable>, Never>?

  func value(_ embeddings: Embeddings, isReference: [Bool]) async throws(NotMeasurable)
    -> PooledClouds
  {
    let task =
      task
      ?? Task {
        do throws(NotMeasurable) {
          return .success(try await PooledClouds(embeddings, isReference: isReference))
        } catch {
          return .failure(error)
        }
      }
    self.task = task
    return try await task.value.get()
  }
}

extension AnswerTable {
  /// The responses of an embedded table as clouds of points.
  func pooledClouds() async throws(NotMeasurable) -> PooledClouds {
    let embeddings = try vectors()
    return try await embeddings.pooled.value(embeddings, isReference: isReference)
  }
}

/// The median squared distance between responses of reference subjects, on which bandwidths rest.
enum MedianDistance {
  /// Of at most 16 points a subject and about 256 to 512 in all; `nil` when it is 0.
  ///
  /// - Parameter samples: shape subjects x points x dimensions.
  static func squared(_ samples: [[[Float]]], isReference: [Bool]) -> Float? {
    let vectors = zip(samples, isReference).filter(\.1).flatMap { $0.0.prefix(16) }
    let step = max(1, vectors.count / 256)
    let chosen = stride(from: 0, to: vectors.count, by: step).map { vectors[$0] }
    guard chosen.count > 1 else { return nil }
    let gram = Matrix(chosen).rowGram()
    var distances: [Float] = []
    for a in chosen.indices {
      for b in 0..<a { distances.append(gram[a, a] + gram[b, b] - 2 * gram[a, b]) }
    }
    let median = distances.sorted()[distances.count / 2]
    return median > 1e-6 ? median : nil
  }
}

/// A similarity that does not depend on the weights of probes.
struct FixedSimilarity: PairEvidence {
  let matrix: SimilarityMatrix
  var absence: ReasonCode?

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    [SimilarityMatrix](repeating: matrix, count: weights.count)
  }
}
