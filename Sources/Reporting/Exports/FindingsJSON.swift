public import Foundation
public import Similarity

/// `findings.json`: UTF-8, keys sorted, two-space indentation, so that equal findings give equal
/// bytes.
public enum FindingsJSON {
  /// Encodes with a final newline. Throws `notEncodable` for a number that is not finite.
  public static func encode(_ findings: Findings) throws(ReportingError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return try encoder.encode(findings) + Data("\n".utf8)
    } catch {
      throw ReportingError(
        .notEncodable, "The findings cannot be written as JSON: \(place(of: error)).",
        cause: error)
    }
  }

  /// Throws `malformed` for anything that is not findings, `unsupportedSchema` for findings of a
  /// newer version.
  public static func decode(_ data: Data) throws(ReportingError) -> Findings {
    try checkVersion(data)
    do {
      return try JSONDecoder().decode(Findings.self, from: data)
    } catch {
      throw ReportingError(
        .malformed,
        "findings.json is damaged or not from this program: \(place(of: error)). "
          + "Assess again to write it anew.", cause: error)
    }
  }

  private struct Version: Decodable {
    var schemaVersion: Int

    enum CodingKeys: String, CodingKey { case schemaVersion = "schema_version" }
  }

  private static func checkVersion(_ data: Data) throws(ReportingError) {
    let version: Int
    do {
      version = try JSONDecoder().decode(Version.self, from: data).schemaVersion
    } catch {
      throw ReportingError(
        .malformed,
        "This is not a findings file: \(place(of: error)). Give the findings.json "
          + "that an assessment wrote.", cause: error)
    }
    guard version <= Findings.currentSchemaVersion else {
      throw ReportingError(
        .unsupportedSchema,
        "findings.json has schema version \(version); this program reads up to "
          + "\(Findings.currentSchemaVersion). Use the version that wrote it, or a newer one.")
    }
  }

  /// What went wrong and under which key, in one phrase.
  private static func place(of error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "the key `\(key.stringValue)` is missing\(position(context.codingPath))"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "a value of another type is needed\(position(context.codingPath))"
    case DecodingError.dataCorrupted(let context):
      "it is not valid JSON\(position(context.codingPath))"
    case EncodingError.invalidValue(let value, let context):
      "the value \(value) is not representable\(position(context.codingPath))"
    default: "\(error)"
    }
  }

  private static func position(_ path: [any CodingKey]) -> String {
    path.isEmpty
      ? ""
      : " at "
        + path.map { $0.intValue.map(String.init) ?? $0.stringValue }
        .joined(separator: "/")
  }
}
