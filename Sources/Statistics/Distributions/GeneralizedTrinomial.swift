#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How many of several independent trials end in a first and in a second way, with chances that
/// differ from trial to trial; a trial may end in neither.
public struct GeneralizedTrinomial: Sendable {
  public struct Chances: Sendable {
    let first: Double
    let second: Double

    /// Both at least 0, together at most 1.
    public init(first: Double, second: Double) {
      precondition(first >= 0 && second >= 0 && first + second <= 1 + 1e-12, "chances add to 1")
      self.first = first
      self.second = second
    }
  }

  private let trials: [Chances]

  public init(_ trials: [Chances]) { self.trials = trials }

  /// ln of the tail probability of (first, second): the probability of all outcomes (x, y) that are
  /// no less extreme, by P(X >= x, Y >= y) <= P(X >= first, Y >= second) (Maynes 2014).
  ///
  /// The joint distribution is convolved trial by trial, time and memory growing with the cube and
  /// the square of their number. It is tilted towards the outcome, so that small probabilities do
  /// not underflow: P(x, y) = exp(K - a x - b y) T(x, y) with K the sum of
  /// ln(1 + p (exp(a) - 1) + q (exp(b) - 1)).
  public func logTail(first: Int, second: Int) -> Double {
    let count = trials.count
    guard first >= 0, second >= 0, first + second <= count else { return -.infinity }
    let tilt = tilt(to: first, second)
    var (ups, normaliser) = ([Chances](), 0.0)
    for trial in trials {
      let (p, q) = (trial.first * exp(tilt.first), trial.second * exp(tilt.second))
      let total = max(0, 1 - trial.first - trial.second) + p + q
      ups.append(Chances(first: p / total, second: q / total))
      normaliser += log(total)
    }
    let masses = Self.convolved(ups)
    let uppers = Self.upperOrthants(masses, tilt)
    /// ln of an upper orthant or a mass against that of the outcome's own position.
    func placed(_ value: Double, _ x: Int, _ y: Int) -> Double {
      log(value) - tilt.first * Double(x - first) - tilt.second * Double(y - second)
    }
    // Equal ones may differ by rounding.
    let limit = log(uppers[first, second]) + 1e-9
    var sum = 0.0
    for x in 0...count {
      for y in 0...(count - x) where masses[x, y] > 0 && placed(uppers[x, y], x, y) <= limit {
        sum += exp(placed(masses[x, y], x, y))
      }
    }
    let origin = tilt.first * Double(first) + tilt.second * Double(second)
    return min(0, normaliser - origin + log(sum))
  }

  /// The tilt of a trinomial with the mean chances, towards the outcome only.
  private func tilt(to first: Int, _ second: Int) -> (first: Double, second: Double) {
    let p = trials.reduce(0) { $0 + $1.first }
    let q = trials.reduce(0) { $0 + $1.second }
    let count = Double(trials.count)
    func excess(_ observed: Double, _ expected: Double) -> Double {
      log((observed + 0.5) / (max(0, expected) + 0.5))
    }
    let neither = excess(count - Double(first + second), count - p - q)
    return (
      max(0, excess(Double(first), p) - neither), max(0, excess(Double(second), q) - neither)
    )
  }

  /// Joint masses; row = first, column = second.
  private static func convolved(_ trials: [Chances]) -> Matrix<Double> {
    let size = trials.count + 1
    var masses = Matrix<Double>(rows: size, columns: size)
    masses[0, 0] = 1
    masses.withUnsafeMutableElements { cells in
      for (done, trial) in trials.enumerated() {
        let neither = max(0, 1 - trial.first - trial.second)
        for x in stride(from: done + 1, through: 0, by: -1) {
          let row = x &* size
          let above = x > 0 ? row &- size : row
          let first = x > 0 ? trial.first : 0
          for y in stride(from: done + 1 - x, to: 0, by: -1) {
            cells[row &+ y] =
              cells[row &+ y] * neither + cells[above &+ y] * first
              + cells[row &+ y &- 1] * trial.second
          }
          cells[row] = cells[row] * neither + cells[above] * first
        }
      }
    }
    return masses
  }

  /// P(X >= x, Y >= y), each tilted back to its own (x, y): sums of positive terms only.
  private static func upperOrthants(
    _ masses: Matrix<Double>, _ tilt: (first: Double, second: Double)
  ) -> Matrix<Double> {
    let size = masses.rows
    let (down, right) = (exp(-tilt.first), exp(-tilt.second))
    var result = Matrix<Double>(rows: size, columns: size)
    for x in stride(from: size - 1, through: 0, by: -1) {
      var sum = 0.0
      for y in stride(from: size - 1 - x, through: 0, by: -1) {
        sum = masses[x, y] + sum * right
        result[x, y] = sum + (x + 1 < size ? result[x + 1, y] * down : 0)
      }
    }
    return result
  }
}
