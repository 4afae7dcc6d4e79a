/// Every row to mean 0 and variance 1, then scaled and shifted (Ba, Kiros and Hinton 2016).
struct LayerNorm: Sendable {
  private let width: Int
  private let epsilon: Float
  private let scale: Tensor
  private let shift: Tensor

  init(
    _ name: String, in file: TensorFile, width: Int, epsilon: Float
  ) throws(EncoderError) {
    self.width = width
    self.epsilon = epsilon
    scale = try file.tensor("\(name).weight", shape: [width])
    shift = try file.tensor("\(name).bias", shape: [width])
  }

  /// - Parameter x: `rows` x width, in place.
  func apply(_ x: UnsafeMutablePointer<Float>, rows: Int) {
    scale.withFloats { scale in
      shift.withFloats { shift in
        for row in 0..<rows { normalize(x + row * width, scale, shift) }
      }
    }
  }

  private func normalize(
    _ x: UnsafeMutablePointer<Float>, _ scale: UnsafePointer<Float>, _ shift: UnsafePointer<Float>
  ) {
    let mean = foldLanes(x, count: width, neutral: 0) { $0 + $1 }.sum() / Float(width)
    mapLanes(x, count: width) { $0 - mean }
    let variance = foldLanes(x, count: width, neutral: 0) { $0 + $1 * $1 }.sum() / Float(width)
    let factor = 1 / (variance + epsilon).squareRoot()
    for index in 0..<width { x[index] = x[index] * factor * scale[index] + shift[index] }
  }
}
