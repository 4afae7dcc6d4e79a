/// The Unicode scalars of a text, read from the bytes of its UTF-8: one byte is enough for ASCII.
///
/// The bytes must be valid UTF-8, as those of a string are.
struct UTF8Scalars: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Positions of the bytes that are left.
  private var start: Int
  private var end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    (start, end) = (0, bytes.count)
  }

  /// How many bytes are left.
  var byteCount: Int { end - start }

  @inline(__always)
  mutating func next() -> Unicode.Scalar? {
    guard start < end else { return nil }
    let first = bytes[start]
    if first < 0x80 {
      start &+= 1
      return Unicode.Scalar(first)
    }
    let (scalar, end) = Self.beyondASCII(bytes, start)
    start = end
    return scalar
  }

  /// The next scalar if it is as wanted; otherwise it stays.
  @inline(__always)
  mutating func next(if isWanted: (Unicode.Scalar) -> Bool) -> Unicode.Scalar? {
    var rest = self
    guard let scalar = rest.next(), isWanted(scalar) else { return nil }
    self = rest
    return scalar
  }

  /// The next scalar in lower case if it is an ASCII letter, as most are; otherwise it stays.
  @inline(__always)
  mutating func nextLetter() -> UInt64? {
    guard start < end else { return nil }
    let lower = bytes[start] | 0x20
    guard lower &- 0x61 < 26 else { return nil }
    start &+= 1
    return UInt64(lower)
  }

  /// The number of leading ones of the first byte is the number of bytes.
  @inline(never)
  private static func beyondASCII(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (Unicode.Scalar?, end: Int) {
    let length = (~bytes[start]).leadingZeroBitCount
    var value = UInt32(bytes[start]) & (0x7F >> UInt32(length))
    for byte in bytes[start + 1..<start + length] { value = value << 6 | UInt32(byte & 0x3F) }
    return (Unicode.Scalar(value), start + length)
  }

  /// Takes the last scalar away.
  mutating func popLast() -> Unicode.Scalar? {
    guard start < end else { return nil }
    var last = self
    last.start = end - 1
    while bytes[last.start] & 0xC0 == 0x80 { last.start -= 1 }
    end = last.start
    return last.next()
  }

  /// What is in front of `rest`, which is the end of this text.
  @inline(__always)
  func before(_ rest: UTF8Scalars) -> UTF8Scalars {
    var front = self
    front.end = rest.start
    return front
  }

  /// What follows `front`, which is the beginning of this text.
  func after(_ front: UTF8Scalars) -> UTF8Scalars {
    var rest = self
    rest.start = front.end
    return rest
  }

  /// The first scalars.
  func beginning(_ count: Int) -> UTF8Scalars {
    var rest = self
    for _ in 0..<count where rest.next() == nil { break }
    return before(rest)
  }

  /// Lines that are not empty.
  var lines: [UTF8Scalars] {
    bytes[start..<end].split(separator: UInt8(ascii: "\n")).map {
      UTF8Scalars(UnsafeBufferPointer(rebasing: $0))
    }
  }
}

extension String {
  /// Reads the scalars of the text; they are valid for the time of the call.
  func withScalars<Result>(_ body: (UTF8Scalars) -> Result) -> Result {
    var text = self
    return text.withUTF8 { body(UTF8Scalars($0)) }
  }
}
