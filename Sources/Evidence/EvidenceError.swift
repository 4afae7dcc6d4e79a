import Foundation

/// Why evidence could not be written, or cannot be relied on.
///
/// The message says what is wrong, where, and what to do about it.
public struct EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// The bytes on disk are not the bytes that were recorded.
    case corrupt(Damage)
    /// A file is not there, or may not be read.
    case missing
    /// A file is not what the caller took it for: a key, a time-stamp, a name.
    case unusable
    /// A file or folder is there already, and is never overwritten.
    case exists
    /// Another process is writing the same study.
    case inUse
    /// The folder, the file or the whole file system may not be written.
    case readOnly
    /// No space, or no quota, is left.
    case diskFull
    /// Any other failure of the file system.
    case inputOutput
  }

  /// What has happened to a log, to its plan, to the exact bytes it names, or to a bag.
  public enum Damage: String, Hashable, Sendable {
    case edited, reordered, dropped, inserted
    /// `log.head` counts more lines than the log holds.
    case truncated
    /// The log ends in the middle of a line.
    case torn
    case headMissing = "head-missing"
    case headAltered = "head-altered"
    /// The log begins with the digest of another plan.
    case wrongPlan = "wrong-plan"
    case rawMissing = "raw-missing"
    case rawAltered = "raw-altered"
    /// A file of a bag is not there, is not as it was sealed, or was never sealed.
    case fileMissing = "file-missing"
    case fileAltered = "file-altered"
    case fileExtra = "file-extra"
    /// A list of files or an envelope is not written as this program writes it.
    case malformed
    case unsigned
    case badSignature = "bad-signature"
    case unknownKey = "unknown-key"
    case wrongTimestamp = "wrong-timestamp"
    /// A key or another secret stands in a file that was to be sealed.
    case secret
  }

  public let kind: Kind
  public let message: String
  /// The line of the log concerned, counted from 1.
  public let line: Int?

  public var description: String { message }

  init(_ kind: Kind, _ message: String, line: Int? = nil) {
    self.kind = kind
    self.message = message
    self.line = line
  }

  /// The same error, told as found while checking `line` of the log.
  func at(line: Int) -> EvidenceError {
    EvidenceError(kind, "line \(line): \(message)", line: line)
  }
}

extension EvidenceError {
  /// The error of a system call that has just failed with `code`.
  static func reading(_ path: String, _ code: Int32 = errno) -> EvidenceError {
    let reason = String(cString: strerror(code))
    let isMissing = [ENOENT, EACCES, EPERM].contains(code)
    return EvidenceError(isMissing ? .missing : .inputOutput, "cannot read \(path): \(reason)")
  }

  /// The error of a system call that has just failed with `code`.
  static func writing(_ path: String, _ code: Int32 = errno) -> EvidenceError {
    let failure = "cannot write \(path): \(String(cString: strerror(code)))"
    switch code {
    case EEXIST:
      return EvidenceError(
        .exists, "\(path) is there already and is never overwritten; choose another name")
    case ENOSPC, EDQUOT:
      return EvidenceError(
        .diskFull, failure + "; free some space and run the same command again, it continues")
    case EROFS, EACCES, EPERM:
      return EvidenceError(.readOnly, failure + "; make it writable or choose another folder")
    default:
      return EvidenceError(.inputOutput, failure)
    }
  }
}
