import Foundation

/// Values recorded by `Golden/make_golden.py`.
func golden<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(
    type, from: Data(contentsOf: folder.appending(path: "Golden/\(name).json")))
}

struct LexicalGolden: Decodable {
  /// Shape: probes x subjects x samples.
  let probes: [[[String]]]
  let references: [[Bool]]
  /// By metric: for every text the numbers of its terms.
  let terms: [String: [[Int]]]
  /// By metric; shape: references x probes x subjects x subjects.
  let cosines: [String: [[[[Double?]]]]]
  /// Shape: probes x subjects x subjects.
  let lengthDifferences: [[[Double?]]]
}

struct ScalarGolden: Decodable {
  /// Beginnings of runs of one class, and the class: 0 unassigned, 1 word, 2 space, 3 other.
  let runs: [Int]
}

struct AgreementGolden: Decodable {
  let options: [Int]
  let keys: [Int]
  /// Shape: subjects x items.
  let answers: [[Int]]
  let kappas: [[Double?]]
}
