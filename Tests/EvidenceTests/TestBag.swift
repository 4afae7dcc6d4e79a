import Evidence
import Foundation
import Testing

/// A sealed bag in a temporary folder, removed with its last reference.
final class TestBag: Sendable {
  let study: TestStudy
  let folder: URL
  let bag: BagFolder
  let key: SigningKey?

  /// - Parameters:
  ///   - further: files besides the record, by their paths in the bag.
  ///   - guide: whether README-VERIFY.md, long as it is, is among them.
  init(
    exchanges: Int = 3, key: SigningKey? = SigningKey(), further: KeyValuePairs<String, Data> = [:],
    guide: Bool = false
  ) async throws {
    study = try await TestStudy.recorded(exchanges)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "bag-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    bag = BagFolder(folder.appendingPathComponent("case"))
    self.key = key
    var payload = Payload()
    try payload.add(record: study.folder)
    for (path, bytes) in further { payload.add(.bytes(bytes), at: path) }
    if guide { payload.add(.bytes(Data(VerificationGuide.text.utf8)), at: BagLayout.guide) }
    _ = try Seal(
      payload: payload, agent: "test 1", facts: [Seal.Fact("External-Identifier", "a\nb: c")],
      key: key
    ).write(to: bag)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func verify(_ key: VerificationKey? = nil) throws -> BagVerification {
    try BagVerification(of: bag, signedBy: key)
  }

  /// The kinds of all problems, each with the paths its message names.
  func problems() throws -> [EvidenceError.Kind] { try verify().problems.map(\.kind) }

  func read(_ path: String) throws -> Data { try Data(contentsOf: bag.file(path)) }

  func write(_ bytes: Data, to path: String) throws { try bytes.write(to: bag.file(path)) }

  func edit(_ path: String, _ change: (String) -> String) throws {
    let text = String(decoding: try read(path), as: UTF8.self)
    let changed = change(text)
    #expect(changed != text, "the test changes \(path)")
    try write(Data(changed.utf8), to: path)
  }

  /// Every file, by its path in the bag.
  func files() throws -> [String] {
    let all = FileManager.default.enumerator(atPath: bag.url.path)
    return (all?.allObjects as? [String] ?? []).filter {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: bag.file($0).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted()
  }

  /// Lists everything anew, as somebody without the key can do.
  func listAnew() throws {
    let script = """
      export LC_ALL=C
      find data -type f | sort | xargs -d '\\n' sha256sum > manifest-sha256.txt
      sha256sum bag-info.txt bagit.txt manifest-sha256.txt > tagmanifest-sha256.txt
      """
    let listed = try Shell.run(script, in: bag.url)
    #expect(listed.isGood)
  }
}
