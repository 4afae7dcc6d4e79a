import Probing

/// The writing systems of probes, which stand for their languages as far as can be told.
enum Scripts {
  private static let ranges: [(name: String, scalars: [ClosedRange<UInt32>])] = [
    ("Latin", [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F]), ("Greek", [0x370...0x3FF]),
    ("Cyrillic", [0x400...0x52F]), ("Hebrew", [0x590...0x5FF]), ("Arabic", [0x600...0x6FF]),
    ("Devanagari", [0x900...0x97F]), ("Thai", [0xE00...0xE7F]), ("Kana", [0x3040...0x30FF]),
    ("Han", [0x4E00...0x9FFF]), ("Hangul", [0xAC00...0xD7AF]),
  ]

  /// Those that more than one in a hundred letters belong to, the most frequent first.
  static func used(in probes: [Probe]) -> [String] {
    var counts = [Int](repeating: 0, count: ranges.count)
    for scalar in probes.lazy.flatMap(\.prompt).flatMap(\.content.unicodeScalars) {
      let place = ranges.firstIndex { $0.scalars.contains { $0.contains(scalar.value) } }
      if let place { counts[place] += 1 }
    }
    let total = counts.reduce(0, +)
    return counts.indices.filter { 100 * counts[$0] > total }
      .sorted { (counts[$0], $1) > (counts[$1], $0) }.map { ranges[$0].name }
  }
}
