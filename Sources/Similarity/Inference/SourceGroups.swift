/// Groups of subjects that a suspect is compared with, such as families or generations.
struct SourceGroups: Sendable {
  /// Shape: groups + 1; where the members of each begin.
  private let starts: [Int]
  private let members: [Int]

  init(_ groups: [[Int]]) {
    starts = groups.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    members = groups.flatMap { $0 }
  }

  /// The mean over a group's members, besides the suspect itself, that could be compared; NaN without
  /// any.
  @inline(__always)
  func mean(
    _ suspect: Int, _ group: Int, _ similarity: SimilarityMatrix, _ length: SimilarityMatrix?
  ) -> UnitMeans.Mean {
    var sum = UnitMeans.Mean(similarity: 0, length: 0)
    var count = 0.0
    for position in starts[group]..<starts[group &+ 1] where members[position] != suspect {
      let value = similarity.value(suspect, members[position])
      guard !value.isNaN else { continue }
      sum.similarity += value
      if let length { sum.length += length[suspect, members[position]] ?? 0 }
      count += 1
    }
    return UnitMeans.Mean(similarity: sum.similarity / count, length: sum.length / count)
  }
}
