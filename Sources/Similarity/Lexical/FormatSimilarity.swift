import Probing
import Statistics

/// How alike two subjects lay out their responses: minus the mean difference of six features, each
/// in standard deviations over the reference subjects' responses.
///
/// It is a nuisance: what a system prompt or a house style sets, reported and never fused.
struct FormatSimilarity: Metric {
  static let id = "lexical.format"

  let descriptor = MetricDescriptor(
    id: id, title: "Layout: length, lines, lists, headings, marks", family: .lexical,
    lowerBound: nil, upperBound: 0, isSymmetric: true,
    assumption: "None: layout is a nuisance that a system prompt sets.",
    citation: "Gower 1971 (mean of scaled differences)", oracle: "Python (re, NumPy)")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let probes = table.probes.indices.filter { table.probes[$0].kind == .freeText }
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    let features = await concurrentMap(chunks: 64, over: probes.count) { range in
      range.map { probe in
        (0..<table.subjectCount).map { subject in
          table.transcript.responses[subject][probes[probe]].filter { !$0.isBlank }
            .map { LayoutFeatures($0.text).values }
        }
      }
    }.flatMap { $0 }
    let scales = Self.scales(features, table.isReference)
    guard scales.contains(where: { $0 > 0 }) else { throw NotMeasurable(.degenerate) }
    let means = Dictionary(
      uniqueKeysWithValues: zip(probes, features.map { $0.map(Self.mean) }))
    return await ProbeSimilarity(over: probes, of: table) { probe in
      let means = means[probe]!
      return ProbeSimilarity.Row(
        values: Self.row(means, scales), answered: means.map { $0 != nil })
    }
  }

  /// By feature 1 / standard deviation; 0 for a feature that does not vary.
  private static func scales(_ features: [[[[Float]]]], _ isReference: [Bool]) -> [Float] {
    let population = features.flatMap { row in
      zip(row, isReference).filter(\.1).flatMap(\.0)
    }
    return (0..<LayoutFeatures.count).map { feature in
      guard let moments = try? Moments(population.map { Double($0[feature]) }) else { return 0 }
      return moments.standardDeviation > 1e-6 ? Float(1 / moments.standardDeviation) : 0
    }
  }

  private static func mean(_ samples: [[Float]]) -> [Float]? {
    guard !samples.isEmpty else { return nil }
    return (0..<LayoutFeatures.count).map { feature in
      samples.reduce(0) { $0 + $1[feature] } / Float(samples.count)
    }
  }

  private static func row(_ features: [[Float]?], _ scales: [Float]) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(ProbeSimilarity.pairCount(features.count))
    for a in features.indices {
      for b in 0..<a {
        guard let x = features[a], let y = features[b] else {
          values.append(0)
          continue
        }
        var sum: Float = 0
        for feature in 0..<LayoutFeatures.count {
          sum += abs(x[feature] - y[feature]) * scales[feature]
        }
        values.append(-sum / Float(LayoutFeatures.count))
      }
    }
    return values
  }
}

/// What is counted of the layout of one response, in Unicode scalars and lines.
package struct LayoutFeatures {
  package static let count = 6

  private var characters = 0
  private var symbols = 0
  private var emphases = 0
  private var lines = 0
  private var listItems = 0
  private var headings = 0

  package init(_ text: String) {
    for line in text.unicodeScalars.split(separator: "\n") { add(line) }
    characters = text.unicodeScalars.count
  }

  /// ln(1 + characters), ln(1 + lines that are not blank), the shares of these lines that are list
  /// items and headings, the share of characters that are marks, ln(1 + asterisks and backticks).
  package var values: [Float] {
    let lineCount = Float(max(1, lines))
    return [
      Self.logarithm(characters), Self.logarithm(lines), Float(listItems) / lineCount,
      Float(headings) / lineCount, Float(symbols) / Float(max(1, characters)),
      Self.logarithm(emphases),
    ]
  }

  private static func logarithm(_ count: Int) -> Float { Float(naturalLog(Double(1 + count))) }

  private mutating func add(_ line: Substring.UnicodeScalarView) {
    guard let start = line.firstIndex(where: { ScalarKind($0) != .space }) else { return }
    lines += 1
    for scalar in line[start...] where ScalarKind(scalar) == .symbol {
      symbols += 1
      if scalar == "*" || scalar == "`" { emphases += 1 }
    }
    let head = line[start...].prefix { ScalarKind($0) != .space }
    if line[start] == "#" { headings += 1 }
    if Self.isListMark(head) { listItems += 1 }
  }

  /// `-`, `*`, `+` or a bullet alone, or a number or letter with a full stop or bracket.
  private static func isListMark(_ head: Substring.UnicodeScalarView) -> Bool {
    let marks: [Unicode.Scalar] = ["-", "*", "+", "•", "–"]
    if head.count == 1 { return marks.contains(head.first!) }
    guard let last = head.last, last == "." || last == ")" else { return false }
    let number = head.dropLast()
    return number.count <= 3
      && (number.allSatisfy { ("0"..."9").contains($0) }
        || number.count == 1 && number.allSatisfy { $0.properties.isAlphabetic && $0.isASCII })
  }
}
