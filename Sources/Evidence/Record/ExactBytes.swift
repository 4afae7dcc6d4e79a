public import Foundation

/// What was sent or received, on its way to the disk with the line of the log that names it.
public struct ExactBytes: Sendable {
  public let digest: Digest256
  let side: RawStore.Side
  let bytes: Data

  public init(_ bytes: Data, as side: RawStore.Side) {
    digest = Digest256(of: bytes)
    self.side = side
    self.bytes = bytes
  }
}
