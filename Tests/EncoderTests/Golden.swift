import Encoder
import Foundation

/// What `Golden/make_golden.py` wrote.
enum Golden {
  static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  }

  static func model(_ name: String) -> URL { folder.appending(path: "models/\(name)") }

  /// The encoder in a copy of a small model that was changed before it is read.
  static func encoder(
    _ name: String = "mean", longest: Int? = nil, changing change: (URL) throws -> Void
  ) throws -> SentenceEncoder {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: model(name), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    try change(folder)
    return try SentenceEncoder(folder: folder, longest: longest)
  }

  static func vectors() throws -> VectorGolden { try decoded("vectors") }
  static func tokens() throws -> TokenGolden { try decoded("tokens") }
  static func published() throws -> PublishedGolden { try decoded("minilm") }

  private static func decoded<Value: Decodable>(_ name: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Value.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
  }

  /// Digests of the tokens of generated strings, in their order.
  static func digests(_ base64: String) -> [UInt32] {
    let data = Data(base64Encoded: base64) ?? Data()
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
      }
    }
  }
}

struct VectorGolden: Decodable {
  let texts: [String]
  /// Shape: texts x dimensions.
  let mean: [[Float]]
  let first: [[Float]]
  let prefix: String
  let prefixed: [[Float]]
  let meanTokens: [[Int32]]
  let firstTokens: [[Int32]]
}

struct TokenGolden: Decodable {
  struct Normalizer: Decodable {
    struct Settings: Decodable {
      let cleanText: Bool
      let handleChineseChars: Bool
      let stripAccents: Bool?
      let lowercase: Bool
    }

    let settings: Settings
    let digests: String
  }

  let ranges: [[UInt32]]
  let words: [String]
  let normalizers: [String: Normalizer]
}

struct PublishedGolden: Decodable {
  let sha256: String
  let longest: Int
  let texts: [String]
  let vectors: [[Float]]
  /// With the length that the folder gives.
  let usualTexts: [String]
  let usual: [[Float]]
  let digests: String
}
