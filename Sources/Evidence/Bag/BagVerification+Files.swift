import Foundation

extension BagVerification {
  /// Nothing lies beside the payload but what this program puts there.
  mutating func checkLooseFiles() throws(EvidenceError) {
    let known = Set(
      (BagLayout.tagFiles + [BagLayout.root] + BagLayout.signatureFiles).map(BagPath.init))
    var walk = try FolderWalk(bag, below: "", except: BagLayout.payload)
    while let entry = try walk.next() {
      if !known.contains(entry.path) {
        addExtra(entry.path)
      } else if !entry.isFile {
        addLink(entry.path)
      }
    }
  }

  /// Whether the tag manifest lists the tag files as they are.
  mutating func checkTagFiles() throws(EvidenceError) -> Bool {
    var listed: [ManifestLine] = []
    let isReadable = try note { checked throws(EvidenceError) in
      var reader = try ManifestReader(checked.bag.file(BagLayout.root))
      while listed.count <= BagLayout.tagFiles.count, let line = try reader.next() {
        listed.append(line)
      }
    }
    guard isReadable else { return false }
    guard listed.map(\.path) == BagLayout.tagFiles.map(BagPath.init) else {
      add(
        .corrupt(.fileAltered), BagLayout.root,
        "does not list \(BagLayout.tagFiles.joined(separator: ", ")), each once")
      return false
    }
    var isManifestGood = false
    for line in listed {
      let isGood = try note { checked throws(EvidenceError) in try checked.check(line) }
      if line.path.text == BagLayout.manifest { isManifestGood = isGood }
    }
    return isManifestGood
  }

  /// Every payload file is listed, and every listed file is as it was.
  mutating func checkPayload(_ progress: EvidenceProgress.Report) throws(EvidenceError) {
    try note { checked throws(EvidenceError) in
      var manifest = try ManifestReader(checked.bag.file(BagLayout.manifest))
      var walk = try FolderWalk(checked.bag, below: BagLayout.payload)
      var line = try manifest.next()
      var entry = try walk.next()
      while line != nil || entry != nil {
        if let extra = entry, line.map({ extra.path < $0.path }) ?? true {
          checked.addExtra(extra.path)
          entry = try walk.next()
        } else if let missing = line, entry.map({ missing.path < $0.path }) ?? true {
          checked.add(.corrupt(.fileMissing), missing.path.text, "is missing")
          line = try manifest.next()
        } else if let both = entry, let listed = line {
          try checked.check(listed, both)
          EvidenceProgress.tell(progress, .files, checked.files)
          line = try manifest.next()
          entry = try walk.next()
        }
      }
    }
  }

  private mutating func check(
    _ line: ManifestLine, _ entry: FolderWalk.Entry
  ) throws(EvidenceError) {
    guard entry.isFile else { return addLink(entry.path) }
    try note { checked throws(EvidenceError) in
      try checked.check(line)
      try checked.checkName(line)
      checked.files += 1
    }
  }

  private func check(_ line: ManifestLine) throws(EvidenceError) {
    let file = bag.file(line.path.text)
    guard try Digest256(contentsOf: file) != line.digest else { return }
    throw EvidenceError(
      .corrupt(.fileAltered), "\(file.path) was altered: its digest is not the one sealed")
  }

  /// Exact bytes are named by their digest.
  private func checkName(_ line: ManifestLine) throws(EvidenceError) {
    guard line.path.isWithin(BagLayout.raw) else { return }
    let name = line.path.text.utf8.dropFirst(BagLayout.raw.utf8.count + 1)
    guard RawStore.digest(inName: String(decoding: name, as: UTF8.self)) != line.digest else {
      return
    }
    throw EvidenceError(
      .corrupt(.rawAltered),
      "\(bag.file(line.path.text).path) does not have the digest in its name")
  }

  private mutating func addExtra(_ path: BagPath) {
    add(.corrupt(.fileExtra), path.text, "was not sealed: it was added to the bag")
  }

  private mutating func addLink(_ path: BagPath) {
    add(
      .corrupt(.fileAltered), path.text,
      "is not a plain file: something was put in its place")
  }
}
