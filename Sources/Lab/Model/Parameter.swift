import Foundation
import Statistics

/// A matrix of weights with the state of its optimiser (Adam, Kingma & Ba 2015, with weight decay
/// added to the gradient).
struct Parameter: Sendable {
  var value: Matrix<Float>
  var gradient: Matrix<Float>
  private var mean: Matrix<Float>
  private var square: Matrix<Float>

  private static let meanDecay: Float = 0.9
  private static let squareDecay: Float = 0.98

  init(_ value: Matrix<Float>) {
    self.value = value
    gradient = Matrix(rows: value.rows, columns: value.columns)
    mean = gradient
    square = gradient
  }

  /// Takes one step against the gradient and clears it.
  ///
  /// - Parameters:
  ///   - rate: length of a step.
  ///   - decay: pull towards zero.
  ///   - time: number of this step, from 1.
  mutating func step(rate: Float, decay: Float, time: Int) {
    let (b1, b2) = (Self.meanDecay, Self.squareDecay)
    let length = rate / (1 - pow(b1, Float(time)))
    let scale = 1 / (1 - pow(b2, Float(time)))
    value.withUnsafeMutableElements { w in
      gradient.withUnsafeMutableElements { g in
        mean.withUnsafeMutableElements { m in
          square.withUnsafeMutableElements { v in
            precondition(g.count == w.count && m.count == w.count && v.count == w.count)
            for i in 0..<w.count {
              let slope = g[i] + decay * w[i]
              m[i] = b1 * m[i] + (1 - b1) * slope
              v[i] = b2 * v[i] + (1 - b2) * slope * slope
              w[i] -= length * m[i] / ((v[i] * scale).squareRoot() + 1e-8)
              g[i] = 0
            }
          }
        }
      }
    }
  }
}
