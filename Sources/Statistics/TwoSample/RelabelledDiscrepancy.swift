/// The unbiased squared maximum mean discrepancy of two samples (Gretton et al. 2012), and what
/// random relabelling of their points makes of it.
///
/// With the kernel matrix of all N = n + m points U-centred, every row of K sums to zero, and the
/// statistic of a group of n points with indicator u is one quadratic form,
///
///     u'Ku ( 1/(n(n-1)) + 1/(m(m-1)) + 2/(nm) ),
///
/// so that many relabellings are the columns of one matrix product. K is symmetric with zeros on its
/// diagonal: only the triangle above it is multiplied, half the work of K U.
public struct RelabelledDiscrepancy: Sendable {
  private static let batch = 512

  private let points: Int
  /// The size of the smaller group: a group and its complement give the same value.
  private let group: Int
  private let scale: Double
  /// K.
  private let centred: Matrix<Float>
  /// The statistic of the samples as they are.
  public let observed: Double

  /// - Parameters:
  ///   - kernel: kernel values of all points, symmetric; the diagonal is not read.
  ///   - first: the number of leading points that are the first sample; at least 2 in each.
  public init(kernel: Matrix<Float>, first: Int) {
    precondition(kernel.rows == kernel.columns, "a kernel matrix is square")
    precondition(first >= 2 && kernel.rows - first >= 2, "at least two points in each sample")
    points = kernel.rows
    group = min(first, points - first)
    let (n, m) = (Double(first), Double(points - first))
    scale = 1 / (n * (n - 1)) + 1 / (m * (m - 1)) + 2 / (n * m)
    centred = kernel.uCentred()
    let members = Matrix<Float>(
      rows: points, columns: 1, elements: (0..<kernel.rows).map { $0 < first ? 1 : 0 })
    observed = scale * Self.forms(members, centred)[0]
  }

  /// The statistic under random relabellings, each as likely as any other.
  ///
  /// The same stream gives the same relabellings to every kernel on as many points.
  public func relabelled(_ count: Int, stream: RandomStream) -> [Double] {
    stride(from: 0, to: count, by: Self.batch).flatMap { start in
      let members = draw(
        min(Self.batch, count - start), stream.substream("relabelling", start / Self.batch))
      return Self.forms(members, centred).map { $0 * scale }
    }
  }

  /// Indicators of random groups: points x count.
  private func draw(_ count: Int, _ stream: RandomStream) -> Matrix<Float> {
    var stream = stream
    var order = Array(0..<points)
    var members = Matrix<Float>(rows: points, columns: count)
    members.withUnsafeMutableElements { elements in
      order.withUnsafeMutableBufferPointer { order in
        for column in 0..<count {
          for place in 0..<group {
            order.swapAt(place, place &+ stream.index(below: points &- place))
            elements[order[place] &* count &+ column] = 1
          }
        }
      }
    }
    return members
  }

  /// u'Ku for every column u.
  private static func forms(_ members: Matrix<Float>, _ centred: Matrix<Float>) -> [Double] {
    var products = members
    products.multiply(byUpperTriangleOf: centred)
    let width = members.columns
    var sums = [Float](repeating: 0, count: width)
    members.withUnsafeElements { members in
      products.withUnsafeElements { products in
        sums.withUnsafeMutableBufferPointer { sums in
          for start in stride(from: 0, to: members.count, by: width) {
            for column in 0..<width {
              sums[column] += members[start &+ column] * products[start &+ column]
            }
          }
        }
      }
    }
    return sums.map { 2 * Double($0) }
  }
}
