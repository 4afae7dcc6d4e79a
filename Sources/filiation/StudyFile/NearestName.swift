/// What to write instead of an unknown name.
package func suggestion(for name: String, among known: [String]) -> String {
  if let nearest = nearestName(to: name, among: known) { return "did you mean '\(nearest)'?" }
  return "use one of: " + known.joined(separator: ", ")
}

/// The known name nearest to `name`, or `nil` when none is near enough to be a slip of the pen.
package func nearestName(to name: String, among known: [String]) -> String? {
  let distances = known.map { ($0, editDistance($0.lowercased(), name.lowercased())) }
  guard let (nearest, distance) = distances.min(by: { $0.1 < $1.1 }) else { return nil }
  return distance <= max(2, name.count / 3) ? nearest : nil
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`
/// (optimal string alignment).
package func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.utf8)
  let b = Array(b.utf8)
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
