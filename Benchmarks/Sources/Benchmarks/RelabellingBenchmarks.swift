import Benchmark
import Statistics

/// Unbiased MMD of two samples of 1,000 points in 384 dimensions under 10,000 relabellings: the
/// quadratic forms as one triangular matrix product, beside the pairs of every relabelling added up
/// (on a hundredth of them).
func registerRelabellingBenchmarks() {
  let (count, dimensions) = (1_000, 384)
  let stream = RandomStream(seed: 1)
  func points(_ name: String) -> [[Float]] {
    var draws = stream.substream(name)
    return (0..<count).map { _ in (0..<dimensions).map { _ in Float(draws.normal()) } }
  }
  let cloud = PointCloud(points("first") + points("second"))
  benchmark("MMD n = m = 1000, d = 384, 10000 relabellings") {
    let kernel = CloudDistances.kernel(cloud, cloud, bandwidth: 2 * Float(dimensions))
    let discrepancy = RelabelledDiscrepancy(kernel: kernel, first: count)
    let values = discrepancy.relabelled(10_000, stream: stream)
    precondition(values.count == 10_000)
  }
  let kernel = CloudDistances.kernel(cloud, cloud, bandwidth: 2 * Float(dimensions))
  benchmark("the same from the kernel on, obvious loop, 100 relabellings") {
    for relabelling in 0..<100 {
      precondition(obvious(kernel, count, stream, relabelling).isFinite)
    }
  }
}

/// The discrepancy of a random half, pair by pair.
private func obvious(
  _ kernel: Matrix<Float>, _ count: Int, _ stream: RandomStream, _ relabelling: Int
) -> Float {
  var draws = stream.substream("obvious", relabelling)
  let order = draws.permutation(of: 2 * count)
  var sums: (within: Float, between: Float) = (0, 0)
  for a in 0..<2 * count {
    for b in 0..<a {
      let value = kernel[order[a], order[b]]
      if (a < count) == (b < count) { sums.within += value } else { sums.between += value }
    }
  }
  let n = Float(count)
  return 2 * sums.within / (n * (n - 1)) - 2 * sums.between / (n * n)
}
