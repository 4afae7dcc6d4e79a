import Evidence
import Foundation
import Testing

@Suite struct Digest256Tests {
  @Test func digestsAgainstPublishedExamples() {
    // FIPS 180-4 examples: the empty message, and "abc".
    #expect(
      Digest256(of: Data()).description
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      Digest256(of: Data("abc".utf8)).description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
  func fileDigestsAgainstDigestsOfTheirBytes(size: Int) throws {
    let study = try TestStudy()
    let file = study.folder.url.appendingPathComponent("file")
    let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try bytes.write(to: file)
    #expect(try Digest256(contentsOf: file) == Digest256(of: bytes))
  }

  @Test func hexIsReadBackAndNothingElseIs() {
    let digest = Digest256(of: Data("abc".utf8))
    let hex = digest.description
    #expect(Digest256(hex: hex) == digest)
    #expect(Digest256(hex: hex.uppercased()) == nil)
    #expect(Digest256(hex: hex.dropLast()) == nil)
    #expect(Digest256(hex: hex + "0") == nil)
    #expect(Digest256(hex: hex.dropLast() + " ") == nil)
    #expect(Digest256(hex: hex + " ") == nil)
    #expect(Digest256(hex: "") == nil)
  }

  @Test func codesAsAStringOfHex() throws {
    let digest = Digest256(of: Data("abc".utf8))
    let json = try JSONEncoder().encode([digest])
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest)\"]")
    #expect(try JSONDecoder().decode([Digest256].self, from: json) == [digest])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Digest256].self, from: Data(#"["BA78"]"#.utf8))
    }
  }

  @Test func aMissingFileIsNamed() {
    let error = failure { _ = try Digest256(contentsOf: URL(fileURLWithPath: "/no/such/file")) }
    #expect(error?.kind == .missing)
    #expect(error?.message.contains("/no/such/file") == true)
  }
}
