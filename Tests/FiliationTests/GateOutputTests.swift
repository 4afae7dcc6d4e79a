import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What services and people are given of a check.
@Suite struct GateOutputTests {
  private func checked(
    _ body: (GateStudy, Program.Outcome, URL) async throws -> Void
  ) async throws {
    try await withGates { study in
      study.gates = [
        "suspect_model: any", "gates:", "  - {gate: excess, percentile: 85}", "  - {gate: drift}",
      ]
      study.change = {
        $0.isFreeText = true
        $0.questions = 24
      }
    } _: { study in
      try await study.makeBaseline()
      // The source itself under another name: nothing is nearer.
      try study.checkpoint("next", "style-1")
      let outcome = try await study.check("next", "--junit", "gate.xml", "--json")
      try await body(study, outcome, study.folder.appendingPathComponent("next/gate.xml"))
    }
  }

  private func errorFile(_ study: GateStudy) async throws -> URL {
    try study.checkpoint("down", "unauthorised")
    let outcome = try await study.check("down", "--junit", "gate.xml")
    #expect(outcome.status == 77)
    return study.folder.appendingPathComponent("down/gate.xml")
  }

  @Test func theXMLHasTheFormAndTheCountsThatReadersExpect() async throws {
    try await checked { study, outcome, file in
      #expect(outcome.status == 1, "\(outcome.errors)")
      let failed = try JUnitShape(file)
      #expect(failed.problems.isEmpty)
      #expect(failed.counts == ["tests": 2, "failures": 1, "errors": 0, "skipped": 1])
      let error = try JUnitShape(try await errorFile(study))
      #expect(error.problems.isEmpty)
      #expect(error.counts == ["tests": 1, "failures": 0, "errors": 1, "skipped": 0])
    }
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["FILIATION_OUTSIDE"] != nil,
      "needs PyPI: run by 'make test-outside'"))
  func theXMLAgainstJenkinsAndJUnitParser() async throws {
    try await checked { study, _, file in
      let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Outside/junit.sh").path
      for (file, counts) in [(file, "2 1 0 1\n"), (try await errorFile(study), "1 0 1 0\n")] {
        let program = Program(folder: study.folder)
        let read = try await program.start(as: ["/bin/sh", script, file.path]).outcome()
        #expect(read.output == counts, "\(read.errors)")
      }
    }
  }

  @Test func theJSONHoldsEveryGateWithItsNumbers() async throws {
    try await checked { _, outcome, _ in
      let result = try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
      #expect(result.verdict == "failed")
      #expect(result.status == 1)
      #expect(result.gates.map(\.verdict) == ["failed", "inconclusive"])
      let limit = try #require(result.gates[0].limit)
      let measured = try #require(result.gates[0].measured)
      #expect(measured <= limit)
    }
  }

  private struct Result: Decodable {
    struct Gate: Decodable {
      let gate: String
      let verdict: String
      let measured: Double?
      let limit: Double?
    }

    let verdict: String
    let status: Int
    let gates: [Gate]
  }

  @Test func gitHubIsGivenAnnotationsAndASummary() async throws {
    try await checked { study, _, _ in
      let summary = study.folder.appendingPathComponent("summary.md")
      try summary.write("before\n")
      let outcome = try await study.check(
        "next", environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary.path])
      #expect(outcome.status == 1)
      let lines = outcome.errors.split(separator: "\n")
      #expect(
        lines.count { $0.hasPrefix("::error file=study.yml,title=filiation excess/t::") } == 1)
      #expect(lines.count { $0.hasPrefix("::warning file=study.yml,") } == 1)
      #expect(summary.text.hasPrefix("before\n### filiation check: failed"))
      #expect(summary.text.contains("| excess/t | failed |"))
      #expect(summary.text.contains("Failing does not mean that a model was trained"))
      let quiet = try await study.check("next")
      #expect(!quiet.errors.contains("::error"))
    }
  }

  @Test func aFailingGateSaysWhatWasExceededAndNothingMore() async throws {
    try await checked { _, outcome, file in
      let words = (outcome.output + outcome.errors + file.text).lowercased()
        .replacing("was trained on another", with: "")
      #expect(words.contains("above the 85th percentile"))
      for word in [
        "distilled", "trained on", "copied", "stolen", "proves", "confirms", "guilty", "derives",
        "match", "certain", "theft", "identical",
      ] {
        #expect(!words.contains(word), "\(word)")
      }
    }
  }
}

/// The elements and attributes that both Jenkins's and Ant's schema of JUnit files ask for, in their
/// order, and the counts that a reader would make of them.
private final class JUnitShape: NSObject, XMLParserDelegate {
  private(set) var problems: [String] = []
  private(set) var counts: [String: Int] = ["tests": 0, "failures": 0, "errors": 0, "skipped": 0]
  private var stated: [String: Int] = [:]
  private var path: [String] = []
  private var parts: [String] = []

  private static let required = [
    "testsuites": [],
    "testsuite": [
      "name", "package", "id", "hostname", "timestamp", "tests", "failures", "errors", "time",
    ],
    "properties": [], "property": ["name", "value"], "testcase": ["name", "classname", "time"],
    "failure": ["type", "message"], "error": ["type", "message"], "skipped": ["message"],
    "system-out": [], "system-err": [],
  ]
  private static let parents = [
    "testsuite": "testsuites", "properties": "testsuite", "property": "properties",
    "testcase": "testsuite", "failure": "testcase", "error": "testcase", "skipped": "testcase",
    "system-out": "testsuite", "system-err": "testsuite",
  ]
  private static let order = ["properties", "testcase", "system-out", "system-err"]

  init(_ file: URL) throws {
    super.init()
    let parser = XMLParser(data: try Data(contentsOf: file))
    parser.delegate = self
    if !parser.parse() {
      problems.append("not well-formed: \(String(describing: parser.parserError))")
    }
    if stated != counts { problems.append("states \(stated), holds \(counts)") }
    let places = parts.compactMap { Self.order.firstIndex(of: $0) }
    if places != places.sorted() { problems.append("parts out of order: \(parts)") }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    guard let required = Self.required[name] else { return problems.append("unknown \(name)") }
    let missing = required.filter { attributes[$0] == nil }
    if !missing.isEmpty { problems.append("\(name) lacks \(missing)") }
    if Self.parents[name] != path.last { problems.append("\(name) within \(path)") }
    if name == "testsuite" {
      stated = counts.mapValues { _ in -1 }.merging(
        attributes.compactMapValues { Int($0) }.filter { counts[$0.key] != nil }
      ) { $1 }
      let form = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/#
      if attributes["timestamp"]?.wholeMatch(of: form) == nil { problems.append("timestamp") }
    }
    let kinds = [
      "testcase": "tests", "failure": "failures", "error": "errors", "skipped": "skipped",
    ]
    if let kind = kinds[name] { counts[kind]! += 1 }
    if path.last == "testsuite" { parts.append(name) }
    path.append(name)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    path.removeLast()
  }
}
