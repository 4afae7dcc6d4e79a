import Evidence
import Foundation
import Testing

@Suite struct RedactionTests {
  private func redact(
    _ bag: TestBag, _ places: [String] = [BagLayout.raw], key: SigningKey? = SigningKey()
  ) throws -> BagFolder {
    let second = BagFolder(bag.folder.appendingPathComponent("disclosed"))
    let payload = try Redaction(of: bag.bag, withholding: places).payload()
    _ = try Seal(payload: payload, agent: "test 1", key: key).write(to: second)
    return second
  }

  private func bag() async throws -> TestBag {
    try await TestBag(
      exchanges: 20, further: ["data/report/report.md": Data("r".utf8), "data/x": Data()],
      guide: true)
  }

  @Test func theDisclosedPartVerifiesWithoutTheRest() async throws {
    let bag = try await bag()
    let second = try redact(bag)
    let found = try BagVerification(of: second)
    #expect(found.problems == [])
    #expect(found.isRedacted)
    #expect(found.lines == 20)
    #expect(!FileManager.default.fileExists(atPath: second.file(BagLayout.raw).path))
    for path in ["data/log.jsonl", "data/plan/analysis-plan.json", "data/report/report.md"] {
      #expect(try Data(contentsOf: second.file(path)) == bag.read(path))
    }
    let exhibit = second.file("data/redaction/manifest-sha256.txt")
    #expect(try Data(contentsOf: exhibit) == bag.read(BagLayout.manifest))
  }

  @Test func someAnswersMayBeWithheldAndOthersNot() async throws {
    let bag = try await bag()
    let raw = try bag.files().filter { $0.hasPrefix("data/raw/") }
    let second = try redact(bag, [raw[0], raw[7], raw[raw.count - 1], "data/report/"])
    #expect(try BagVerification(of: second).problems == [])
    #expect(!FileManager.default.fileExists(atPath: second.file(raw[7]).path))
    #expect(FileManager.default.fileExists(atPath: second.file(raw[8]).path))
    try FileManager.default.removeItem(at: second.file(raw[8]))
    #expect(try BagVerification(of: second).problems.count == 2)
  }

  @Test func everyFlippedByteOfTheExhibitsIsFound() async throws {
    let bag = try await TestBag(exchanges: 1)
    let second = try redact(bag)
    let folder = second.file(BagLayout.redaction)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count == 8)
    for name in names {
      let file = folder.appendingPathComponent(name)
      let bytes = try Data(contentsOf: file)
      for index in bytes.indices {
        var flipped = bytes
        flipped[index] ^= 1
        try flipped.write(to: file)
        let problem = try BagVerification(of: second).problems.first
        #expect(problem?.message.contains(name) == true, "\(name), byte \(index)")
      }
      try bytes.write(to: file)
    }
  }

  /// Whoever redacts signs the second bag; the first one's signature still holds for what is shown.
  @Test(arguments: ["shown", "withheld", "added"])
  func aDisclosureThatIsNotTheFirstBagIsFoundAlthoughItIsSigned(kind: String) async throws {
    let bag = try await bag()
    let second = BagFolder(bag.folder.appendingPathComponent("forged"))
    let honest = try redact(bag)
    var payload = Payload()
    try payload.addFolder(honest.file("data"), at: "data") { path in
      !(kind == "shown" && path == "report/report.md")
        && !(kind == "withheld" && path == "redaction/withheld-sha256.txt")
    }
    switch kind {
    case "shown": payload.add(.bytes(Data("forged".utf8)), at: "data/report/report.md")
    case "withheld": payload.add(.bytes(Data()), at: "data/redaction/withheld-sha256.txt")
    default: payload.add(.bytes(Data("forged".utf8)), at: "data/report/report.pdf")
    }
    let error = failure {
      _ = try Seal(payload: payload, agent: "test 1", key: SigningKey()).write(to: second)
    }
    let expected: EvidenceError.Damage = kind == "withheld" ? .rawMissing : .fileAltered
    #expect(error?.kind == .corrupt(expected), "\(error?.message ?? "")")
  }

  @Test(arguments: [
    BagLayout.log, BagLayout.plan, "data", "data/plan", BagLayout.guide, "data/nothing",
    "signatures", "",
  ])
  func whatCannotBeWithheldIsSaid(place: String) async throws {
    let bag = try await bag()
    #expect(failure { _ = try Redaction(of: bag.bag, withholding: [place]) }?.kind == .unusable)
  }

  @Test func aRedactedBagIsNotRedactedAgain() async throws {
    let bag = try await bag()
    let second = try redact(bag)
    let error = failure { _ = try Redaction(of: second, withholding: ["data/report"]) }
    #expect(error?.kind == .unusable)
  }

  #if os(Linux)
    /// The blocks of README-VERIFY.md about names, presence and the exhibits, as printed.
    @Test func theDisclosedPartAgainstShellAndSha256sum() async throws {
      let bag = try await bag()
      let raw = try bag.files().filter { $0.hasPrefix("data/raw/") }
      let second = try redact(bag, Array(raw.prefix(5)) + ["data/report"])
      let blocks = VerificationGuide.text.components(separatedBy: "```sh\n").dropFirst()
        .map { $0.components(separatedBy: "```")[0] }
      func failing() throws -> [Int] {
        try blocks.indices.filter { try !Shell.run(blocks[$0], in: second.url).isGood }
          .map { blocks.distance(from: blocks.startIndex, to: $0) }
      }
      #expect(try failing() == [])
      let first = blocks[blocks.startIndex + 2].replacing(
        "root=tagmanifest-sha256.txt; s=signatures;",
        with: "root=data/redaction/tagmanifest-sha256.txt; s=data/redaction;")
      let signature = try Shell.run(first, in: second.url)
      #expect(signature.isGood)
      try Data().write(to: second.file("data/redaction/withheld-sha256.txt"))
      #expect(try failing() == [0, 6, 10])
    }
  #endif
}
