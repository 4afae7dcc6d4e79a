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

struct RecallFactTests {
  /// Published digits.
  @Test func constantsAgainstPublishedDigits() {
    #expect(
      ConstantDigits.pi(60) == "141592653589793238462643383279502884197169399375105820974944")
    #expect(ConstantDigits.e(60) == "718281828459045235360287471352662497757247093699959574966967")
    #expect(
      ConstantDigits.squareRoot(of: 2, 60)
        == "414213562373095048801688724209698078569671875376948073176679")
    #expect(ConstantDigits.pi(1000).suffix(10) == "2164201989")
  }

  /// Digits by the series against square roots of doubles.
  @Test(arguments: [2, 3, 5, 6, 7, 10])
  func rootsAgainstDoubles(number: Int) throws {
    let digits = ConstantDigits.squareRoot(of: number, 14)
    let value = try #require(Double("\(Int(Double(number).squareRoot())).\(digits)"))
    #expect(abs(value - Double(number).squareRoot()) < 1e-12)
  }

  /// Terms as listed in the encyclopedia of integer sequences.
  @Test func sequencesAgainstPublishedTerms() {
    #expect(NumberTheory.prime(rank: 1000) == 7919)
    #expect(NumberTheory.primeCount(upTo: 10_000) == 1229)
    #expect(NumberTheory.partitions(100) == 190_569_292)
    #expect((0...6).map(NumberTheory.setPartitions) == [1, 1, 2, 5, 15, 52, 203])
    #expect((1...7).map(NumberTheory.derangements) == [0, 1, 2, 9, 44, 265, 1854])
    #expect((0...7).map(NumberTheory.catalan) == [1, 1, 2, 5, 14, 42, 132, 429])
    #expect(NumberTheory.fibonacci(90, from: (0, 1)) == 2_880_067_194_370_816_120)
    #expect(NumberTheory.binomial(49, 6) == 13_983_816)
    #expect(NumberTheory.collatzSteps(27) == 111)
  }

  @Test func arithmeticFunctionsAgainstObviousLoops() {
    for number in 2...400 {
      let divisors = (1...number).filter { number % $0 == 0 }
      #expect(NumberTheory.divisors(number) == divisors)
      #expect(NumberTheory.isPrime(number) == (divisors.count == 2))
      #expect(NumberTheory.primeFactors(number).reduce(1, *) == number)
      let coprime = (1...number).count { number.greatestCommonDivisor($0) == 1 }
      #expect(NumberTheory.totient(number) == coprime)
    }
  }

  /// Extreme and ordinary dates of Easter as printed in almanacs.
  @Test func easterAgainstPublishedDates() {
    let dates = [
      1818: "1818-03-22", 1913: "1913-03-23", 1943: "1943-04-25", 1954: "1954-04-18",
      1981: "1981-04-19", 2000: "2000-04-23", 2008: "2008-03-23", 2024: "2024-03-31",
      2038: "2038-04-25",
    ]
    for (year, date) in dates { #expect(NumberTheory.easter(year).iso == date) }
  }
}
