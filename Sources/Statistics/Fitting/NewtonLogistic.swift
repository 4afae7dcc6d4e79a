#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The cases of a logistic regression, features row after row.
struct LogisticCases {
  let features: UnsafeBufferPointer<Double>
  let labels: UnsafeBufferPointer<Bool>
  let weights: UnsafeBufferPointer<Double>
}

/// One minimisation of ridge/2 |slopes|^2 + sum of weighted losses, in borrowed memory.
///
/// Coefficient 0 is the intercept. The Hessian is kept in its lower triangle, row-major.
struct NewtonLogistic {
  private let cases: LogisticCases
  private let order: Int
  private let ridge: Double
  private let coefficients: UnsafeMutablePointer<Double>
  private let gradient: UnsafeMutablePointer<Double>
  private let step: UnsafeMutablePointer<Double>
  private let hessian: UnsafeMutablePointer<Double>

  /// - Parameter memory: order * (order + 3) zeros that outlive this value.
  init(
    cases: LogisticCases, order: Int, ridge: Double, memory: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(memory.count >= order * (order + 3))
    precondition(cases.features.count == cases.labels.count * (order - 1))
    self.cases = cases
    self.order = order
    self.ridge = ridge
    coefficients = memory.baseAddress!
    gradient = coefficients + order
    step = gradient + order
    hessian = step + order
  }

  mutating func minimise(from start: LogisticModel?) -> Result<LogisticModel, StatisticsError> {
    if let start {
      coefficients[0] = start.intercept
      for j in 1..<order { coefficients[j] = start.slopes[j - 1] }
    }
    var objective = evaluate()
    for _ in 0..<100 {
      guard objective.isFinite else {
        return .failure(.init(.notFinite, "a feature or weight of a logistic fit is not finite"))
      }
      guard solveForStep() else {
        return .failure(
          .init(.degenerate, "logistic fit is not determined: standardise, drop or add ridge"))
      }
      if stepIsNegligible() {
        move(by: 1)
        return .success(model)
      }
      guard let lower = descend(from: objective) else { break }
      objective = lower
    }
    return .failure(.init(.noConvergence, "logistic fit did not converge: add ridge"))
  }

  private var model: LogisticModel {
    LogisticModel(
      intercept: coefficients[0],
      slopes: Array(UnsafeBufferPointer(start: coefficients + 1, count: order - 1)))
  }

  /// A step this small leaves an error of its square, beyond double precision.
  private func stepIsNegligible() -> Bool {
    var (largest, scale) = (0.0, 1.0)
    for j in 0..<order {
      largest = max(largest, abs(step[j]))
      scale = max(scale, abs(coefficients[j]))
    }
    return largest <= 1e-6 * scale
  }

  private func move(by fraction: Double) {
    for j in 0..<order { coefficients[j] -= fraction * step[j] }
  }

  /// Takes the step, halved until the objective does not rise; nil when no fraction of it helps.
  private func descend(from objective: Double) -> Double? {
    var fraction = 1.0
    move(by: 1)
    while true {
      let reached = evaluate()
      if reached <= objective * (1 + 1e-13) { return reached }
      if fraction < 1e-9 { return nil }
      fraction /= 2
      move(by: -fraction)
    }
  }

  /// The objective at the coefficients; fills gradient and Hessian.
  private func evaluate() -> Double {
    let slopes = order &- 1
    gradient.update(repeating: 0, count: order)
    hessian.update(repeating: 0, count: order * order)
    var objective = 0.0
    var row = cases.features.baseAddress!
    for index in 0..<cases.labels.count {
      let weight = cases.weights[index]
      if weight != 0 {
        objective += weight * add(row, slopes, positive: cases.labels[index], weight)
      }
      row += slopes
    }
    for j in 1..<order {
      objective += 0.5 * ridge * coefficients[j] * coefficients[j]
      gradient[j] += ridge * coefficients[j]
      hessian[j &* order &+ j] += ridge
    }
    return objective
  }

  /// Adds one case to gradient and Hessian and returns its loss.
  @inline(__always)
  private func add(
    _ x: UnsafePointer<Double>, _ slopes: Int, positive: Bool, _ weight: Double
  ) -> Double {
    var z = coefficients[0]
    for j in 0..<slopes { z += coefficients[j &+ 1] * x[j] }
    let decay = exp(-abs(z))
    let smaller = decay / (1 + decay)
    let probability = z >= 0 ? 1 - smaller : smaller
    let residual = weight * (positive ? (z >= 0 ? -smaller : smaller - 1) : probability)
    let curvature = weight * smaller * (1 - smaller)
    gradient[0] += residual
    hessian[0] += curvature
    for j in 0..<slopes {
      gradient[j &+ 1] += residual * x[j]
      let weighted = curvature * x[j]
      let line = hessian + (j &+ 1) &* order
      line[0] += weighted
      for k in 0...j { line[k &+ 1] += weighted * x[k] }
    }
    return max(positive ? -z : z, 0) + log1p(decay)
  }

  /// Solves Hessian step = gradient by Cholesky in place; false when the Hessian is singular.
  private func solveForStep() -> Bool {
    for i in 0..<order {
      let line = hessian + i * order
      let diagonal = line[i]
      for j in 0..<i {
        let other = hessian + j * order
        for k in 0..<j { line[j] -= line[k] * other[k] }
        line[j] /= other[j]
        line[i] -= line[j] * line[j]
      }
      guard line[i] > 1e-13 * diagonal, line[i].isFinite else { return false }
      line[i].formSquareRoot()
    }
    for i in 0..<order {
      step[i] = gradient[i]
      for k in 0..<i { step[i] -= hessian[i * order + k] * step[k] }
      step[i] /= hessian[i * order + i]
    }
    for i in stride(from: order - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(order, i + 1) { step[i] -= hessian[k * order + i] * step[k] }
      step[i] /= hessian[i * order + i]
    }
    return true
  }
}
