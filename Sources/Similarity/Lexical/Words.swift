/// The words of a text between white space.
struct Words: Sequence, IteratorProtocol {
  /// A word with the hash of its lower-case form.
  struct Word {
    let scalars: UTF8Scalars
    let hash: UInt64
  }

  private var rest: UTF8Scalars

  init(_ text: UTF8Scalars) { rest = text }

  @inline(__always)
  mutating func next() -> Word? {
    while rest.next(if: { ScalarKind($0) == .space }) != nil {}
    let start = rest
    var hash = TermHash()
    hash.append(lowercasing: &rest, while: { ScalarKind($0) != .space })
    let word = start.before(rest)
    return word.byteCount == 0 ? nil : Word(scalars: word, hash: hash.value)
  }
}
