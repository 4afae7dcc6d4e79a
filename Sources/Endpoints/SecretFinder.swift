import Foundation

/// Finds a secret in bytes that may hold it in another form.
///
/// Recognised are the secret itself, its hexadecimal form and its base 64 form (RFC 4648, both
/// alphabets, wherever it begins), each with any character escaped as in JSON (`\/`, `\u002f`, also
/// escaped again), URLs (`%2f`, `%252f`) or HTML (`&#47;`).
struct SecretFinder: Hashable, Sendable {
  private let forms: [[UInt8]]
  /// What escapes begin with.
  private static let marks = Array("\\%&".utf8)
  /// By byte, whether a form of the secret may begin with it.
  private let begins: [Bool]

  init(_ secret: String) {
    let plain = Array(secret.utf8)
    let hexadecimal = plain.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    let encoded = (0..<3).map { Self.base64(of: plain, after: $0) }
    let others =
      [hexadecimal, hexadecimal.uppercased()] + encoded
      + encoded.map { $0.replacing("+", with: "-").replacing("/", with: "_") }
    forms = Array(Set([plain] + others.map { Array($0.utf8) }))
    var begins = [Bool](repeating: false, count: 256)
    for first in forms.map({ $0[0] }) + Self.marks { begins[Int(first)] = true }
    self.begins = begins
  }

  /// The characters of a base 64 text that depend on the secret alone when it stands there after a
  /// number of bytes that leaves this remainder of three.
  private static func base64(of secret: [UInt8], after count: Int) -> String {
    let bytes = [UInt8](repeating: 0, count: count) + secret
    let text = Data(bytes).base64EncodedString()
    return String(text.prefix(bytes.count * 8 / 6).dropFirst((count * 8 + 5) / 6))
  }

  /// Where the secret stands, in order and without overlap.
  func ranges(in bytes: Data) -> [Range<Int>] {
    bytes.withUnsafeBytes { buffer in
      var found: [Range<Int>] = []
      var at = 0
      while at < buffer.count {
        let end =
          begins[Int(buffer[at])]
          ? forms.lazy.compactMap { Self.end(of: $0[...], in: buffer, at: at) }.first : nil
        if let end { found.append(at..<end) }
        at = end ?? at + 1
      }
      return found
    }
  }

  /// Where the form ends that begins at a position, if it does.
  private static func end(
    of form: ArraySlice<UInt8>, in text: UnsafeRawBufferPointer, at start: Int
  ) -> Int? {
    var at = start
    for (index, byte) in zip(form.indices, form) {
      if at < text.count, text[at] == byte, !marks.contains(byte) {
        at += 1
        continue
      }
      let ends = ends(of: byte, in: text, at: at)
      guard let first = ends.first else { return nil }
      guard ends.count == 1 else {
        let rest = form[(index + 1)...]
        return ends.lazy.compactMap { end(of: rest, in: text, at: $0) }.first
      }
      at = first
    }
    return at
  }

  /// Where a byte of the secret that stands at a position may end: there is more than one reading
  /// where the secret itself holds a mark that escapes begin with.
  private static func ends(
    of byte: UInt8, in text: UnsafeRawBufferPointer, at start: Int
  ) -> [Int] {
    guard start < text.count else { return [] }
    let plain = text[start] == byte ? [start + 1] : []
    return switch text[start] {
    case UInt8(ascii: "\\"): plain + [endOfBackslash(byte, text, start)].compactMap { $0 }
    case UInt8(ascii: "%"): plain + endsOfPercent(byte, text, start + 1)
    case UInt8(ascii: "&"): plain + [endOfReference(byte, text, start + 1)].compactMap { $0 }
    default: plain
    }
  }

  private static func endOfBackslash(
    _ byte: UInt8, _ text: UnsafeRawBufferPointer, _ start: Int
  ) -> Int? {
    var at = start
    while at < text.count, text[at] == UInt8(ascii: "\\") { at += 1 }
    guard at < text.count else { return nil }
    if text[at] == byte, byte != UInt8(ascii: "\\") { return at + 1 }
    guard text[at] == UInt8(ascii: "u"), number(text, at + 1, digits: 4, radix: 16) == byte else {
      return nil
    }
    return at + 5
  }

  /// A percent sign may have been escaped any number of times itself.
  private static func endsOfPercent(
    _ byte: UInt8, _ text: UnsafeRawBufferPointer, _ start: Int
  ) -> [Int] {
    var ends: [Int] = []
    var at = start
    while let value = number(text, at, digits: 2, radix: 16) {
      if value == byte { ends.append(at + 2) }
      guard value == UInt8(ascii: "%") else { break }
      at += 2
    }
    return ends
  }

  private static func endOfReference(
    _ byte: UInt8, _ text: UnsafeRawBufferPointer, _ start: Int
  ) -> Int? {
    guard start < text.count, text[start] == UInt8(ascii: "#"),
      let end = text[start..<min(start + 10, text.count)].firstIndex(of: UInt8(ascii: ";"))
    else { return nil }
    let isHexadecimal = text[start + 1] | 0x20 == UInt8(ascii: "x")
    let first = start + (isHexadecimal ? 2 : 1)
    let value = number(text, first, digits: end - first, radix: isHexadecimal ? 16 : 10)
    return value == byte ? end + 1 : nil
  }

  private static func number(
    _ text: UnsafeRawBufferPointer, _ start: Int, digits: Int, radix: Int
  ) -> UInt8? {
    guard start + digits <= text.count else { return nil }
    var value = 0
    for byte in text[start..<(start + digits)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else {
        return nil
      }
      value = value * radix + digit
    }
    return UInt8(exactly: value)
  }
}
