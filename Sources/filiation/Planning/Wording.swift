import Foundation
import Probing

/// `1 lineage`, `2 lineages`.
package func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(count.grouped) \(count == 1 ? singular : plural ?? singular + "s")"
}

extension Int {
  /// With commas between thousands.
  package var grouped: String {
    var text = String(magnitude)
    var end = text.count - 3
    while end > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: end))
      end -= 3
    }
    return (self < 0 ? "-" : "") + text
  }
}

extension Double {
  package func rounded(toPlaces places: Int) -> String {
    String(format: "%.\(places)f", self)
  }
}

/// A table of left-aligned text and right-aligned numbers, two spaces between columns; cells may
/// quote what a server said.
package func table(_ rows: [[String]], rightAligned: Set<Int> = []) -> String {
  let rows = rows.map { row in row.map { $0.printable(atMost: 200) } }
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  return rows.map { row in
    row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return rightAligned.contains(column) ? padding + cell : cell + padding
    }.joined(separator: "  ").trimmingTrailingSpaces()
  }.joined(separator: "\n")
}

extension String {
  func trimmingTrailingSpaces() -> String {
    String(reversed().drop { $0 == " " }.reversed())
  }

  /// Broken into lines of at most `width` characters where there are spaces.
  package func wrapped(to width: Int = 78, indent: String = "") -> String {
    var lines = [indent]
    for word in split(separator: " ") {
      let isEmpty = lines[lines.count - 1] == indent
      if !isEmpty, lines[lines.count - 1].count + 1 + word.count > width { lines.append(indent) }
      lines[lines.count - 1] += (lines[lines.count - 1] == indent ? "" : " ") + word
    }
    return lines.joined(separator: "\n")
  }
}
