import Foundation

extension BagVerification {
  /// The plan, the chain of the log and its end, and the presence of all the bytes it names.
  ///
  /// - Parameter contents: whether these bytes are still to be compared with their names.
  mutating func checkRecord(
    contents: Bool, _ progress: @escaping EvidenceProgress.Report
  ) throws(EvidenceError) {
    let bag = bag
    let raw = RawStore(bag.file(BagLayout.raw))
    let withheld = isRedacted ? try WithheldList(bag.file(BagLayout.withheld)) : nil
    try note { checked throws(EvidenceError) in
      let found = try LogVerification.verify(
        log: bag.file(BagLayout.log), head: bag.file(BagLayout.head),
        plan: bag.file(BagLayout.plan), progress: progress
      ) { digest, side throws(EvidenceError) in
        if withheld?.contains(RawStore.name(of: digest, side)) == true { return }
        try contents ? raw.check(digest, side) : raw.checkPresence(digest, side)
      }
      checked.lines = found.lines
      if let problem = found.problem { throw problem }
    }
  }

  /// What was disclosed and what was withheld are together what the first bag held.
  mutating func checkRedaction() throws(EvidenceError) {
    try checkExhibit()
    try note { checked throws(EvidenceError) in
      var first = try ManifestReader(checked.bag.file(BagLayout.exhibit(BagLayout.manifest)))
      var withheld = try ManifestReader(checked.bag.file(BagLayout.withheld))
      var disclosed = try ManifestReader(checked.bag.file(BagLayout.manifest))
      var hidden = try withheld.next()
      var shown = try disclosed.nextDisclosed()
      while let line = try first.next() {
        if line == hidden {
          hidden = try withheld.next()
        } else if line == shown {
          shown = try disclosed.nextDisclosed()
        } else {
          throw checked.unexplained(
            line.path, "is neither disclosed as it was nor listed as withheld")
        }
      }
      if let extra = hidden ?? shown {
        throw checked.unexplained(extra.path, "was not in the bag that was redacted")
      }
    }
  }

  private func unexplained(_ path: BagPath, _ what: String) -> EvidenceError {
    EvidenceError(.corrupt(.fileAltered), "\(bag.file(path.text).path) \(what)")
  }

  /// The lists of the first bag are those that its signature, if it has one, stands for.
  private mutating func checkExhibit() throws(EvidenceError) {
    let first = BagLayout.exhibit(BagLayout.root)
    try note { checked throws(EvidenceError) in
      let root = try Digest256(contentsOf: checked.bag.file(first))
      let manifest = BagLayout.exhibit(BagLayout.manifest)
      let digest = try Digest256(contentsOf: checked.bag.file(manifest))
      var list = try ManifestReader(checked.bag.file(first))
      while let line = try list.next(), line.path.text != BagLayout.manifest {}
      guard list.last == ManifestLine(digest: digest, path: BagPath(BagLayout.manifest)) else {
        throw EvidenceError(
          .corrupt(.fileAltered),
          "\(checked.bag.file(manifest).path) is not the one that was sealed")
      }
      let envelope = BagLayout.exhibit(BagLayout.envelope)
      guard fileExists(checked.bag.file(envelope)),
        let signed = try checked.signedEnvelope(
          envelope, BagLayout.exhibit(BagLayout.signer), nil)
      else { return }
      guard signed.statement?.root != root else { return }
      checked.add(.corrupt(.fileAltered), first, "is not the file that was signed")
    }
  }
}

extension ManifestReader {
  /// The next file that comes from the first bag.
  fileprivate mutating func nextDisclosed() throws(EvidenceError) -> ManifestLine? {
    while let line = try next() {
      if !line.path.isWithin(BagLayout.redaction) { return line }
    }
    return nil
  }
}
