import Foundation

/// The files below a folder, in the byte order of their paths; holds no more than the names of the
/// folders it is in.
struct FolderWalk {
  struct Entry {
    var path: BagPath
    /// False for links, pipes and other things whose bytes are not in the folder.
    var isFile: Bool
  }

  private struct Place {
    var entry: Entry
    var isFolder: Bool
    /// A folder sorts as what lies in it does.
    var key: BagPath { isFolder ? BagPath(entry.path.text + "/") : entry.path }
  }

  private let root: BagFolder
  private let skipped: String?
  private var waiting: [Place] = []

  /// - Parameters:
  ///   - path: the folder to walk, within the bag; empty for all of it.
  ///   - skipped: a folder to pass over.
  init(_ root: BagFolder, below path: String, except skipped: String? = nil) throws(EvidenceError) {
    self.root = root
    self.skipped = skipped
    try expand(path)
  }

  /// `nil` at the end; folders themselves are not entries.
  mutating func next() throws(EvidenceError) -> Entry? {
    while let place = waiting.popLast() {
      guard place.isFolder else { return place.entry }
      if place.entry.path.text == skipped { continue }
      try expand(place.entry.path.text)
    }
    return nil
  }

  private mutating func expand(_ folder: String) throws(EvidenceError) {
    let url = folder.isEmpty ? root.url : root.file(folder)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: url.path)
    } catch {
      throw EvidenceError(.missing, "cannot read the folder \(url.path)")
    }
    let places = names.map { place(folder.isEmpty ? $0 : folder + "/" + $0) }
    waiting += places.sorted { $0.key > $1.key }
  }

  private func place(_ path: String) -> Place {
    var status = stat()
    let isThere = lstat(root.file(path).path, &status) == 0
    let kind = status.st_mode & S_IFMT
    return Place(
      entry: Entry(path: BagPath(path), isFile: isThere && kind == S_IFREG),
      isFolder: isThere && kind == S_IFDIR)
  }
}
