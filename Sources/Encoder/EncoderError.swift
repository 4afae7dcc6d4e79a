/// Why a folder cannot be used as a sentence encoder.
public struct EncoderError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// A file is not there.
    case missing
    /// A file is cut, malformed, or does not fit the others.
    case damaged
    /// The model or its tokenizer is of a kind that is not implemented.
    case unsupported
  }

  public var kind: Kind
  /// What is wrong, in which file, and what to do about it.
  public var message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }
}
