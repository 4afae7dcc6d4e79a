import Foundation

/// The disclosable part of a bag, as the payload of a second one, with the lists and signatures of
/// the first as exhibits.
public struct Redaction: Sendable {
  public let bag: BagFolder
  /// Files and folders that are withheld, by their paths in the bag.
  public let withheld: [String]

  /// What cannot be withheld: without it nothing of the rest can be verified.
  private static let needed = [
    BagLayout.plan, BagLayout.log, BagLayout.head, BagLayout.guide,
  ]

  /// - Parameter places: files or folders, such as `data/raw`.
  /// - Throws: `.unusable` for a place that is needed or not in the bag, and for a redacted bag.
  public init(of bag: BagFolder, withholding places: [String]) throws(EvidenceError) {
    self.bag = bag
    withheld = places.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    guard !fileExists(bag.file(BagLayout.withheld)) else {
      throw EvidenceError(
        .unusable, "\(bag.url.path) is redacted already; redact the bag it was made from")
    }
    for place in withheld {
      if let needed = Self.needed.first(where: { BagPath($0).isWithin(place) }) {
        throw EvidenceError(
          .unusable, "\(place) cannot be withheld: nothing can be verified without \(needed)")
      }
      guard BagPath(place).isWithin(BagLayout.payload), fileExists(bag.file(place)) else {
        throw EvidenceError(
          .unusable, "\(place) is not in the bag; name a file or folder such as \(BagLayout.raw)")
      }
    }
  }

  /// The files of the second bag.
  public func payload() throws(EvidenceError) -> Payload {
    var payload = Payload()
    var hidden = Data()
    var manifest = try ManifestReader(bag.file(BagLayout.manifest))
    while let line = try manifest.next() {
      if withheld.contains(where: { line.path.isWithin($0) }) {
        hidden += line.bytes
      } else {
        payload.add(.file(bag.file(line.path.text)), at: line.path.text)
      }
    }
    payload.add(.bytes(hidden), at: BagLayout.withheld)
    let exhibits = BagLayout.tagFiles + [BagLayout.root] + BagLayout.signatureFiles
    for path in exhibits {
      payload.addIfPresent(bag.file(path), at: BagLayout.exhibit(path))
    }
    return payload
  }
}
