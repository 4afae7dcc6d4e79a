import Evidence
import Foundation
import Testing

/// The chain is checked with a shell and sha256sum alone, as someone without this program would.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/sha256sum")))
struct OutsideVerificationTests {
  private static let script = #"""
    prev=$(sha256sum < plan.json | cut -d' ' -f1); n=0
    while [ "$n" -lt "$(wc -l < log.jsonl)" ]; do n=$((n+1))
      head -n "$n" log.jsonl | tail -n 1 | grep -q "\"prev\":\"$prev\"" || { echo "broken $n"; exit 1; }
      prev=$(head -n "$n" log.jsonl | tail -n 1 | sha256sum | cut -d' ' -f1)
    done
    [ "$(cat log.head)" = "$n $prev" ] && echo "good $n"
    """#

  @Test func theChainAgainstSha256sum() async throws {
    let study = try await TestStudy.recorded(5)
    #expect(try run(in: study) == "good 5\n")
    var lines = try study.lines()
    lines.swapAt(1, 2)
    try study.replaceLog(lines)
    #expect(try run(in: study) == "broken 2\n")
  }

  private func run(in study: TestStudy) throws -> String {
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", Self.script]
    shell.currentDirectoryURL = study.folder.url
    shell.standardOutput = output
    try shell.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
