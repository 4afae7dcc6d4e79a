/// Maps `0..<count` over the processors, in order of index.
///
/// Work is dealt in `chunks` contiguous ranges, so that the result does not depend on timing.
func concurrentMap<Result: Sendable>(
  chunks: Int, over count: Int, _ body: @escaping @Sendable (Range<Int>) -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    let chunks = max(1, min(chunks, count))
    for chunk in 0..<chunks {
      let range = (count * chunk / chunks)..<(count * (chunk + 1) / chunks)
      group.addTask { (chunk, body(range)) }
    }
    var results = [Result?](repeating: nil, count: chunks)
    for await (chunk, result) in group { results[chunk] = result }
    return results.compactMap { $0 }
  }
}
