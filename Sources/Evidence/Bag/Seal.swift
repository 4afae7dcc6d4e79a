import Foundation

/// Writes an evidence bag: once, whole or not at all.
public struct Seal: Sendable {
  /// A line of `bag-info.txt`.
  public struct Fact: Hashable, Sendable {
    public var label: String
    public var value: String

    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  public var payload: Payload
  /// The program that seals, with its version.
  public var agent: String
  /// What is known of the bag, after the date and the size.
  public var facts: [Fact]
  /// `nil` leaves the bag unsigned.
  public var key: SigningKey?
  /// What must not stand in any file.
  public var secrets: ForbiddenText

  public init(
    payload: Payload, agent: String, facts: [Fact] = [], key: SigningKey? = nil,
    secrets: ForbiddenText = ForbiddenText([:])
  ) {
    self.payload = payload
    self.agent = agent
    self.facts = facts
    self.key = key
    self.secrets = secrets
  }

  /// Writes beside `bag`, verifies what it wrote, and then gives it its name.
  ///
  /// Throws `.exists` when something is there, `.corrupt` when the record is damaged, `.unusable` for
  /// a name that no manifest can hold, and what writing throws.
  public func write(
    to bag: BagFolder, progress: @escaping EvidenceProgress.Report = { _ in }
  ) throws(EvidenceError) -> BagVerification {
    guard !fileExists(bag.url) else { throw .writing(bag.url.path, EEXIST) }
    let folder = bag.url.deletingLastPathComponent()
    try makeFolder(folder)
    let draft = BagFolder(
      folder.appending(path: ".\(bag.url.lastPathComponent).sealing-\(getpid())"))
    defer { try? FileManager.default.removeItem(at: draft.url) }
    try makeFolder(draft.url)
    try fill(draft, progress)
    let found = try BagVerification(of: draft, signedBy: key?.verificationKey, progress: progress)
    if let problem = found.problems.first(where: { $0.kind != .corrupt(.unsigned) }) {
      throw problem.told(of: bag, insteadOf: draft)
    }
    try OpenFile(draft.url, for: .reading).synchronizeFileSystem()
    guard rename(draft.url.path, bag.url.path) == 0 else { throw .writing(bag.url.path) }
    try synchronizeFolder(of: bag.url)
    return found
  }

  private func fill(
    _ bag: BagFolder, _ progress: EvidenceProgress.Report
  ) throws(EvidenceError) {
    let size = try writePayload(bag, progress)
    try create(bag, BagLayout.declaration, Self.declaration)
    try create(bag, BagLayout.info, info(size))
    var list = try ManifestWriter(bag.file(BagLayout.root))
    for name in BagLayout.tagFiles {
      let digest = try Digest256(contentsOf: bag.file(name))
      try list.add(ManifestLine(digest: digest, path: BagPath(name)))
    }
    try list.finish()
    try sign(bag)
  }

  static let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

  private func create(_ bag: BagFolder, _ path: String, _ text: String) throws(EvidenceError) {
    try OpenFile(bag.file(path), for: .creating(mode: 0o644)).writeAll(Data(text.utf8))
  }

  private func info(_ size: (files: Int, bytes: Int)) -> String {
    let day = Date().formatted(.iso8601.year().month().day())
    let own = [
      Fact("Bagging-Date", day), Fact("Bag-Software-Agent", agent),
      Fact("Payload-Oxum", "\(size.bytes).\(size.files)"),
    ]
    return (own + facts).map { "\($0.label): \(Self.oneLine($0.value))\n" }.joined()
  }

  /// Control characters would begin a new label.
  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  private func sign(_ bag: BagFolder) throws(EvidenceError) {
    let root = try Digest256(contentsOf: bag.file(BagLayout.root))
    try makeFolder(bag.file(BagLayout.signatures))
    try OpenFile(bag.file(BagLayout.request), for: .creating(mode: 0o644))
      .writeAll(TimestampRequest(for: root).bytes)
    guard let key else { return }
    let envelope = Envelope(
      signing: Statement(root: root, agent: agent, at: Date()), with: key)
    try OpenFile(bag.file(BagLayout.envelope), for: .creating(mode: 0o644))
      .writeAll(envelope.bytes)
    try key.verificationKey.write(to: bag.file(BagLayout.signer))
  }
}

extension Seal {
  /// Copies every file and lists it.
  private func writePayload(
    _ bag: BagFolder, _ progress: EvidenceProgress.Report
  ) throws(EvidenceError) -> (files: Int, bytes: Int) {
    var list = try ManifestWriter(bag.file(BagLayout.manifest))
    var size = (files: 0, bytes: 0)
    let sorted = payload.sorted
    for (path, content) in sorted {
      guard path.isPlain else {
        throw EvidenceError(
          .unusable,
          "the name '\(path)' holds a line end, % or \\, which tools write in different ways; "
            + "rename it")
      }
      let target = bag.file(path.text)
      try makeFolder(target.deletingLastPathComponent())
      let copied = try copy(content, to: target, path)
      try list.add(ManifestLine(digest: copied.digest, path: path))
      size.files += 1
      size.bytes += copied.bytes
      EvidenceProgress.tell(progress, .copies, size.files, of: sorted.count)
    }
    try list.finish()
    return size
  }

  private func copy(
    _ content: Payload.Content, to target: URL, _ path: BagPath
  ) throws(EvidenceError) -> (digest: Digest256, bytes: Int) {
    var writer = try SealingWriter(target, secrets, path)
    switch content {
    case .bytes(let bytes): try writer.write(Array(bytes))
    case .file(let file):
      let opened = try OpenFile(file, for: .reading)
      while let chunk = try opened.nextChunk() { try writer.write(chunk) }
    }
    return writer.result
  }
}

extension EvidenceError {
  /// The same, about the bag as it was to be called.
  fileprivate func told(of bag: BagFolder, insteadOf draft: BagFolder) -> EvidenceError {
    EvidenceError(
      kind, message.replacing(draft.url.path, with: bag.url.path), line: line)
  }
}
