import Evidence
import Foundation
import Testing

/// Memory is measured for the whole process: one test at a time, and margins for the other suites.
@Suite(.serialized) struct LongLogTests {
  @Test func aLineWithoutEndIsRefusedBeforeItFillsTheMemory() async throws {
    let study = try await TestStudy.recorded(2)
    try study.replaceLog(try study.lines() + [Data(count: 17 << 20)])
    let problem = try study.verify().problem
    #expect(problem?.kind == .corrupt(.edited))
    #expect(problem?.line == 3)
    #expect(failure { _ = try study.open() } == problem)
  }

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
      try Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
      let before = try peakMemory()
      #expect(try study.verify().lines == 20_000)
      #expect(try peakMemory() - before < 20_000)
    }

    /// 100,000 exchanges whose requests and answers repeat, as those of small models do: the lists
    /// stay short, so that the test does not take minutes to write its own input.
    @Test func aBagOf100000ExchangesIsVerifiedInSecondsAndLittleMemory() async throws {
      let study = try TestStudy()
      let entries = try (0..<1_000).map { try study.exchange($0) }
      let log = try study.open()
      for _ in 0..<10 {
        try await withThrowingTaskGroup { group in
          for index in 0..<10_000 {
            group.addTask { try await log.append(entries[index % 1_000]) }
          }
          try await group.waitForAll()
        }
      }
      await log.close()
      var payload = Payload()
      try payload.add(record: study.folder)
      let bag = BagFolder(study.folder.url.appendingPathComponent("case"))
      _ = try Seal(payload: payload, agent: "test 1", key: SigningKey()).write(to: bag)
      try Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
      let before = try peakMemory()
      let start = ContinuousClock.now
      let found = try BagVerification(of: bag)
      #expect(found.problems == [])
      #expect(found.lines == 100_000)
      #expect(ContinuousClock.now - start < .seconds(60))
      #expect(try peakMemory() - before < 20_000)
    }

    /// The most memory, in KiB, that this process has held since the mark was last cleared.
    private func peakMemory() throws -> Int {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let match = try #require(status.firstMatch(of: /VmHWM:\s+(\d+) kB/))
      return try #require(Int(match.1))
    }
  #endif
}
