public import Foundation

/// The files that are to be sealed, by their paths in the bag.
public struct Payload: Sendable {
  public enum Content: Sendable {
    case file(URL)
    case bytes(Data)
  }

  private var contents: [BagPath: Content] = [:]

  public init() {}

  /// - Precondition: the path lies in `data/` and is given once.
  public mutating func add(_ content: Content, at path: String) {
    let path = BagPath(path)
    precondition(path.isWithin(BagLayout.payload) && contents[path] == nil, "\(path) in the bag")
    contents[path] = content
  }

  /// Adds a file where it exists; says whether it does.
  @discardableResult
  public mutating func addIfPresent(_ file: URL, at path: String) -> Bool {
    guard fileExists(file) else { return false }
    add(.file(file), at: path)
    return true
  }

  /// Adds the plain files below a folder that `wanted` takes, by their paths within it.
  public mutating func addFolder(
    _ folder: URL, at path: String, where wanted: (String) -> Bool = { _ in true }
  ) throws(EvidenceError) {
    guard fileExists(folder) else { return }
    var walk = try FolderWalk(BagFolder(folder), below: "")
    while let entry = try walk.next() {
      guard wanted(entry.path.text) else { continue }
      let file = BagFolder(folder).file(entry.path.text)
      guard entry.isFile else {
        throw EvidenceError(.unusable, "\(file.path) is not a plain file and cannot be sealed")
      }
      add(.file(file), at: path + "/" + entry.path.text)
    }
  }

  /// In the order of a manifest.
  var sorted: [(path: BagPath, content: Content)] {
    contents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension Payload {
  /// Adds the record of a study: plan, log, probe sets and exact bytes.
  public mutating func add(record study: StudyFolder) throws(EvidenceError) {
    add(.file(study.plan), at: BagLayout.plan)
    addIfPresent(study.planRequest, at: BagLayout.planRequest)
    addIfPresent(study.planResponse, at: BagLayout.planResponse)
    addIfPresent(study.planAuthority, at: BagLayout.planAuthority)
    add(.file(study.log), at: BagLayout.log)
    add(.file(study.head), at: BagLayout.head)
    for file in study.quarantines {
      add(.file(file), at: "data/\(file.lastPathComponent)")
    }
    for file in study.amendments {
      add(.file(file), at: "data/plan/\(file.lastPathComponent)")
    }
    try addFolder(study.raw, at: BagLayout.raw) { RawStore.digest(inName: $0) != nil }
  }
}
