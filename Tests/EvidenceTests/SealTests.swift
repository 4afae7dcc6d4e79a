import Evidence
import Foundation
import Testing

@Suite struct SealTests {
  @Test(arguments: [0, 1, 4])
  func aSealedBagIsGood(exchanges: Int) async throws {
    let bag = try await TestBag(exchanges: exchanges)
    let found = try bag.verify(bag.key?.verificationKey)
    #expect(found.problems == [])
    #expect(found.problemCount == 0)
    #expect(found.lines == exchanges)
    #expect(found.files == 3 + 2 * exchanges)
    #expect(found.signer == bag.key?.verificationKey)
    #expect(found.sealedAt != nil)
    #expect(!found.isRedacted)
  }

  @Test func theFilesAreThoseOfTheLayout() async throws {
    let bag = try await TestBag(exchanges: 1)
    let raw = try bag.files().filter { $0.hasPrefix("data/raw/") }
    #expect(raw.count == 2)
    #expect(
      try bag.files().filter { !$0.hasPrefix("data/raw/") } == [
        "bag-info.txt", "bagit.txt", "data/log.head", "data/log.jsonl",
        "data/plan/analysis-plan.json", "manifest-sha256.txt", "signatures/case.dsse.json",
        "signatures/signer.pub.pem", "signatures/tagmanifest.tsq", "tagmanifest-sha256.txt",
      ])
    #expect(try bag.read(BagLayout.request).count == 59)
    let info = String(decoding: try bag.read(BagLayout.info), as: UTF8.self)
    #expect(info.contains("External-Identifier: a b: c\n"))
    #expect(info.contains("\nPayload-Oxum: "))
    let left = try FileManager.default.contentsOfDirectory(atPath: bag.folder.path)
    #expect(left == ["case"])
  }

  @Test func aBagIsNeverOverwritten() async throws {
    let bag = try await TestBag()
    let before = try bag.read(BagLayout.root)
    let error = failure {
      _ = try Seal(payload: Payload(), agent: "test 1").write(to: bag.bag)
    }
    #expect(error?.kind == .exists)
    #expect(try bag.read(BagLayout.root) == before)
  }

  @Test func aDamagedRecordIsNotSealed() async throws {
    let study = try await TestStudy.recorded(3)
    var lines = try study.lines()
    lines.swapAt(0, 1)
    try study.replaceLog(lines)
    let error = try refused(study)
    #expect(error?.kind == .corrupt(.reordered))
    #expect(error?.line == 1)
  }

  @Test func aRecordWithAMissingAnswerIsNotSealed() async throws {
    let study = try await TestStudy.recorded(3)
    let entry = try study.entries()[1].entry
    let file = RawStore(in: study.folder).file(of: try #require(entry.responseDigest), .response)
    try FileManager.default.removeItem(at: file)
    let error = try refused(study)
    #expect(error?.kind == .corrupt(.rawMissing))
    #expect(error?.line == 2)
  }

  @Test func aNameThatToolsWriteDifferentlyIsRefused() async throws {
    for name in ["a%20b", "a\\b", "a\nb", "a\rb", "a\u{7f}b", "../b", "a//b", "./a"] {
      let study = try await TestStudy.recorded(0)
      let error = try refused(study, further: ["data/probes/\(name)": Data()])
      #expect(error?.kind == .unusable, "\(name)")
    }
  }

  @Test func aSecretInAnyFileIsRefusedAndNotPrinted() async throws {
    let secret = "sk-planted-0123456789"
    let secrets = ForbiddenText(environment: ["SOME_API_KEY": secret, "PATH": "0123456789ab"])
    // Across the border of two chunks of reading, and at the very end.
    for place in [0, 65_530, 200_000] {
      let study = try await TestStudy.recorded(1)
      let bytes = Data(count: place) + Data(secret.utf8)
      let error = try refused(study, further: ["data/x/y": bytes], secrets: secrets)
      #expect(error?.kind == .corrupt(.secret))
      #expect(error?.message.contains("data/x/y") == true)
      #expect(error?.message.contains("SOME_API_KEY") == true)
      #expect(error?.message.contains(secret) == false)
    }
    let study = try await TestStudy.recorded(1)
    #expect(
      try refused(study, further: ["data/x": Data("0123456789ab".utf8)], secrets: secrets) == nil)
  }

  @Test func aStudyThatIsBeingWrittenIsNotSealed() async throws {
    let study = try await TestStudy.recorded(2)
    let log = try study.open()
    #expect(failure { try study.folder.withoutWriters {} }?.kind == .inUse)
    await log.close()
    #expect(try study.folder.withoutWriters { 1 } == 1)
    #expect(failure { _ = try study.open() } == nil)
  }

  /// The error of sealing; nothing is left behind when there is one.
  private func refused(
    _ study: TestStudy, further: [String: Data] = [:],
    secrets: ForbiddenText = ForbiddenText([:])
  ) throws -> EvidenceError? {
    let folder = study.folder.url.appendingPathComponent("sealed")
    var payload = Payload()
    try payload.add(record: study.folder)
    // Through files, as sealing does, so that reading comes in chunks.
    for (index, (path, bytes)) in further.enumerated() {
      let file = study.folder.url.appendingPathComponent("further-\(index)")
      try bytes.write(to: file)
      payload.add(.file(file), at: path)
    }
    let error = failure {
      _ = try Seal(payload: payload, agent: "test 1", secrets: secrets)
        .write(to: BagFolder(folder.appendingPathComponent("case")))
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left == (error == nil ? ["case"] : []))
    return error
  }
}
