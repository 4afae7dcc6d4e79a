#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Unbiased squared discrepancies under several kernels, fused into one (FUSE_N of Biggs, Schrab &
/// Gretton 2023):
///
///     1/l log mean over kernels of exp( l MMD^2 / sqrt(N) ),   l = sqrt(pairs)
///
/// N is the mean of the squared kernel over different points of both samples, which relabelling does
/// not change, so that kernels of different width weigh alike.
public struct FusedDiscrepancy: Sendable {
  private let scales: [Double]
  private let temperature: Double

  /// - Parameters:
  ///   - meanSquares: N for each kernel.
  ///   - pairs: n(n - 1) for samples of n points.
  public init(meanSquares: [Double], pairs: Double) {
    precondition(!meanSquares.isEmpty && pairs > 0, "a kernel and a pair of points are needed")
    let temperature = pairs.squareRoot()
    self.temperature = temperature
    // A kernel that is zero everywhere has no discrepancy either.
    scales = meanSquares.map { $0 > 1e-30 ? temperature / $0.squareRoot() : 0 }
  }

  /// - Parameter discrepancies: MMD^2 for each kernel.
  public func callAsFunction(_ discrepancies: [Double]) -> Double {
    precondition(discrepancies.count == scales.count, "one discrepancy for each kernel")
    let terms = zip(discrepancies, scales).map { $0 * $1 }
    let largest = terms.max()!
    let sum = terms.reduce(0) { $0 + exp($1 - largest) }
    return (largest + log(sum / Double(terms.count))) / temperature
  }
}
