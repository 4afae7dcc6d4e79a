import Foundation

/// A safetensors file (https://github.com/huggingface/safetensors): eight bytes with the length of a
/// JSON header, the header, then the numbers it points into. Every offset is checked against the
/// file before a number is read.
struct TensorFile {
  /// What the reference implementation accepts.
  private static let longestHeader = 100_000_000

  private let data: Data
  private let name: String
  private let start: Int
  private let entries: [String: Entry]

  private struct Entry: Decodable {
    var dtype: String
    var shape: [Int]
    var dataOffsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case dataOffsets = "data_offsets"
    }
  }

  init(_ data: Data, name: String) throws(EncoderError) {
    self.data = data
    self.name = name
    guard data.count >= 8 else { throw Self.cut(name, "it has \(data.count) bytes") }
    let length = data.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= Self.longestHeader else {
      throw EncoderError(.damaged, "\(name) is no safetensors file: its header cannot be so long")
    }
    start = 8 + Int(length)
    guard start <= data.count else {
      throw Self.cut(name, "its header ends at byte \(start) of \(data.count)")
    }
    do {
      entries = try JSONDecoder().decode(Header.self, from: data[8..<start]).entries
    } catch {
      throw EncoderError(.damaged, "\(name) is no safetensors file: its header cannot be read")
    }
  }

  /// - Throws: `.damaged` naming the tensor that is missing, cut or of another shape, `.unsupported`
  ///   for a number format that is not implemented.
  func tensor(_ tensor: String, shape: [Int]) throws(EncoderError) -> Tensor {
    guard let entry = entries[tensor] else {
      throw EncoderError(
        .damaged, "\(name) lacks the tensor \(tensor); the weights are of another architecture")
    }
    guard entry.shape == shape else {
      throw EncoderError(
        .damaged,
        "\(name): the tensor \(tensor) has the shape \(entry.shape) where config.json wants \(shape)"
      )
    }
    guard let format = Tensor.Format(rawValue: entry.dtype) else {
      throw EncoderError(
        .unsupported, "\(name): numbers of the format \(entry.dtype) in \(tensor) are not supported"
      )
    }
    let range = try range(of: entry, called: tensor, width: format.width)
    return Tensor(shape: shape, bytes: format.floats(data[range]))
  }

  private func range(
    of entry: Entry, called tensor: String, width: Int
  ) throws(EncoderError) -> Range<Int> {
    let count = entry.shape.reduce(width, *)
    guard entry.dataOffsets.count == 2,
      case (let low, let high) = (entry.dataOffsets[0], entry.dataOffsets[1]),
      low >= 0, high >= low, high - low == count
    else {
      throw EncoderError(
        .damaged, "\(name): the offsets of the tensor \(tensor) contradict its shape")
    }
    guard high <= data.count - start else {
      throw Self.cut(
        name,
        "the tensor \(tensor) ends \(high) bytes after the header, the file \(data.count - start)")
    }
    return start + low..<start + high
  }

  private static func cut(_ name: String, _ what: String) -> EncoderError {
    EncoderError(.damaged, "\(name) is truncated: \(what); copy it again")
  }

  private struct Header: Decodable {
    var entries: [String: Entry] = [:]

    private struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      for key in container.allKeys where key.stringValue != "__metadata__" {
        entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
      }
    }
  }
}
