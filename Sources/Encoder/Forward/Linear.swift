import Statistics

/// y + x W' + b: one product for all tokens of a batch.
struct Linear: Sendable {
  private let inputs: Int
  private let outputs: Int
  /// Shape: outputs x inputs.
  private let weight: Tensor
  private let bias: Tensor

  init(
    _ name: String, in file: TensorFile, inputs: Int, outputs: Int
  ) throws(EncoderError) {
    self.inputs = inputs
    self.outputs = outputs
    weight = try file.tensor("\(name).weight", shape: [outputs, inputs])
    bias = try file.tensor("\(name).bias", shape: [outputs])
  }

  /// - Parameters:
  ///   - x: `rows` x inputs.
  ///   - y: `rows` x outputs; set, or added to.
  func apply(
    _ x: UnsafePointer<Float>, rows: Int, to y: UnsafeMutablePointer<Float>, adding: Bool = false
  ) {
    bias.withFloats { bias in
      for row in 0..<rows {
        let target = y + row * outputs
        if adding {
          for column in 0..<outputs { target[column] += bias[column] }
        } else {
          target.update(from: bias, count: outputs)
        }
      }
    }
    let product = BlockProduct(rows: rows, columns: outputs, inner: inputs, transposesSecond: true)
    weight.withFloats {
      product(x, stride: inputs, $0, stride: inputs, keeping: 1, into: y, stride: outputs)
    }
  }
}
