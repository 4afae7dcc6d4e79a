import Foundation
import Probing
import Testing

struct GeneratedSetTests {
  /// The folder of shipped sets, beside `Tests`.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("probesets")

  @Test func generatingGivesTheShippedBytes() throws {
    for set in GeneratedSets.all {
      let path = Self.folder.appendingPathComponent("\(set.header.name).jsonl").path
      let shipped = try #require(FileManager.default.contents(atPath: path), "\(path)")
      #expect(set.encoded() == shipped, "\(set.header.name)")
    }
  }

  @Test func formsAreManyAndNoneDominates() {
    for set in GeneratedSets.all {
      let forms = Dictionary(grouping: set.probes) { Self.form(of: $0) }
      #expect(forms.count >= 15)
      let largest = forms.values.map(\.count).max() ?? 0
      #expect(largest * 10 <= set.probes.count, "\(set.header.name)")
    }
  }

  private static func form(of probe: Probe) -> String {
    probe.id.split(separator: "-").dropFirst().dropLast().joined(separator: "-")
  }

  /// Sums, products and brackets against evaluating the expression in the prompt.
  @Test func arithmeticKeysAgainstExpressionEvaluation() throws {
    let forms: Set = ["chain", "two-products", "brackets"]
    let probes = GeneratedSets.arithmetic.probes.filter { forms.contains(Self.form(of: $0)) }
    for probe in probes {
      let prompt = probe.prompt[0].content
      let match = try #require(prompt.firstMatch(of: /[(\d][-+×*·\d() ]*[\d)]/))
      var parser = ExpressionParser(String(match.output))
      #expect(parser.sum() == Int(probe.key ?? ""), "\(prompt)")
    }
    #expect(probes.count >= 54)
  }

  /// Weekdays and dates against Foundation's calendar.
  @Test func calendarAgainstFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = calendar.timeZone
    formatter.dateFormat = "yyyy-MM-dd EEEE"
    let start = CivilDate(year: 1901, month: 2, day: 27)
    let first = calendar.date(from: DateComponents(year: 1901, month: 2, day: 27))!
    for days in stride(from: 0, to: 60_000, by: 17) {
      let date = CivilDate(dayNumber: start.dayNumber + days)
      let expected = formatter.string(from: first.addingTimeInterval(Double(days) * 86_400))
      #expect("\(date.iso) \(date.weekday)" == expected)
    }
  }

  /// The first outputs for seed 1234567, as published with the generator.
  @Test func splitMix64AgainstPublishedOutputs() {
    var random = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { _ in random.next() } == expected)
  }
}

/// Sums of products with brackets.
private struct ExpressionParser {
  private var rest: Substring

  init(_ text: String) { rest = Substring(text.filter { $0 != " " }) }

  mutating func sum() -> Int {
    var value = product()
    while let sign = rest.first, sign == "+" || sign == "-" {
      rest.removeFirst()
      value += sign == "+" ? product() : -product()
    }
    return value
  }

  private mutating func product() -> Int {
    var value = factor()
    while let sign = rest.first, "×*·".contains(sign) {
      rest.removeFirst()
      value *= factor()
    }
    return value
  }

  private mutating func factor() -> Int {
    if rest.first == "(" {
      rest.removeFirst()
      defer { rest.removeFirst() }
      return sum()
    }
    let digits = rest.prefix { $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Int(digits) ?? 0
  }
}
