/// Reads the usual spelling of a response line much faster than a general JSON decoder: one flat
/// object of known members. Whatever is unusual gives `nil`, and the caller uses the decoder.
package struct ResponseScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  package static func row(in bytes: UnsafeBufferPointer<UInt8>) -> RecordedRow? {
    var scanner = ResponseScanner(bytes)
    return scanner.object()
  }

  private mutating func object() -> RecordedRow? {
    var texts: [String: String] = [:]
    var sample: Int?
    guard take("{") else { return nil }
    repeat {
      guard let name = string(), take(":") else { return nil }
      switch name {
      case "sample":
        guard sample == nil, let value = integer() else { return nil }
        sample = value
      case "subject", "probe", "response", "answer":
        guard let value = string(), texts.updateValue(value, forKey: name) == nil else {
          return nil
        }
      default: return nil
      }
    } while take(",")
    guard take("}") else { return nil }
    skipSpace()
    guard at == bytes.count, let subject = texts["subject"], let probe = texts["probe"],
      let response = texts["response"]
    else { return nil }
    return RecordedRow(
      subject: subject, probe: probe, sample: sample ?? 0, response: response,
      answer: texts["answer"])
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at &+= 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: mark) else { return false }
    at &+= 1
    return true
  }

  /// Up to nine digits without a sign or a leading zero.
  private mutating func integer() -> Int? {
    skipSpace()
    let start = at
    var value = 0
    while at < bytes.count, (0x30...0x39).contains(bytes[at]), at - start < 10 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at &+= 1
    }
    let count = at - start
    guard (1...9).contains(count), count == 1 || bytes[start] != 0x30 else { return nil }
    return value
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    let start = at
    skipPlain()
    guard at < bytes.count else { return nil }
    if bytes[at] == UInt8(ascii: "\"") {
      at &+= 1
      return text(UnsafeBufferPointer(rebasing: bytes[start..<(at - 1)]))
    }
    return escapedString(from: start)
  }

  /// Moves to the next quote, backslash, control character or to the end.
  private mutating func skipPlain() {
    var index = at
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
      index &+= 1
    }
    at = index
  }

  private mutating func escapedString(from start: Int) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(2 * (at - start) + 512)
    var runStart = start
    while at < bytes.count {
      plain.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<at]))
      if bytes[at] == UInt8(ascii: "\"") {
        at &+= 1
        return plain.withUnsafeBufferPointer(text)
      }
      guard bytes[at] == UInt8(ascii: "\\"), unescape(into: &plain) else { return nil }
      runStart = at
      skipPlain()
    }
    return nil
  }

  private mutating func unescape(into plain: inout [UInt8]) -> Bool {
    guard at + 1 < bytes.count else { return false }
    let mark = bytes[at + 1]
    at &+= 2
    switch mark {
    case UInt8(ascii: "n"): plain.append(0x0A)
    case UInt8(ascii: "t"): plain.append(0x09)
    case UInt8(ascii: "r"): plain.append(0x0D)
    case UInt8(ascii: "b"): plain.append(0x08)
    case UInt8(ascii: "f"): plain.append(0x0C)
    case 0x22, 0x5C, 0x2F: plain.append(mark)
    case UInt8(ascii: "u"): return unicodeEscape(into: &plain)
    default: return false
    }
    return true
  }

  /// The four digits after `\u`; surrogates are left to the decoder.
  private mutating func unicodeEscape(into plain: inout [UInt8]) -> Bool {
    guard at + 4 <= bytes.count else { return false }
    var value: UInt32 = 0
    for index in at..<(at + 4) {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return false }
      value = value << 4 | UInt32(digit)
    }
    guard let scalar = Unicode.Scalar(value) else { return false }
    at &+= 4
    plain.append(contentsOf: UTF8.encode(scalar)!)
    return true
  }

  private func text(_ buffer: UnsafeBufferPointer<UInt8>) -> String? {
    String(validating: buffer, as: UTF8.self)
  }
}
