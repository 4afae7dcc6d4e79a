public import Foundation

/// Where the files of an evidence bag are: a BagIt 1.0 bag (RFC 8493) with signatures beside it.
public struct BagFolder: Hashable, Sendable {
  public let url: URL

  public init(_ url: URL) {
    self.url = url
  }

  /// The file at a path within the bag.
  public func file(_ path: String) -> URL {
    url.appending(path: path, directoryHint: .notDirectory)
  }
}

/// The paths within a bag that mean something to this program.
public enum BagLayout {
  public static let declaration = "bagit.txt"
  public static let info = "bag-info.txt"
  public static let manifest = "manifest-sha256.txt"
  /// The one file that stands for all the others: it is signed and time-stamped.
  public static let root = "tagmanifest-sha256.txt"

  public static let signatures = "signatures"
  public static let envelope = "signatures/case.dsse.json"
  public static let signer = "signatures/signer.pub.pem"
  public static let request = "signatures/tagmanifest.tsq"
  public static let response = "signatures/tagmanifest.tsr"
  public static let authority = "signatures/tsa-chain.pem"

  public static let payload = "data"
  public static let plan = "data/plan/analysis-plan.json"
  public static let planRequest = "data/plan/analysis-plan.tsq"
  public static let planResponse = "data/plan/analysis-plan.tsr"
  public static let planAuthority = "data/plan/tsa-chain.pem"
  public static let log = "data/log.jsonl"
  public static let head = "data/log.head"
  public static let raw = "data/raw"
  public static let guide = "data/README-VERIFY.md"

  /// In a redacted bag: the lists and signatures of the bag it was made from, and what it withholds.
  public static let redaction = "data/redaction"
  static let withheld = "data/redaction/withheld-sha256.txt"

  /// What the tag manifest lists, in its order.
  static let tagFiles = [info, declaration, manifest]
  static let signatureFiles = [envelope, signer, request, response, authority]

  /// The copy, in a redacted bag, of a file of the bag it was made from.
  static func exhibit(_ path: String) -> String {
    redaction + "/" + path.split(separator: "/").last!
  }
}
