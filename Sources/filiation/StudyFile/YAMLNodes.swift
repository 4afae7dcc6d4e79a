import Foundation
import Yams

extension Position {
  init(_ node: Node) {
    self.init(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}

extension Node {
  /// The pairs of a mapping with its merge keys (`<<`) resolved: what is written here first, then
  /// what is merged in. `nil` when it is not a mapping.
  var mergedPairs: [(key: Node, value: Node)]? {
    guard let mapping else { return nil }
    let own = mapping.filter { $0.key.string != "<<" }
    let merged = mapping.filter { $0.key.string == "<<" }.flatMap { pair in
      (pair.value.sequence.map(Array.init) ?? [pair.value]).flatMap { $0.mergedPairs ?? [] }
    }
    return Array(own) + merged
  }

  static let mostValues = 100_000
  static let deepest = 100

  /// Whether all of it can be gone through: a few aliases of aliases can stand for more values than
  /// there is memory.
  var isReadable: Bool {
    var left = Self.mostValues
    return canBeCounted(down: &left, levels: Self.deepest)
  }

  private func canBeCounted(down left: inout Int, levels: Int) -> Bool {
    left -= 1
    guard left > 0, levels > 0 else { return false }
    if let sequence {
      for item in sequence where !item.canBeCounted(down: &left, levels: levels - 1) {
        return false
      }
    }
    for pair in mapping.map(Array.init) ?? []
    where !pair.value.canBeCounted(down: &left, levels: levels - 1) { return false }
    return true
  }

  /// The node for JSONSerialization; only what is not quoted can be anything but text.
  fileprivate var jsonObject: Any {
    if let sequence { return sequence.map(\.jsonObject) }
    if let pairs = mergedPairs {
      return Dictionary(
        pairs.map { ($0.key.string ?? "", $0.value.jsonObject) },
        uniquingKeysWith: { own, _ in own })
    }
    guard let scalar, scalar.style == .plain || scalar.style == .any else { return string ?? "" }
    return null ?? bool ?? int ?? float.flatMap { $0.isFinite ? $0 : nil } ?? scalar.string
  }
}

/// A JSON object with sorted keys.
func jsonText(_ members: [String: Node]) -> String {
  guard
    let data = try? JSONSerialization.data(
      withJSONObject: members.mapValues(\.jsonObject), options: .sortedKeys)
  else { preconditionFailure("YAML nodes become only what JSON can hold") }
  return String(decoding: data, as: UTF8.self)
}

extension Double {
  /// Without a fraction when it has none.
  var brief: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}
