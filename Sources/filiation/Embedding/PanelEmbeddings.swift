import Encoder
import Evidence
import Foundation
import Probing
import Similarity

/// The vectors of a panel's responses, kept in a file beside the findings so that each is computed
/// once.
///
/// The first line says what made them; every other line holds the SHA-256 of a text and its vector as
/// 32-bit floats, little-endian, in base64.
struct PanelEmbeddings {
  /// Texts between two writes.
  private static let portion = 256

  private struct Header: Codable, Equatable {
    var encoder: String
    var prefix: String
    var longest: Int
    var sha256: [String: String]
  }

  private struct Entry: Codable {
    var text: String
    var vector: Data
  }

  private let encoder: SentenceEncoder
  private let file: URL

  /// - Throws: `EncoderError`.
  init(encoder path: String, in folder: StudyFolder) throws {
    encoder = try SentenceEncoder(folder: URL(fileURLWithPath: path))
    file = folder.url.appendingPathComponent("embeddings.jsonl")
  }

  /// What made them, for the report.
  var description: String { "\(encoder.name) (encoder), \(encoder.dimensions) dimensions" }

  /// SHA-256 of every file of the encoder, by name.
  var digests: [String: String] { encoder.digests }

  /// The vector of every text, by the text; what the file lacks is computed and added to it.
  func vectors(of texts: [String]) async throws -> [String: [Float]] {
    var known = try read()
    let digests = Dictionary(uniqueKeysWithValues: texts.map { ($0, Self.digest($0)) })
    let missing = texts.filter { known[digests[$0]!] == nil }
    let meter = WorkMeter("embedded")
    defer { meter.finish() }
    for start in stride(from: 0, to: missing.count, by: Self.portion) {
      try Task.checkCancellation()
      let end = min(start + Self.portion, missing.count)
      let portion = Array(missing[start..<end])
      let vectors = await encoder.vectors(for: portion)
      let entries = zip(portion, vectors).map {
        Entry(text: digests[$0]!, vector: $1.withUnsafeBytes { Data($0) })
      }
      try append(entries)
      for (entry, vector) in zip(entries, vectors) { known[entry.text] = vector }
      meter.show(end, of: missing.count, "embedded")
    }
    return digests.compactMapValues { known[$0] }
  }

  private static func digest(_ text: String) -> String {
    Digest256(of: Data(text.utf8)).description
  }

  private var header: Header {
    Header(
      encoder: encoder.name, prefix: encoder.prefix, longest: encoder.longest,
      sha256: encoder.digests)
  }

  /// The vectors in the file, by digest of the text; a line that an interruption cut is removed.
  private func read() throws -> [String: [Float]] {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      try OutputFile.write(try Self.line(header), to: file)
      return [:]
    }
    let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let lines = data[..<whole].split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, let made = try? JSONDecoder().decode(Header.self, from: first),
      made == header
    else {
      throw CommandFailure(
        .badData,
        "\(file.path) was made by another encoder; write to another folder, or delete the file")
    }
    if whole < data.count { try truncate(to: whole) }
    var vectors: [String: [Float]] = [:]
    for line in lines.dropFirst() {
      let entry = try decoded(line)
      vectors[entry.text] = entry.vector.withUnsafeBytes { bytes in
        (0..<encoder.dimensions).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
      }
    }
    return vectors
  }

  private func decoded(_ line: Data) throws -> Entry {
    guard let entry = try? JSONDecoder().decode(Entry.self, from: line),
      entry.vector.count == 4 * encoder.dimensions
    else {
      throw CommandFailure(.badData, "\(file.path) is damaged; delete it to compute it anew")
    }
    return entry
  }

  private static func line(_ value: some Encodable) throws -> Data {
    let coder = JSONEncoder()
    coder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try coder.encode(value) + Data("\n".utf8)
  }

  private func append(_ entries: [Entry]) throws {
    let bytes = try entries.reduce(into: Data()) { $0 += try Self.line($1) }
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    do {
      try handle.seekToEnd()
      try handle.write(contentsOf: bytes)
    } catch {
      throw CommandFailure(.cannotWrite, "cannot write \(file.path): \(error.localizedDescription)")
    }
  }

  private func truncate(to length: Int) throws {
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    try handle.truncate(atOffset: UInt64(length))
  }
}
