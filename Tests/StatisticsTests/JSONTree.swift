import Foundation

/// Recorded values read from JSON. Infinities and NaN are strings there, truth values 0 or 1;
/// a missing key is an error.
indirect enum JSONTree: Decodable, Sendable {
  case null
  case number(Double)
  case text(String)
  case list([JSONTree])
  case object([String: JSONTree])

  struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  init(contentsOf url: URL) throws {
    self = try JSONDecoder().decode(JSONTree.self, from: Data(contentsOf: url))
  }

  /// The golden file of this name; it sits beside the script that makes it.
  static func golden(_ name: String) throws -> JSONTree {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return try JSONTree(contentsOf: folder.appending(path: "Golden/\(name).json"))
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let bool = try? value.decode(Bool.self) {
      self = .number(bool ? 1 : 0)
    } else if let items = try? value.decode([JSONTree].self) {
      self = .list(items)
    } else if value.decodeNil() {
      self = .null
    } else {
      self = .object(try value.decode([String: JSONTree].self))
    }
  }

  subscript(key: String) -> JSONTree {
    get throws {
      guard case .object(let items) = self, let item = items[key] else {
        throw Unexpected(description: "no value named \(key)")
      }
      return item
    }
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  var items: [JSONTree] {
    get throws {
      guard case .list(let items) = self else { throw Unexpected(description: "not a list") }
      return items
    }
  }

  var text: String {
    get throws {
      guard case .text(let text) = self else { throw Unexpected(description: "not a text") }
      return text
    }
  }

  var double: Double {
    get throws {
      switch self {
      case .number(let number): return number
      case .text("inf"): return .infinity
      case .text("-inf"): return -.infinity
      case .text("nan"): return .nan
      default: throw Unexpected(description: "not a number")
      }
    }
  }

  var doubles: [Double] { get throws { try items.map { try $0.double } } }

  var rows: [[Double]] { get throws { try items.map { try $0.doubles } } }

  var ints: [Int] { get throws { try doubles.map { Int($0) } } }

  var bools: [Bool] { get throws { try doubles.map { $0 != 0 } } }
}

/// Whether two numbers agree to a tolerance, relative beyond magnitude 1; infinities must be equal.
func agree(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  a == b || abs(a - b) <= tolerance * max(1, abs(b))
}

/// Whether two lists have equal length and agree item by item.
func agree(_ a: [Double], _ b: [Double], _ tolerance: Double) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { agree($0, $1, tolerance) }
}
