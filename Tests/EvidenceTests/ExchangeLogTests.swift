import Evidence
import Foundation
import Testing

@Suite struct ExchangeLogTests {
  @Test func reopeningContinuesTheChain() async throws {
    let study = try await TestStudy.recorded(3)
    let log = try study.open()
    #expect(log.quarantine == nil)
    #expect(await log.lastLine.seq == 3)
    let line = try await log.append(LogEntry(.resume))
    #expect(line.seq == 4)
    #expect(try study.verify().lines == 4)
  }

  @Test func concurrentAppendsMakeOneChain() async throws {
    let study = try TestStudy()
    let log = try study.open()
    let returned = try await withThrowingTaskGroup { group in
      for index in 0..<500 {
        group.addTask {
          var entry = LogEntry(.exchange)
          entry.sample = index
          return try await log.append(entry)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    var told: [[Int?]] = []
    let found = try LogVerification.verify(study.folder) { told.append([$0.done, $0.total]) }
    #expect(found.lines == 500)
    #expect(told == [100, 200, 300, 400, 500].map { [$0, 500] })
    #expect(try study.entries() == returned.sorted { $0.seq < $1.seq })
    #expect(Set(returned.compactMap(\.entry.sample)) == Set(0..<500))
  }

  @Test func aLineIsCountedOnDiskWhenAppendReturns() async throws {
    let study = try TestStudy()
    let log = try study.open()
    for number in 1...5 {
      let line = try await log.append(LogEntry(.exchange))
      let last = try #require(try study.lines().last)
      #expect(
        try String(contentsOf: study.folder.head, encoding: .utf8)
          == "\(number) \(Digest256(of: last))\n")
      #expect(line.seq == number)
    }
  }

  @Test func anAppendInACancelledTaskIsFinished() async throws {
    let study = try TestStudy()
    let log = try study.open()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await log.append(LogEntry(.stop))
    }
    task.cancel()
    #expect(try await task.value.seq == 1)
    #expect(try study.verify().lines == 1)
  }

  /// A crash leaves any part of the last line, which `log.head` does not count yet.
  @Test func aLogTornAtAnyByteIsRecovered() async throws {
    let study = try await TestStudy.recorded(2)
    let good = try Data(contentsOf: study.folder.log)
    let head = try Data(contentsOf: study.folder.head)
    try await study.open().append(LogEntry(.exchange))
    let last = try #require(try study.lines().last)
    for length in 0...last.count {
      try (good + last.prefix(length)).write(to: study.folder.log)
      try head.write(to: study.folder.head)
      let log = try study.open()
      let isTorn = length > 0 && length < last.count
      #expect((log.quarantine != nil) == isTorn, "\(length) bytes")
      if let quarantine = log.quarantine {
        #expect(try Data(contentsOf: quarantine.file) == last.prefix(length))
        #expect(quarantine.file.lastPathComponent == "log.quarantine-\(length).jsonl")
        #expect(quarantine.line == 3)
        #expect(!quarantine.wasCounted)
      }
      try await log.append(LogEntry(.resume))
      await log.close()
      let found = try study.verify()
      #expect(found.problem == nil, "\(length) bytes")
      #expect(found.lines == (length == last.count ? 4 : 3))
    }
  }

  @Test func anUncountedLastLineThatIsNotJSONIsSetAside() async throws {
    let study = try await TestStudy.recorded(2)
    let torn = Data(count: 300) + [10]
    try study.replaceLog(try study.lines() + [torn])
    #expect(try study.verify().problem?.kind == .corrupt(.torn))
    let quarantine = try #require(try study.open().quarantine)
    #expect(try Data(contentsOf: quarantine.file) == torn)
    #expect(try study.verify().problem == nil)
  }

  @Test func aTornLineThatHadBeenCountedIsSaidToBe() async throws {
    let study = try await TestStudy.recorded(3)
    let bytes = Data(try study.lines().joined())
    try bytes.dropLast(20).write(to: study.folder.log)
    let log = try study.open()
    #expect(log.quarantine?.wasCounted == true)
    #expect(log.quarantine?.line == 3)
    #expect(await log.lastLine.seq == 2)
    #expect(try study.verify().problem == nil)
  }

  @Test func aSecondWriterIsRefusedUntilTheFirstCloses() async throws {
    let study = try TestStudy()
    let log = try study.open()
    let error = failure { _ = try study.open() }
    #expect(error?.kind == .inUse)
    #expect(error?.message.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
    await log.close()
    #expect(failure { _ = try study.open() } == nil)
  }

  #if os(Linux)
    @Test func aFullDiskIsSaidAndLosesNothing() async throws {
      let study = try await TestStudy.recorded(2)
      let log = try study.open()
      let temporary = study.folder.head.appendingPathExtension("new")
      try FileManager.default.createSymbolicLink(
        atPath: temporary.path, withDestinationPath: "/dev/full")
      for _ in 0..<2 {
        let error = await #expect(throws: EvidenceError.self) {
          try await log.append(LogEntry(.stop))
        }
        #expect(error?.kind == .diskFull)
      }
      await log.close()
      try FileManager.default.removeItem(at: temporary)
      await #expect(try study.open().lastLine.seq == 3)
      #expect(try study.verify().problem == nil)
    }
  #endif

  @Test func aReadOnlyFolderIsSaid() async throws {
    let study = try await TestStudy.recorded(1)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o555], ofItemAtPath: study.folder.url.path)
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: study.folder.url.path)
    }
    let error = failure {
      try withoutPrivileges {
        _ = try RawStore(in: study.folder).write(Data("new".utf8), as: .request)
      }
    }
    #expect(error?.kind == .readOnly)
    #expect(failure { try withoutPrivileges { _ = try study.open() } }?.kind == .readOnly)
    #expect(try study.verify().problem == nil)
  }

  /// Runs `body` on this thread without root's right to write everywhere.
  private func withoutPrivileges(_ body: () throws -> Void) throws {
    guard geteuid() == 0 else { return try body() }
    typealias SetFileUser = @convention(c) (uid_t) -> Int32
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "setfsuid"))
    let setFileUser = unsafeBitCast(symbol, to: SetFileUser.self)
    _ = setFileUser(65_534)
    defer { _ = setFileUser(0) }
    try body()
  }
}
