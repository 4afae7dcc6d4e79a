import Foundation

/// What checking an evidence bag has found, in constant memory whatever its size.
///
/// The checks go from the signature down: the signature names the digest of the tag manifest, the
/// tag manifest those of the tag files and the manifest, the manifest those of all payload. A list
/// that is itself altered accuses nothing that it names.
public struct BagVerification: Sendable {
  public let bag: BagFolder
  /// SHA-256 of `tagmanifest-sha256.txt`, which stands for everything that was sealed.
  public let root: Digest256
  /// Payload files found as they were sealed.
  public internal(set) var files = 0
  /// Lines of the log that follow from one another.
  public internal(set) var lines = 0
  /// The key in the bag; nil when the bag is unsigned or the key is not one.
  public internal(set) var signer: VerificationKey?
  /// When the bag was signed, by the clock of the signer.
  public internal(set) var sealedAt: String?
  /// When an authority saw the root, as its answer states; whose signature is not checked here.
  public internal(set) var stampedAt: String?
  /// The same for the plan.
  public internal(set) var planStampedAt: String?
  /// Whether the bag is the disclosed part of another.
  public internal(set) var isRedacted = false
  /// The first problems, in the order of the checks, at most `longestList` of them.
  public private(set) var problems: [EvidenceError] = []
  public private(set) var problemCount = 0

  /// Problems that are kept; more are only counted.
  public static let longestList = 50

  /// Checks everything there is; what is wrong is in the result.
  ///
  /// - Parameter key: the key that must have signed.
  /// - Throws: `.missing` when there is no bag at all, `.inputOutput` when a file cannot be read.
  public init(
    of bag: BagFolder, signedBy key: VerificationKey? = nil,
    progress: @escaping EvidenceProgress.Report = { _ in }
  ) throws(EvidenceError) {
    guard fileExists(bag.file(BagLayout.root)) || fileExists(bag.file(BagLayout.declaration)) else {
      throw EvidenceError(
        .missing, "\(bag.url.path) is not an evidence bag: it has no \(BagLayout.root)")
    }
    self.bag = bag
    guard fileExists(bag.file(BagLayout.root)) else {
      root = Digest256(of: Data())
      add(.corrupt(.fileMissing), BagLayout.root, "is missing")
      return
    }
    root = try Digest256(contentsOf: bag.file(BagLayout.root))
    isRedacted = fileExists(bag.file(BagLayout.withheld))
    try checkEverything(key, progress)
  }

  private mutating func checkEverything(
    _ key: VerificationKey?, _ progress: @escaping EvidenceProgress.Report
  ) throws(EvidenceError) {
    let isRootGood = try checkSignature(key)
    try checkTimestamps()
    try checkLooseFiles()
    var isListGood = isRootGood
    if isListGood { isListGood = try checkTagFiles() }
    if isListGood { try checkPayload(progress) }
    try checkRecord(contents: !isListGood, progress)
    if isRedacted { try checkRedaction() }
  }

  mutating func add(_ error: EvidenceError) {
    problemCount += 1
    if problems.count < Self.longestList { problems.append(error) }
  }

  mutating func add(_ kind: EvidenceError.Kind, _ path: String, _ what: String) {
    add(EvidenceError(kind, "\(bag.file(path).path) \(what)"))
  }

  /// Runs a check; what is wrong with the evidence is noted, what is wrong with the disk is thrown.
  ///
  /// Returns whether the check ended without an error.
  @discardableResult
  mutating func note(
    _ check: (inout BagVerification) throws(EvidenceError) -> Void
  ) throws(EvidenceError) -> Bool {
    do throws(EvidenceError) {
      try check(&self)
      return true
    } catch {
      switch error.kind {
      case .corrupt: add(error)
      case .missing: add(EvidenceError(.corrupt(.fileMissing), error.message))
      case .unusable: add(EvidenceError(.corrupt(.malformed), error.message))
      default: throw error
      }
      return false
    }
  }
}
