import Evidence
import Foundation
import Testing

@Suite struct RawStoreTests {
  @Test(arguments: [0, 1, 200_000])
  func bytesComeBackExactly(size: Int) throws {
    let study = try TestStudy()
    let raw = RawStore(in: study.folder)
    let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    let digest = try raw.write(bytes, as: .response)
    #expect(digest == Digest256(of: bytes))
    #expect(try raw.read(digest, .response) == bytes)
    let hex = digest.description
    let path = study.folder.url.path + "/raw/\(hex.prefix(2))/\(hex).res"
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
  }

  @Test func theSameBytesAreWrittenOnce() throws {
    let study = try TestStudy()
    let raw = RawStore(in: study.folder)
    let digest = try raw.write(Data("a".utf8), as: .request)
    let first = try modified(raw.file(of: digest, .request))
    #expect(try raw.write(Data("a".utf8), as: .request) == digest)
    #expect(try modified(raw.file(of: digest, .request)) == first)
    let left = try FileManager.default.contentsOfDirectory(
      atPath: study.folder.raw.appendingPathComponent("incoming").path)
    #expect(left.isEmpty)
  }

  @Test func bytesThatComeWithALineAreThereWhenItIs() async throws {
    let study = try TestStudy()
    let log = try study.open()
    for index in 0..<3 {
      let named = [ExactBytes(Data("\(index)".utf8), as: .response)]
      var entry = LogEntry(.exchange)
      entry.responseDigest = named[0].digest
      try await log.append(entry, naming: named)
      let found = try study.verify()
      #expect(found.problem == nil && found.lines == index + 1 && found.rawFiles == index + 1)
    }
  }

  @Test func whatALossOfPowerLeftOfAFileIsWrittenAgain() async throws {
    let study = try TestStudy()
    let raw = RawStore(in: study.folder)
    let bytes = Data("the whole answer".utf8)
    let digest = try raw.write(bytes, as: .response)
    for rest in ["", "the whole"] {
      try Data(rest.utf8).write(to: raw.file(of: digest, .response))
      let log = try study.open()
      try await log.append(LogEntry(.exchange), naming: [ExactBytes(bytes, as: .response)])
      await log.close()
      #expect(try raw.read(digest, .response) == bytes)
    }
    #expect(try study.verify().lines == 2)
  }

  /// Of lines that wait together, those before the one whose bytes cannot be kept are kept.
  @Test func oneBadFileCostsNoLineBeforeIt() async throws {
    let study = try TestStudy()
    let raw = RawStore(in: study.folder)
    let bad = Data("answer 25".utf8)
    try Data("ANSWER 25".utf8).write(to: raw.file(of: try raw.write(bad, as: .response), .response))
    let log = try study.open()
    let kept = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask {
          let answer = ExactBytes(Data("answer \(number)".utf8), as: .response)
          return (try? await log.append(LogEntry(.exchange), naming: [answer])) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    await log.close()
    #expect(kept < 50)
    let verified = try study.verify()
    #expect(verified.problem == nil)
    #expect(verified.lines == kept)
  }

  @Test func aLineWhoseBytesCannotBeKeptIsNotWritten() async throws {
    let study = try TestStudy()
    let raw = RawStore(in: study.folder)
    let file = raw.file(of: try raw.write(Data("a".utf8), as: .response), .response)
    try Data("b".utf8).write(to: file)
    let log = try study.open()
    for _ in 0..<2 {
      let error = await #expect(throws: EvidenceError.self) {
        try await log.append(
          LogEntry(.exchange), naming: [ExactBytes(Data("a".utf8), as: .response)])
      }
      #expect(error?.kind == .corrupt(.rawAltered))
    }
    await log.close()
    #expect(try study.verify().lines == 0)
  }

  @Test func aMissingFileIsNamedWithItsLine() async throws {
    let study = try await TestStudy.recorded(3)
    let raw = RawStore(in: study.folder)
    let digest = try #require(try study.entries()[1].entry.responseDigest)
    let file = raw.file(of: digest, .response)
    try FileManager.default.removeItem(at: file)
    let problem = try #require(try study.verify().problem)
    #expect(problem.kind == .corrupt(.rawMissing))
    #expect(problem.line == 2)
    #expect(problem.message.contains(file.path))
    #expect(failure { _ = try raw.read(digest, .response) }?.kind == .corrupt(.rawMissing))
  }

  @Test func anAlteredFileIsNamedAndNotWrittenOver() async throws {
    let study = try await TestStudy.recorded(3)
    let raw = RawStore(in: study.folder)
    let digest = try #require(try study.entries()[2].entry.requestDigest)
    let file = raw.file(of: digest, .request)
    try Data("request X".utf8).write(to: file)
    let problem = try #require(try study.verify().problem)
    #expect(problem.kind == .corrupt(.rawAltered))
    #expect(problem.line == 3)
    #expect(problem.message.contains(file.path))
    #expect(failure { _ = try raw.read(digest, .request) }?.kind == .corrupt(.rawAltered))
    let error = failure { _ = try raw.write(Data("request 2".utf8), as: .request) }
    #expect(error?.kind == .corrupt(.rawAltered))
    #expect(try Data(contentsOf: file) == Data("request X".utf8))
  }

  private func modified(_ file: URL) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
  }
}
