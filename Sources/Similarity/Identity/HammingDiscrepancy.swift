public import Statistics

/// Squared maximum mean discrepancy between two samples of texts to the same prompts, with the
/// Hamming kernel of Model Equality Testing (Gao, Liang and Guestrin 2024).
///
/// The kernel of two texts is the share of positions, up to the longest text of both samples, at
/// which they have the same Unicode scalar or both have ended; texts to different prompts are not
/// compared. The estimate is unbiased: no text is compared with itself.
public struct HammingDiscrepancy: Sendable {
  /// The texts to one prompt: those of the first sample, then those of the second.
  private struct Block: Sendable {
    let kernel: Matrix<Double>
    let first: Int
    /// Of the kernel, without the diagonal.
    let rowSums: [Double]

    init(_ kernel: Matrix<Double>, first: Int) {
      self.kernel = kernel
      self.first = first
      rowSums = (0..<kernel.rows).map { kernel[row: $0].reduce(0, +) - 1 }
    }

    var second: Int { kernel.rows - first }
  }

  private let blocks: [Block]
  /// Ordered pairs of different texts within the first sample, within the second, and across.
  private let pairs: (first: Double, second: Double, across: Double)
  /// Sum of the kernel over all ordered pairs of different texts.
  private let total: Double

  /// - Parameters: texts by prompt; prompts with fewer than two texts in either sample are left out.
  /// - Returns: `nil` when no prompt is left.
  public init?(_ first: [[String]], _ second: [[String]]) {
    let prompts = zip(first, second).filter { $0.0.count > 1 && $0.1.count > 1 }
    guard !prompts.isEmpty else { return nil }
    let scalars = prompts.map { ($0.0 + $0.1).map { Array($0.unicodeScalars) } }
    let length = scalars.joined().map(\.count).max() ?? 0
    let blocks = zip(prompts, scalars).map { prompt, texts in
      Block(Self.kernel(texts, length: length), first: prompt.0.count)
    }
    func sum(_ count: (Block) -> Int) -> Double { Double(blocks.reduce(0) { $0 + count($1) }) }
    self.blocks = blocks
    pairs = (
      sum { $0.first * ($0.first - 1) }, sum { $0.second * ($0.second - 1) },
      sum { $0.first * $0.second }
    )
    total = blocks.reduce(0) { $0 + $1.rowSums.reduce(0, +) }
  }

  /// The discrepancy of the two samples; 0 on average for samples of one distribution.
  public var value: Double { value(of: blocks.map { Array(0..<$0.kernel.rows) }) }

  /// How often samples drawn from the pooled texts of each prompt differ at least as much.
  public func permutationP(_ permutations: Int, _ stream: RandomStream) -> PValue {
    var stream = stream
    let observed = value - 1e-12
    var orders = blocks.map { Array(0..<$0.kernel.rows) }
    let exceeding = (0..<permutations).count { _ in
      for (index, block) in blocks.enumerated() {
        // Only who comes first matters.
        for place in 0..<block.first {
          let rest = block.kernel.rows - place
          orders[index].swapAt(place, place + stream.index(below: rest))
        }
      }
      return value(of: orders) >= observed
    }
    return PValue(exceeding: exceeding, of: permutations)
  }

  /// - Parameter orders: for each block an order of its texts; the first sample comes first.
  private func value(of orders: [[Int]]) -> Double {
    var (within, rows) = (0.0, 0.0)
    for (block, order) in zip(blocks, orders) {
      block.kernel.withUnsafeElements { kernel in
        for i in 0..<block.first {
          let row = order[i] &* block.kernel.rows
          for j in 0..<i { within += 2 * kernel[row &+ order[j]] }
          rows += block.rowSums[order[i]]
        }
      }
    }
    let across = rows - within
    let others = total - within - 2 * across
    return within / pairs.first + others / pairs.second - 2 * across / pairs.across
  }

  private static func kernel(_ texts: [[Unicode.Scalar]], length: Int) -> Matrix<Double> {
    var kernel = Matrix<Double>(rows: texts.count, columns: texts.count, repeating: 1)
    for i in texts.indices {
      for j in 0..<i {
        let ended = length - max(texts[i].count, texts[j].count)
        let same = zip(texts[i], texts[j]).count { $0 == $1 } + ended
        kernel[i, j] = length == 0 ? 1 : Double(same) / Double(length)
        kernel[j, i] = kernel[i, j]
      }
    }
    return kernel
  }
}
