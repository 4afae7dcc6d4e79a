import Similarity
import Statistics

/// Two-sample discrepancies with their permutation tests.
enum TwoSampleRows {
  /// Unbiased MMD of two samples of points under 10,000 relabellings, the kernel included.
  /// Values: the discrepancy, then mean and standard deviation of the relabelled ones.
  static func discrepancy(_ folder: InputFolder) throws -> () -> [Double] {
    let first = try folder.rows("first.f32", columns: 384)
    let second = try folder.rows("second.f32", columns: 384)
    return {
      let cloud = PointCloud(first + second)
      let kernel = CloudDistances.kernel(cloud, cloud, bandwidth: 768)
      let discrepancy = RelabelledDiscrepancy(kernel: kernel, first: first.count)
      let values = discrepancy.relabelled(10_000, stream: RandomStream(seed: 1))
      return [discrepancy.observed] + moments(values)
    }
  }

  /// Hamming kernel MMD of samples of texts, with 1,000 permutations within the prompts.
  /// Values: the discrepancy and the p-value.
  static func strings(_ folder: InputFolder) throws -> () -> [Double] {
    let first = try texts(folder, "first.u32")
    let second = try texts(folder, "second.u32")
    return {
      guard let discrepancy = HammingDiscrepancy(first, second) else { return [] }
      let p = discrepancy.permutationP(1_000, RandomStream(seed: 1))
      return [discrepancy.value, p.value]
    }
  }

  /// 20 prompts x 10 samples of 1,000 characters.
  private static func texts(_ folder: InputFolder, _ name: String) throws -> [[String]] {
    let scalars = try folder.array(name, of: UInt32.self)
    return (0..<20).map { prompt in
      (0..<10).map { sample in
        let start = (prompt * 10 + sample) * 1_000
        let text = scalars[start..<start + 1_000].map { Unicode.Scalar($0)! }
        return String(String.UnicodeScalarView(text))
      }
    }
  }

  private static func moments(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return [mean, (squares / Double(values.count)).squareRoot()]
  }
}
