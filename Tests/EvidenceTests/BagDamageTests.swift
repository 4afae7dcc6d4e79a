import Evidence
import Foundation
import Testing

/// Every way of changing a bag is found, named and placed.
@Suite struct BagDamageTests {
  /// A bag of every kind of file, small enough to verify once for each of its bytes.
  private func smallBag(_ key: SigningKey? = SigningKey()) async throws -> TestBag {
    try await TestBag(
      exchanges: 2, key: key,
      further: ["data/probes/ü.jsonl": Data("q\r\n".utf8), "data/report/empty": Data()])
  }

  @Test(arguments: [true, false])
  func everyFlippedByteIsFoundInItsFile(isSigned: Bool) async throws {
    let bag = try await smallBag(isSigned ? SigningKey() : nil)
    for path in try bag.files() {
      let bytes = try bag.read(path)
      for index in bytes.indices {
        var flipped = bytes
        flipped[index] ^= [0x01, 0x20, 0x80][index % 3]
        try bag.write(flipped, to: path)
        let problem = try bag.verify().problems.first { $0.kind != .corrupt(.unsigned) }
        #expect(problem?.message.contains(path) == true, "\(path), byte \(index): \(problem)")
      }
      try bag.write(bytes, to: path)
    }
    #expect(try bag.problems() == (isSigned ? [] : [.corrupt(.unsigned)]))
  }

  /// One bit at a time, where a lenient reader would take two spellings for one.
  @Test func everyFlippedBitOfTheSignatureIsFound() async throws {
    let bag = try await TestBag(exchanges: 0)
    for path in [BagLayout.envelope, BagLayout.signer, BagLayout.request] {
      let bytes = try bag.read(path)
      for index in bytes.indices {
        for bit in 0..<8 {
          var flipped = bytes
          flipped[index] ^= 1 << UInt8(bit)
          try bag.write(flipped, to: path)
          let problem = try bag.verify().problems.first
          #expect(problem?.message.contains(path) == true, "\(path), byte \(index), bit \(bit)")
        }
      }
      try bag.write(bytes, to: path)
    }
  }

  @Test func everyFileCutShortOrLengthenedIsFound() async throws {
    let bag = try await smallBag()
    for path in try bag.files() {
      let bytes = try bag.read(path)
      for changed in [bytes + Data([10]), bytes + Data("x".utf8), bytes.dropLast()]
      where changed != bytes {
        try bag.write(changed, to: path)
        #expect(try bag.verify().problems.first?.message.contains(path) == true, "\(path)")
      }
      try bag.write(bytes, to: path)
    }
  }

  @Test func everyMissingFileIsNamed() async throws {
    let bag = try await smallBag()
    for path in try bag.files() {
      let bytes = try bag.read(path)
      try FileManager.default.removeItem(at: bag.bag.file(path))
      let problems = try bag.verify().problems
      #expect(problems.contains { $0.message.contains(path) }, "\(path): \(problems)")
      try bag.write(bytes, to: path)
    }
    #expect(try bag.problems() == [])
  }

  @Test(arguments: [
    "x", ".x", "data/x", "data/raw/x", "data/plan/analysis-plan.json.x", "data/zz/x",
    "signatures/x", "signatures/x/y", "zz/x",
  ])
  func everyAddedFileIsNamed(path: String) async throws {
    let bag = try await smallBag()
    let file = bag.bag.file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: file)
    let problems = try bag.verify().problems
    #expect(problems.map(\.kind) == [.corrupt(.fileExtra)])
    #expect(problems[0].message.contains(file.path))
  }

  @Test func aLinkInThePlaceOfAFileIsNotTheFile() async throws {
    let bag = try await smallBag()
    for path in ["data/log.jsonl", "data/report/empty", BagLayout.signer] {
      let elsewhere = bag.folder.appendingPathComponent("elsewhere")
      try? FileManager.default.removeItem(at: elsewhere)
      try FileManager.default.moveItem(at: bag.bag.file(path), to: elsewhere)
      try FileManager.default.createSymbolicLink(
        at: bag.bag.file(path), withDestinationURL: elsewhere)
      let problems = try bag.verify().problems
      #expect(problems.contains { $0.message.contains(path) }, "\(path)")
      try FileManager.default.removeItem(at: bag.bag.file(path))
      try FileManager.default.moveItem(at: elsewhere, to: bag.bag.file(path))
    }
  }

  @Test func twoSpellingsOfOneNameAreTwoFiles() async throws {
    let composed = "data/probes/\u{fc}.jsonl"
    let decomposed = "data/probes/u\u{308}.jsonl"
    let bag = try await TestBag(
      further: [composed: Data("1".utf8), decomposed: Data("2".utf8)])
    #expect(try bag.problems() == [])
    try bag.write(Data("2".utf8), to: composed)
    let problems = try bag.verify().problems
    #expect(problems.map(\.kind) == [.corrupt(.fileAltered)])
    #expect(Data(problems[0].message.utf8).range(of: Data(composed.utf8)) != nil)
  }

  // MARK: Somebody without the key who knows the format

  @Test func listingEverythingAnewDoesNotMendTheSignature() async throws {
    let bag = try await smallBag()
    try bag.edit("data/log.jsonl") { $0.replacing("\"status\":200", with: "\"status\":404") }
    try bag.listAnew()
    let problems = try bag.problems()
    #expect(problems.first == .corrupt(.fileAltered))
    #expect(try bag.verify().problems[0].message.contains(BagLayout.root))
    #expect(problems.contains(.corrupt(.edited)))
  }

  @Test func takingTheSignatureAwayIsSaid() async throws {
    let bag = try await smallBag()
    try FileManager.default.removeItem(at: bag.bag.file(BagLayout.envelope))
    #expect(try bag.problems() == [.corrupt(.fileMissing)])
    try FileManager.default.removeItem(at: bag.bag.file(BagLayout.signer))
    #expect(try bag.problems() == [.corrupt(.unsigned)])
  }

  @Test func signingWithAnotherKeyIsSaid() async throws {
    let bag = try await smallBag()
    let other = SigningKey()
    let found = try bag.verify(other.verificationKey)
    #expect(found.problems.map(\.kind) == [.corrupt(.unknownKey)])
    #expect(found.problems[0].message.contains("\(other.verificationKey.fingerprint)"))
    try Data(other.verificationKey.pem.utf8).write(to: bag.bag.file(BagLayout.signer))
    #expect(try bag.problems() == [.corrupt(.badSignature)])
  }

  @Test func theSignatureOfAnotherBagIsNotThisOnes() async throws {
    let key = SigningKey()
    let (bag, other) = (try await smallBag(key), try await TestBag(key: key))
    try bag.write(try other.read(BagLayout.envelope), to: BagLayout.envelope)
    #expect(try bag.problems() == [.corrupt(.fileAltered)])
  }

  @Test(arguments: ["reordered", "dropped", "edited", "truncated", "inserted", "torn"])
  func damageToTheLogIsPlacedEvenWhereListsWereMended(kind: String) async throws {
    let bag = try await TestBag(exchanges: 6, key: nil)
    var lines = String(decoding: try bag.read(BagLayout.log), as: UTF8.self)
      .split(separator: "\n").map { $0 + "\n" }
    switch kind {
    case "reordered": lines.swapAt(2, 4)
    case "dropped": lines.remove(at: 2)
    case "edited": lines[2] = lines[2].replacing("suspect", with: "source")
    case "truncated": lines.removeLast(4)
    case "inserted": lines.insert(lines[1], at: 2)
    default: lines = lines.dropLast(1) + ["{\"seq\":"]
    }
    try bag.write(Data(lines.joined().utf8), to: BagLayout.log)
    try bag.listAnew()
    let problem = try #require(
      try bag.verify().problems.first { $0.line != nil && $0.kind != .corrupt(.malformed) })
    #expect(problem.message.contains(BagLayout.log))
    let damage = EvidenceError.Damage(rawValue: kind)!
    #expect(problem.kind == .corrupt(damage))
    #expect(problem.line == (kind == "torn" ? 6 : 3))
  }

  @Test func anExchangeWithoutItsBytesIsPlacedEvenWhereListsWereMended() async throws {
    let bag = try await TestBag(exchanges: 3, key: nil)
    let digest = try #require(try bag.study.entries()[1].entry.responseDigest)
    let path = "data/raw/\(digest.description.prefix(2))/\(digest).res"
    let bytes = try bag.read(path)
    try FileManager.default.removeItem(at: bag.bag.file(path))
    try bag.listAnew()
    let missing = try bag.verify().problems.first { $0.line != nil }
    #expect(missing?.kind == .corrupt(.rawMissing))
    #expect(missing?.line == 2)
    try bag.write(bytes + bytes, to: path)
    try bag.listAnew()
    let altered = try bag.verify().problems.first { $0.kind == .corrupt(.rawAltered) }
    #expect(altered?.message.contains(path) == true)
  }

  @Test func anotherPlanIsNotTheOneTheLogBeganUnder() async throws {
    let bag = try await TestBag(key: nil)
    try bag.edit(BagLayout.plan) { $0.replacing("Ærlig", with: "Ærligt") }
    try bag.listAnew()
    #expect(try bag.problems().contains(.corrupt(.wrongPlan)))
  }

  @Test func aFolderThatIsNoBagIsSaid() {
    let nothing = BagFolder(URL(fileURLWithPath: "/no/such/bag"))
    #expect(failure { _ = try BagVerification(of: nothing) }?.kind == .missing)
  }

  @Test func manyProblemsAreCountedAndTheFirstKept() async throws {
    let bag = try await TestBag(exchanges: 60)
    try FileManager.default.removeItem(at: bag.bag.file(BagLayout.raw))
    let found = try bag.verify()
    #expect(found.problems.count == BagVerification.longestList)
    #expect(found.problemCount == 121)
  }
}
