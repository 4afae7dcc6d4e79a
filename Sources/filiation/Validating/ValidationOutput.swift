import Foundation
import Reporting
import Similarity

/// The files of a validation.
enum ValidationOutput {
  static func write(_ validation: Validation, to folder: URL) throws {
    try write(validation, "validation.json", folder)
    try write(validation.matrix, "validation-matrix.json", folder)
    try OutputFile.write(
      Data(ValidationReport.html(validation).utf8),
      to: folder.appendingPathComponent("validity.html"))
    try OutputFile.write(
      Data(ValidationReport.markdown(validation).utf8),
      to: folder.appendingPathComponent("validity.md"))
  }

  static func write(_ value: some Encodable, _ name: String, _ folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try OutputFile.write(
      try encoder.encode(value) + Data("\n".utf8), to: folder.appendingPathComponent(name))
  }

  /// One object a line.
  static func writeLines(_ values: [some Encodable], _ name: String, _ folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try values.map { try encoder.encode($0) + Data("\n".utf8) }
    try OutputFile.write(Data(lines.joined()), to: folder.appendingPathComponent(name))
  }
}
