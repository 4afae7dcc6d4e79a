import Foundation
import Reporting

/// A check as JUnit XML: a gate that failed is a failure, one that the data cannot decide is skipped,
/// and what kept the check from being made is an error.
///
/// Written to satisfy the schemas of Jenkins (`junit-10.xsd`) and of Apache Ant
/// (`JUnit.xsd`), which ask for different attributes.
struct JUnit {
  let result: CheckResult
  /// Of the beginning of the check, and how long it took.
  let start: Date
  let seconds: Double

  /// The name that the test cases of a check stand under.
  private var name: String { "filiation.\(result.study)" }

  /// Whether a file may be replaced by one of this kind: only another one, an empty one, or none.
  static func mayReplace(_ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { return true }
    return data.starts(with: Data("<?xml".utf8))
  }

  var text: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite \(suite)>
        <properties>
    \(properties.map { "      " + $0 }.joined(separator: "\n"))
        </properties>
    \(cases.joined(separator: "\n"))
        <system-out>\(Escaping.xml(result.line))</system-out>
        <system-err>\(Escaping.xml(CheckResult.caution))</system-err>
      </testsuite>
    </testsuites>

    """
  }

  private var suite: String {
    [
      ("name", name), ("package", "filiation"), ("id", "0"), ("hostname", "localhost"),
      ("timestamp", timestamp), ("tests", String(max(1, result.gates.count))),
      ("failures", String(count(.failed))), ("errors", result.error == nil ? "0" : "1"),
      ("skipped", String(count(.inconclusive) + count(.skipped))), ("time", time),
    ].map { "\($0)=\"\(Escaping.xml($1))\"" }.joined(separator: " ")
  }

  private var properties: [String] {
    let values = [
      ("verdict", result.verdict.rawValue), ("status", String(result.status)),
      ("suspect", result.suspect), ("baseline", result.baseline ?? ""),
    ]
    return values.map { name, value in
      "<property name=\"\(name)\" value=\"\(Escaping.xml(value))\"/>"
    }
  }

  private var cases: [String] {
    if let error = result.error {
      return [
        testCase(
          "check",
          #"<error type="status-\#(result.status)" message="\#(firstLine(error))">"#
            + "\(Escaping.xml(error))</error>")
      ]
    }
    if result.gates.isEmpty { return [testCase("update-baseline", nil)] }
    return result.gates.map { testCase($0.name, element($0)) }
  }

  private func element(_ gate: GateOutcome) -> String? {
    let message = Escaping.xml(gate.message)
    return switch gate.verdict {
    case .passed: nil
    case .failed: "<failure type=\"\(gate.gate)\" message=\"\(message)\">\(message)</failure>"
    case .inconclusive, .skipped: "<skipped message=\"\(message)\"/>"
    }
  }

  private func testCase(_ name: String, _ element: String?) -> String {
    let start =
      "    <testcase name=\"\(Escaping.xml(name))\" "
      + "classname=\"\(Escaping.xml(self.name))\" time=\"0\""
    return element.map { "\(start)>\($0)</testcase>" } ?? "\(start)/>"
  }

  private func firstLine(_ text: String) -> String {
    Escaping.xml(String(text.split(separator: "\n").first ?? ""))
  }

  private func count(_ verdict: GateOutcome.Verdict) -> Int {
    result.gates.count { $0.verdict == verdict }
  }

  private var time: String { max(0, seconds).rounded(toPlaces: 3) }

  /// UTC without a zone, as Ant's schema has it.
  private var timestamp: String {
    String(start.formatted(.iso8601).dropLast(1))
  }
}
