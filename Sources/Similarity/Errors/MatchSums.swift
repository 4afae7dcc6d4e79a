/// The matches of every suspect with one source, summed over groups of probes.
struct MatchSums: Sendable {
  /// Shape: suspects + 1; where the groups of each begin.
  private var starts: [Int] = [0]
  private var groups: [Int32] = []
  /// By group with any match: the sums of `ErrorMatching.logs`.
  private var logs: [SIMD8<Float>] = []

  /// - Parameters:
  ///   - chosen: items, in an order that keeps groups together.
  ///   - group: by item.
  init(_ source: Int, _ matching: ErrorMatching, chosen: [Int], group: [Int32]) {
    let errors = matching.errors(of: source, among: chosen)
    for (suspect, given) in matching.items.codes.enumerated() {
      if suspect != source { add(suspect, source, given, errors, matching, group) }
      starts.append(groups.count)
    }
  }

  private mutating func add(
    _ suspect: Int, _ source: Int, _ given: [Int32], _ errors: SourceErrorItems,
    _ matching: ErrorMatching, _ group: [Int32]
  ) {
    let pair = matching.pair(suspect, source)
    for index in Self.matches(given, errors) {
      let item = Int(errors.items[index])
      let logs = matching.logs(item, errors.codes[index], pair)
      if groups.count > starts.last!, groups.last == group[item] {
        self.logs[self.logs.count - 1] += logs
      } else {
        groups.append(group[item])
        self.logs.append(logs)
      }
    }
  }

  /// Positions of the errors that a suspect made too.
  private static func matches(_ given: [Int32], _ errors: SourceErrorItems) -> [Int] {
    given.withUnsafeBufferPointer { given in
      errors.positions.withUnsafeBufferPointer { positions in
        errors.codes.withUnsafeBufferPointer { codes in
          positions.indices.filter { given[Int(positions[$0])] == codes[$0] }
        }
      }
    }
  }

  /// The weighted sums over a suspect's matches, one for each replicate.
  /// - Parameter weights: groups x replicates, row after row.
  func totals(_ suspect: Int, under weights: [Float], replicates: Int) -> [SIMD8<Double>] {
    var totals = [SIMD8<Double>](repeating: SIMD8(), count: replicates)
    totals.withUnsafeMutableBufferPointer { totals in
      weights.withUnsafeBufferPointer { weights in
        for index in starts[suspect]..<starts[suspect + 1] {
          let start = Int(groups[index]) * replicates
          for replicate in 0..<replicates {
            totals[replicate] += SIMD8<Double>(weights[start + replicate] * logs[index])
          }
        }
      }
    }
    return totals
  }
}
