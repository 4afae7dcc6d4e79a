import Foundation

/// Numbers of a model, row after row: mapped from the file where it holds 32-bit floats, else
/// converted.
package struct Tensor: Sendable {
  let shape: [Int]
  private let bytes: Data

  /// - Parameter bytes: `shape`'s product of 32-bit floats.
  init(shape: [Int], bytes: Data) {
    self.shape = shape
    let isAligned = bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) % 4 == 0 }
    self.bytes = isAligned ? bytes : Data([UInt8](bytes))
  }

  func withFloats<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    bytes.withUnsafeBytes { body($0.assumingMemoryBound(to: Float.self).baseAddress!) }
  }
}

extension Tensor {
  /// The formats that weights are published in.
  package enum Format: String {
    case float = "F32"
    case half = "F16"
    case brain = "BF16"

    var width: Int { self == .float ? 4 : 2 }

    /// The same numbers as 32-bit floats.
    func floats(_ bytes: Data) -> Data {
      guard self != .float else { return bytes }
      return bytes.withUnsafeBytes { source in
        var result: [Float] = []
        result.reserveCapacity(source.count / 2)
        for offset in stride(from: 0, to: source.count, by: 2) {
          let bits = source.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
          result.append(self == .brain ? Self.brain(bits) : Self.half(bits))
        }
        return result.withUnsafeBytes { Data($0) }
      }
    }

    /// The upper half of a 32-bit float.
    package static func brain(_ bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

    /// IEEE 754 binary16: the exponent is moved by a multiplication, which also takes care of
    /// subnormal numbers.
    package static func half(_ bits: UInt16) -> Float {
      let sign = UInt32(bits & 0x8000) << 16
      let rest = UInt32(bits & 0x7FFF) << 13
      if bits & 0x7C00 == 0x7C00 { return Float(bitPattern: sign | 0x7F80_0000 | rest & 0x7F_FFFF) }
      let magnitude = Float(bitPattern: rest) * Float(bitPattern: 0x7780_0000)
      return Float(bitPattern: sign | magnitude.bitPattern)
    }
  }
}
