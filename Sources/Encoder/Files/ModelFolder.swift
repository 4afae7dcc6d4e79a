import Crypto
package import Foundation

/// The folder of a model as published: reads its files and remembers the digest of each one read.
package struct ModelFolder {
  let url: URL
  /// SHA-256 in hexadecimal, by path inside the folder.
  private(set) var digests: [String: String] = [:]

  package init(_ url: URL) throws(EncoderError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw EncoderError(
        .missing, "there is no folder \(url.path); name the folder that holds config.json")
    }
    self.url = url
  }

  func holds(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
  }

  /// A file, mapped into memory.
  mutating func data(_ name: String) throws(EncoderError) -> Data {
    guard holds(name) else {
      throw EncoderError(
        .missing, "\(url.path) holds no \(name); copy the whole folder as it was published")
    }
    let data: Data
    do {
      data = try Data(contentsOf: url.appendingPathComponent(name), options: .alwaysMapped)
    } catch {
      throw EncoderError(
        .missing, "\(name) of \(url.path) is no file, or its permissions forbid reading it")
    }
    digests[name] = SHA256.hash(data: data).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }.joined()
    return data
  }

  /// A file of JSON with its names in snake case.
  mutating func decoded<Value: Decodable>(
    _ type: Value.Type, from name: String
  ) throws(EncoderError) -> Value {
    let data = try data(name)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw EncoderError(.damaged, "\(name) of \(url.path) is not as expected: \(Self.what(error))")
    }
  }

  private static func what(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    return switch error {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another type"
    default: "it is cut or no JSON"
    }
  }
}
