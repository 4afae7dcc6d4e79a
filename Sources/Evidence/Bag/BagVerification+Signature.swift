import Foundation

extension BagVerification {
  /// Whether nothing contradicts the root. An unsigned root is contradicted by nothing.
  mutating func checkSignature(_ key: VerificationKey?) throws(EvidenceError) -> Bool {
    guard fileExists(bag.file(BagLayout.envelope)) else {
      if fileExists(bag.file(BagLayout.signer)) {
        add(.corrupt(.fileMissing), BagLayout.envelope, "is missing: the signature was taken away")
      } else {
        add(
          .corrupt(.unsigned), BagLayout.envelope,
          "is not there: the bag is unsigned, so whoever has it can make another like it")
      }
      return true
    }
    guard let envelope = try signedEnvelope(BagLayout.envelope, BagLayout.signer, key),
      let statement = envelope.statement, let signed = statement.root
    else { return true }
    sealedAt = statement.predicate.sealedAt
    guard signed != root else { return true }
    add(
      .corrupt(.fileAltered), BagLayout.root,
      "is not the file that was signed: it was altered, or replaced with all it lists")
    return false
  }

  /// The envelope, when its signature holds.
  mutating func signedEnvelope(
    _ path: String, _ keyPath: String, _ expected: VerificationKey?
  ) throws(EvidenceError) -> Envelope? {
    let bytes = try OpenFile(bag.file(path), for: .reading).readToEnd()
    guard let envelope = Envelope(bytes), envelope.statement?.root != nil else {
      add(
        .corrupt(.malformed), path, "is not an envelope of this program: it was altered or replaced"
      )
      return nil
    }
    guard let key = try keyFile(keyPath, expected) else { return nil }
    guard envelope.signature.keyid == key.fingerprint else {
      add(
        .corrupt(.badSignature), keyPath,
        "is not the key that \(path) names: one of the two was altered")
      return nil
    }
    guard envelope.isSigned(by: key) else {
      add(.corrupt(.badSignature), path, "does not hold the signature of \(keyPath)")
      return nil
    }
    return envelope
  }

  /// The key in the bag, byte for byte as this program writes it.
  private mutating func keyFile(
    _ path: String, _ expected: VerificationKey?
  ) throws(EvidenceError) -> VerificationKey? {
    var found: VerificationKey?
    try note { checked throws(EvidenceError) in
      let file = checked.bag.file(path)
      let key = try VerificationKey(contentsOf: file)
      guard try OpenFile(file, for: .reading).readToEnd() == Data(key.pem.utf8) else {
        throw EvidenceError(.corrupt(.malformed), "\(file.path) was altered around the key")
      }
      found = key
    }
    guard let found else { return nil }
    if path == BagLayout.signer { signer = found }
    if let expected, expected != found {
      add(
        .corrupt(.unknownKey), path,
        "is another key than the one given: \(found.fingerprint), not \(expected.fingerprint)")
    }
    return found
  }
}

extension BagVerification {
  mutating func checkTimestamps() throws(EvidenceError) {
    stampedAt = try stamp(
      of: BagLayout.root, root, BagLayout.request, BagLayout.response, isRequired: true)
    guard fileExists(bag.file(BagLayout.plan)) else { return }
    let plan = try Digest256(contentsOf: bag.file(BagLayout.plan))
    planStampedAt = try stamp(
      of: BagLayout.plan, plan, BagLayout.planRequest, BagLayout.planResponse, isRequired: false)
  }

  /// The time that an authority's answer states, when it is about this digest.
  private mutating func stamp(
    of path: String, _ digest: Digest256, _ request: String, _ response: String, isRequired: Bool
  ) throws(EvidenceError) -> String? {
    if isRequired || fileExists(bag.file(request)) {
      try note { checked throws(EvidenceError) in
        let bytes = try OpenFile(checked.bag.file(request), for: .reading).readToEnd()
        if bytes != TimestampRequest(for: digest).bytes {
          checked.add(
            .corrupt(.wrongTimestamp), request,
            "does not ask for a time-stamp of \(path): one of the two was altered")
        }
      }
    }
    guard fileExists(bag.file(response)) else { return nil }
    var time: String?
    try note { checked throws(EvidenceError) in
      let stamp = try TimestampResponse(contentsOf: checked.bag.file(response))
      if stamp.digest == digest {
        time = stamp.time
      } else {
        checked.add(
          .corrupt(.wrongTimestamp), response, "is a time-stamp of another file than \(path)")
      }
    }
    return time
  }
}
