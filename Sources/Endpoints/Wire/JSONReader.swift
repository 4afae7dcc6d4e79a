import Foundation

/// Reads JSON text (RFC 8259) as servers send it, in time and memory proportional to its length.
///
/// More is taken than the standard allows where an answer would be lost otherwise: control characters
/// inside texts, bytes that are not UTF-8 and halves of surrogate pairs, which are read as U+FFFD, a
/// byte-order mark, and numbers beyond the range of `Double`, which become the largest one. Of members
/// with the same name the last one counts.
struct JSONReader {
  /// Deeper values are refused: nobody answers so, and reading them takes stack.
  static let deepest = 512

  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The value of a text, or `nil` when it is not JSON.
  static func value(of data: Data) -> JSON? {
    data.withUnsafeBytes { buffer in
      var reader = JSONReader(buffer)
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
      guard let value = reader.value(levels: deepest) else { return nil }
      reader.skipSpace()
      return reader.at == buffer.count ? value : nil
    }
  }

  private mutating func value(levels: Int) -> JSON? {
    skipSpace()
    guard at < bytes.count, levels > 0 else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "{"): return object(levels: levels - 1)
    case UInt8(ascii: "["): return array(levels: levels - 1)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let expected = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[at...].starts(with: expected) else { return false }
    at += expected.count
    return true
  }

  /// Whether the next byte that is not space is the mark; it is passed over then.
  private mutating func takeMark(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private mutating func object(levels: Int) -> JSON? {
    at += 1
    var members: [String: JSON] = [:]
    if takeMark("}") { return .object(members) }
    repeat {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\""), let name = string(), takeMark(":"),
        let value = value(levels: levels)
      else { return nil }
      members[name] = value
    } while takeMark(",")
    return takeMark("}") ? .object(members) : nil
  }

  private mutating func array(levels: Int) -> JSON? {
    at += 1
    var elements: [JSON] = []
    if takeMark("]") { return .array(elements) }
    repeat {
      guard let value = value(levels: levels) else { return nil }
      elements.append(value)
    } while takeMark(",")
    return takeMark("]") ? .array(elements) : nil
  }
}

extension JSONReader {
  private mutating func number() -> JSON? {
    let start = at
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard let whole = digits(), whole == 1 || bytes[at - whole] != UInt8(ascii: "0") else {
      return nil
    }
    var isWhole = true
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      isWhole = false
      guard digits() != nil else { return nil }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      isWhole = false
      if at < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[at]) { at += 1 }
      guard digits() != nil else { return nil }
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text) else { return nil }
    if let whole = Int(exactly: value) { return .integer(whole) }
    let most = Double.greatestFiniteMagnitude
    return .number(min(max(value, -most), most))
  }

  /// Passes over digits; `nil` when there are none, else how many.
  private mutating func digits() -> Int? {
    let start = at
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
    return at > start ? at - start : nil
  }

  /// The text that begins with the quotation mark here.
  private mutating func string() -> String? {
    at += 1
    let start = at
    skipPlain()
    guard at < bytes.count else { return nil }
    var text = Array(bytes[start..<at])
    while bytes[at] != UInt8(ascii: "\"") {
      guard unescape(into: &text) else { return nil }
      let start = at
      skipPlain()
      guard at < bytes.count else { return nil }
      text += bytes[start..<at]
    }
    at += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// Moves to the next quotation mark or backslash, or to the end.
  private mutating func skipPlain() {
    while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
  }

  private mutating func unescape(into text: inout [UInt8]) -> Bool {
    at += 2
    guard at <= bytes.count else { return false }
    switch bytes[at - 1] {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case 0x22, 0x5C, 0x2F: text.append(bytes[at - 1])
    case UInt8(ascii: "u"):
      guard let scalar = escapedScalar() else { return false }
      text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    default: return false
    }
    return true
  }

  /// The character of the four digits here, and of the second half of a pair behind them; U+FFFD for
  /// half a pair. `nil` when there are no four digits.
  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let first = codeUnit(at: at) else { return nil }
    at += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, bytes[min(at, bytes.count)...].starts(with: #"\u"#.utf8),
      let second = codeUnit(at: at + 2), (0xDC00...0xDFFF).contains(second)
    else { return "\u{FFFD}" }
    at += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private func codeUnit(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<(start + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
