/// JSON text with members in the order given, so that a file has exactly one spelling.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Appends the UTF-8 spelling, on one line and without insignificant spaces.
  package func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .decimal(let value): bytes += value.description.utf8
    case .string(let value): Self.quote(value, into: &bytes)
    case .array(let values): Self.appendArray(values, to: &bytes)
    case .object(let members): Self.appendObject(members, to: &bytes)
    }
  }

  private static func appendArray(_ values: [JSONValue], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      value.append(to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func appendObject(_ members: [(String, JSONValue)], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      quote(member.0, into: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.1.append(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func quote(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20: bytes += "\\u00".utf8 + hexadecimal(byte)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}

extension Probe {
  /// The line of this probe in a probe set or a panel.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = [("id", .string(id))]
    if let stratum { members.append(("stratum", .string(stratum))) }
    members.append(("kind", .string(kind.rawValue)))
    if let text = singleTurn {
      members.append(("prompt", .string(text)))
    } else if !prompt.isEmpty {
      members.append(("prompt", .array(prompt.map(\.json))))
    }
    if let choices { members.append(("choices", .array(choices.map { .string($0) }))) }
    if let key { members.append(("key", .string(key))) }
    if let extract { members.append(("extract", .string(extract.rawValue))) }
    return .object(members)
  }
}

extension Message {
  package var json: JSONValue {
    .object([("role", .string(role.rawValue)), ("content", .string(content))])
  }
}
