#if os(Linux)
  import Evidence
  import Foundation
  import Testing

  /// Bags are checked with other people's tools alone, by the commands that stand in the bag.
  ///
  /// Needs openssl, sha256sum, python3 with venv, and once PyPI; what is missing fails the test.
  @Suite(.serialized) struct OutsideVerificationTests {
    /// The blocks of README-VERIFY.md, as printed, by what they check.
    private enum Block: Int, CaseIterable {
      case lists, additions, signature, fingerprint, chain, names, presence, request, stamp
      case planStamp, redaction
    }

    private static let blocks: [String] = VerificationGuide.text.components(separatedBy: "```sh\n")
      .dropFirst().map { $0.components(separatedBy: "```")[0] }

    private func run(_ block: Block, in bag: BagFolder) throws -> Shell.Outcome {
      try Shell.run(Self.blocks[block.rawValue], in: bag.url)
    }

    private func isGood(_ block: Block, in bag: BagFolder) throws -> Bool {
      let outcome = try run(block, in: bag)
      let last = outcome.output.split(separator: "\n").last ?? ""
      #expect(outcome.isGood == last.hasPrefix("good"), "\(block): \(outcome.output)")
      return outcome.isGood
    }

    private func bag(_ exchanges: Int = 6) async throws -> TestBag {
      try await TestBag(
        exchanges: exchanges,
        further: [
          "data/probes/ü ☃ #'?.jsonl": Data("q\r\n\r\n".utf8), "data/report/empty": Data(),
        ],
        guide: true)
    }

    @Test func everyBlockOfTheGuideFindsAGoodBagGood() async throws {
      let bag = try await bag()
      #expect(Self.blocks.count == Block.allCases.count)
      for block in Block.allCases where block != .fingerprint {
        #expect(try isGood(block, in: bag.bag), "\(block)")
      }
      let fingerprint = try #require(bag.key?.verificationKey.fingerprint)
      #expect(try run(.fingerprint, in: bag.bag).output == "\(fingerprint)  -\n")
    }

    @Test func theGuideInTheBagIsTheOneThatIsTested() async throws {
      let bag = try await bag(0)
      #expect(try bag.read(BagLayout.guide) == Data(VerificationGuide.text.utf8))
    }

    @Test func theListsAgainstSha256sumFindEveryEditedFile() async throws {
      let bag = try await bag(2)
      let listed = try bag.files().filter { !$0.hasPrefix("signatures/") && $0 != BagLayout.root }
      for path in listed {
        let bytes = try bag.read(path)
        try bag.write(bytes + Data("x".utf8), to: path)
        #expect(try !isGood(.lists, in: bag.bag), "\(path)")
        try FileManager.default.removeItem(at: bag.bag.file(path))
        #expect(try !isGood(.lists, in: bag.bag), "\(path)")
        try bag.write(bytes, to: path)
      }
      #expect(try isGood(.lists, in: bag.bag))
    }

    @Test(arguments: ["x", "data/x", "data/raw/00/x", "signatures/x", "zz/x", "data/ü"])
    func anAddedFileIsFoundByHand(path: String) async throws {
      let bag = try await bag(1)
      let file = bag.bag.file(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
      #expect(try !isGood(.additions, in: bag.bag))
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createSymbolicLink(
        at: file, withDestinationURL: bag.bag.file("bagit.txt"))
      #expect(try !isGood(.additions, in: bag.bag))
    }

    @Test func theSignatureAgainstOpenSSL() async throws {
      let bag = try await bag(1)
      let good = try run(.signature, in: bag.bag)
      #expect(good.output.contains("Signature Verified Successfully"))
      for path in [BagLayout.root, BagLayout.envelope, BagLayout.signer] {
        let bytes = try bag.read(path)
        for index in stride(from: 40, to: bytes.count - 30, by: 37) {
          var flipped = bytes
          flipped[index] ^= 1
          try bag.write(flipped, to: path)
          let isHarmless = path == BagLayout.envelope && Self.isOutsideSignature(index, of: bytes)
          #expect(try isGood(.signature, in: bag.bag) == isHarmless, "\(path), byte \(index)")
        }
        try bag.write(bytes, to: path)
      }
      try bag.write(Data(SigningKey().verificationKey.pem.utf8), to: BagLayout.signer)
      #expect(try !isGood(.signature, in: bag.bag))
    }

    /// The key id of an envelope is a hint, which openssl does not read; this program compares it.
    private static func isOutsideSignature(_ index: Int, of envelope: Data) -> Bool {
      let text = String(decoding: envelope, as: UTF8.self)
      let hint = text.range(of: "\"keyid\":")!.lowerBound..<text.range(of: "\"sig\":")!.lowerBound
      let bytes = text.utf8.distance(from: text.startIndex, to: hint.lowerBound)
      let end = text.utf8.distance(from: text.startIndex, to: hint.upperBound)
      let frame = text.range(of: ",\"signatures\":")!.lowerBound
      let start = text.utf8.distance(from: text.startIndex, to: frame)
      return (start..<bytes).contains(index) || (bytes..<end).contains(index)
    }

    @Test func theChainAgainstShellAndSha256sumFindsEveryChange() async throws {
      let bag = try await bag(6)
      let bytes = try bag.read(BagLayout.log)
      let lines = bytes.split(separator: 10).map { Data($0) + [10] }
      var damaged: [(String, Data)] = []
      for index in lines.indices {
        var edited = lines
        edited[index][edited[index].count / 2] ^= 1
        damaged.append(("edited \(index)", Data(edited.joined())))
        damaged.append(
          ("dropped \(index)", Data((lines[..<index] + lines[(index + 1)...]).joined())))
        damaged.append(("cut after \(index)", Data(lines[..<index].joined())))
        damaged.append(("copied \(index)", Data((lines[...index] + lines[index...]).joined())))
        for other in lines.indices.dropFirst(index + 1) {
          var swapped = lines
          swapped.swapAt(index, other)
          damaged.append(("swapped \(index) and \(other)", Data(swapped.joined())))
        }
      }
      damaged.append(("cut in the last line", bytes.dropLast(5)))
      damaged.append(("without the last line end", bytes.dropLast()))
      damaged.append(("with half a line more", bytes + Data("{\"seq\":7".utf8)))
      damaged.append(("with a byte that read(1) drops", bytes.dropLast() + Data([0, 10])))
      damaged.append(("with CRLF", Data(lines.flatMap { $0.dropLast() + [13, 10] })))
      for (what, log) in damaged {
        try bag.write(log, to: BagLayout.log)
        #expect(try !isGood(.chain, in: bag.bag), "\(what)")
      }
      try bag.write(bytes, to: BagLayout.log)
      #expect(try isGood(.chain, in: bag.bag))
      for path in [BagLayout.plan, BagLayout.head] {
        let bytes = try bag.read(path)
        try bag.write(Data("7 ".utf8) + bytes, to: path)
        #expect(try !isGood(.chain, in: bag.bag), "\(path)")
        try bag.write(bytes, to: path)
      }
    }

    @Test func theNamesAgainstSha256sum() async throws {
      let bag = try await bag(3)
      let path = try #require(try bag.files().first { $0.hasPrefix("data/raw/") })
      let bytes = try bag.read(path)
      try bag.write(bytes + Data([0]), to: path)
      #expect(try !isGood(.names, in: bag.bag))
      try FileManager.default.removeItem(at: bag.bag.file(path))
      #expect(try isGood(.names, in: bag.bag))
      #expect(try !isGood(.presence, in: bag.bag))
    }

    @Test func theBagAgainstBagit() async throws {
      let bag = try await bag(3)
      func validate() throws -> Shell.Outcome {
        try Shell.run(
          "exec sh \"$1\" --validate \"$2\"", Shell.scripts.appendingPathComponent("bagit.sh").path,
          bag.bag.url.path, in: bag.folder)
      }
      let good = try validate()
      #expect(good.isGood, "\(good.output)")
      #expect(good.output.contains("is valid"))
      for path in ["data/log.jsonl", BagLayout.info, BagLayout.manifest] {
        let bytes = try bag.read(path)
        try bag.write(bytes + Data("x".utf8), to: path)
        #expect(try !validate().isGood, "\(path)")
        try bag.write(bytes, to: path)
      }
      try Data().write(to: bag.bag.file("data/x"))
      #expect(try !validate().isGood)
    }

    @Test func theTimestampAgainstAnAuthority() async throws {
      let bag = try await bag(1)
      let authority = try Authority(in: bag.folder)
      let answer = try authority.answer(bag.bag.file(BagLayout.request))
      let stamp = try Stampable(bag.bag).attach(response: answer, authority: authority.root)
      #expect(stamp.time.hasSuffix("Z"))
      let found = try bag.verify()
      #expect(found.problems == [])
      #expect(found.stampedAt == stamp.time)
      let checked = try run(.stamp, in: bag.bag)
      #expect(checked.isGood && checked.output.contains("Verification: OK"), "\(checked.output)")
      #expect(try isGood(.additions, in: bag.bag))
      #expect(
        failure {
          _ = try Stampable(bag.bag).attach(response: answer, authority: authority.root)
        }?.kind == .exists)
      // The signature of the authority protects what it states, not the words around it.
      let (bytes, file) = (try bag.read(BagLayout.response), bag.bag.file(BagLayout.response))
      for index in stride(from: 0, to: bytes.count, by: 23) {
        var flipped = bytes
        flipped[index] ^= 1
        try bag.write(flipped, to: BagLayout.response)
        let read = try? TimestampResponse(contentsOf: file)
        let isVerified = try isGood(.stamp, in: bag.bag)
        #expect(read == stamp || !isVerified, "byte \(index)")
      }
    }

    @Test func aTimestampOfSomethingElseIsRefusedAndFound() async throws {
      let (bag, other) = (try await bag(1), try await TestBag(exchanges: 2))
      let authority = try Authority(in: bag.folder)
      let answer = try authority.answer(other.bag.file(BagLayout.request))
      let error = failure {
        _ = try Stampable(bag.bag).attach(response: answer, authority: nil)
      }
      #expect(error?.kind == .corrupt(.wrongTimestamp))
      #expect(!FileManager.default.fileExists(atPath: bag.bag.file(BagLayout.response).path))
      try bag.write(try Data(contentsOf: answer), to: BagLayout.response)
      let problems = try bag.verify().problems
      #expect(problems.map(\.kind) == [.corrupt(.wrongTimestamp)])
      #expect(problems[0].message.contains(BagLayout.response))
      #expect(try !isGood(.stamp, in: bag.bag))
    }

    @Test func thePlanCanBeStampedBeforeTheFirstQuestion() async throws {
      let study = try await TestStudy.recorded(0)
      let stampable = Stampable(planOf: study.folder)
      try stampable.writeRequest()
      try stampable.writeRequest()
      let authority = try Authority(in: study.folder.url)
      let answer = try authority.answer(stampable.request)
      let stamp = try stampable.attach(response: answer, authority: authority.root)
      var payload = Payload()
      try payload.add(record: study.folder)
      let bag = BagFolder(study.folder.url.appendingPathComponent("case"))
      let sealed = try Seal(payload: payload, agent: "test 1").write(to: bag)
      #expect(sealed.planStampedAt == stamp.time)
      #expect(try run(.planStamp, in: bag).output.contains("Verification: OK"))
    }

    @Test func aRefusalOfTheAuthorityIsSaid() async throws {
      let bag = try await bag(0)
      let authority = try Authority(in: bag.folder)
      // SHA-1, which this authority does not stamp.
      let asked = try Shell.run(
        "openssl ts -query -data bagit.txt -sha1 -out ../weak.tsq", in: bag.bag.url)
      #expect(asked.isGood)
      let refusal = try authority.answer(bag.folder.appendingPathComponent("weak.tsq"))
      let error = failure {
        _ = try Stampable(bag.bag).attach(response: refusal, authority: nil)
      }
      #expect(error?.kind == .unusable)
      #expect(error?.message.contains("did not grant") == true)
    }
  }

  /// A time-stamping authority of openssl's that lasts for one test.
  private struct Authority {
    private let folder: URL
    var root: URL { folder.appendingPathComponent("root.pem") }

    init(in parent: URL) throws {
      folder = parent.appendingPathComponent("authority")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try run("new")
    }

    func answer(_ request: URL) throws -> URL {
      let answer = folder.appendingPathComponent("\(UUID().uuidString).tsr")
      try run("reply", request.path, answer.path)
      return answer
    }

    private func run(_ verb: String, _ request: String = "", _ answer: String = "") throws {
      let script = Shell.scripts.appendingPathComponent("authority.sh").path
      let outcome = try Shell.run(
        "sh \"$1\" \"$2\" \"$3\" \"$4\" \"$5\" || { cat \"$3/log\"; exit 1; }", script, verb,
        folder.path, request, answer, in: folder)
      #expect(outcome.isGood, "\(outcome.output)")
    }
  }
#endif
