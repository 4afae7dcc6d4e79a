import Evidence
import Foundation
import Testing

@Suite struct LongLogTests {
  #if os(Linux)
    @Test func aLogOf64MegabytesIsVerifiedInLittleMemory() async throws {
      let study = try TestStudy()
      let log = try study.open()
      var entry = LogEntry(.exchange)
      entry.message = String(repeating: "x", count: 3_000)
      for _ in 0..<200 {
        try await withThrowingTaskGroup { group in
          for _ in 0..<100 { group.addTask { [entry] in try await log.append(entry) } }
          try await group.waitForAll()
        }
      }
      let before = try peakMemory()
      #expect(try study.verify().lines == 20_000)
      #expect(try peakMemory() - before < 20_000)
    }

    /// The most memory this process has held, in KiB.
    private func peakMemory() throws -> Int {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let match = try #require(status.firstMatch(of: /VmHWM:\s+(\d+) kB/))
      return try #require(Int(match.1))
    }
  #endif
}
