import Evidence
import Foundation
import Testing

/// Every way of changing a log is found, named and placed.
@Suite struct ChainDamageTests {
  @Test(arguments: [0, 1, 5])
  func anUntouchedLogIsGood(lines: Int) async throws {
    let study = try await TestStudy.recorded(lines)
    let found = try study.verify()
    #expect(found.problem == nil)
    #expect(found.lines == lines)
    #expect(found.rawFiles == 2 * lines)
  }

  @Test func theChainAgainstObviousLoop() async throws {
    let study = try await TestStudy.recorded(7)
    var previous = Digest256(of: TestStudy.planBytes)
    for (index, line) in try study.lines().enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      #expect(text.contains("\"prev\":\"\(previous)\""))
      #expect(text.contains("\"seq\":\(index + 1),"))
      previous = Digest256(of: line)
    }
    #expect(try String(contentsOf: study.folder.head, encoding: .utf8) == "7 \(previous)\n")
  }

  @Test(arguments: 0..<6)
  func anEditedLineIsNamed(index: Int) async throws {
    let study = try await TestStudy.recorded(6)
    var lines = try study.lines()
    let text = String(decoding: lines[index], as: UTF8.self)
    lines[index] = Data(text.replacing("\"status\":200", with: "\"status\":404").utf8)
    try study.replaceLog(lines)
    try expect(study, .edited, line: index + 1)
  }

  @Test(arguments: 0..<5)
  func aDroppedLineIsNamed(index: Int) async throws {
    let study = try await TestStudy.recorded(6)
    var lines = try study.lines()
    lines.remove(at: index)
    try study.replaceLog(lines)
    try expect(study, .dropped, line: index + 1)
  }

  @Test(arguments: 0..<6)
  func swappedLinesAreNamed(index: Int) async throws {
    let study = try await TestStudy.recorded(6)
    for other in (index + 1)..<6 {
      var lines = try study.lines()
      lines.swapAt(index, other)
      try study.replaceLog(lines)
      try expect(study, .reordered, line: index + 1)
      lines.swapAt(index, other)
      try study.replaceLog(lines)
    }
  }

  @Test(arguments: 0..<6)
  func aCopiedLineIsNamed(index: Int) async throws {
    let study = try await TestStudy.recorded(6)
    var lines = try study.lines()
    lines.insert(lines[index], at: index + 1)
    try study.replaceLog(lines)
    try expect(study, .inserted, line: index + 2)
  }

  @Test(arguments: 0..<6)
  func aLogCutAfterAnyLineIsTruncated(kept: Int) async throws {
    let study = try await TestStudy.recorded(6)
    try study.replaceLog(Array(try study.lines().prefix(kept)))
    try expect(study, .truncated, line: kept + 1)
  }

  @Test func aLogCutAtAnyByteIsNotGood() async throws {
    let study = try await TestStudy.recorded(3)
    let lines = try study.lines()
    let bytes = Data(lines.joined())
    for length in 0..<bytes.count {
      try bytes.prefix(length).write(to: study.folder.log)
      let isInLastLine = length > lines[0].count + lines[1].count
      let complete = bytes.prefix(length).count { $0 == 10 }
      try expect(study, isInLastLine ? .torn : .truncated, line: complete + 1, andOpening: false)
    }
  }

  @Test(arguments: [0x01, 0x20, 0x80] as [UInt8])
  func everyFlippedByteIsFoundInItsLine(mask: UInt8) async throws {
    let study = try await TestStudy.recorded(4)
    let bytes = Data(try study.lines().joined())
    for index in bytes.indices {
      var flipped = bytes
      flipped[index] ^= mask
      try flipped.write(to: study.folder.log)
      let problem = try study.verify().problem
      #expect(problem?.line == bytes[..<index].count { $0 == 10 } + 1, "byte \(index): \(problem)")
    }
  }

  @Test func everyFlippedByteOfTheHeadAndThePlanIsFound() async throws {
    let study = try await TestStudy.recorded(2)
    for file in [study.folder.head, study.folder.plan] {
      let bytes = try Data(contentsOf: file)
      for index in bytes.indices {
        var flipped = bytes
        flipped[index] ^= 1
        try flipped.write(to: file)
        #expect(try study.verify().problem != nil, "\(file.lastPathComponent), byte \(index)")
      }
      try bytes.write(to: file)
    }
    #expect(try study.verify().problem == nil)
  }

  @Test(arguments: [0, 1, 3])
  func anotherPlanIsRefused(lines: Int) async throws {
    let study = try await TestStudy.recorded(lines)
    try Data("{}".utf8).write(to: study.folder.plan)
    #expect(try study.verify().problem?.kind == .corrupt(.wrongPlan))
    let error = failure {
      _ = try ExchangeLog(in: study.folder, plan: Digest256(of: Data("{}".utf8)))
    }
    #expect(error?.kind == .corrupt(.wrongPlan))
  }

  @Test func aMissingHeadIsNotReplaced() async throws {
    let study = try await TestStudy.recorded(2)
    try FileManager.default.removeItem(at: study.folder.head)
    try expect(study, .headMissing, line: nil)
  }

  @Test func aMissingLogIsNotBegunAgain() async throws {
    let study = try await TestStudy.recorded(2)
    try FileManager.default.removeItem(at: study.folder.log)
    #expect(failure { _ = try study.verify() }?.kind == .missing)
    #expect(failure { _ = try study.open() } != nil)
    #expect(!FileManager.default.fileExists(atPath: study.folder.log.path))
  }

  /// The problem is found by verifying, and the log is not opened for writing.
  private func expect(
    _ study: TestStudy, _ damage: EvidenceError.Damage, line: Int?, andOpening: Bool = true,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let problem = try study.verify().problem
    #expect(problem?.kind == .corrupt(damage), sourceLocation: location)
    #expect(problem?.line == line, sourceLocation: location)
    guard andOpening else { return }
    let before = try Data(contentsOf: study.folder.log)
    #expect(failure { _ = try study.open() } == problem, sourceLocation: location)
    #expect(try Data(contentsOf: study.folder.log) == before, sourceLocation: location)
  }
}
