import Statistics

/// A statistic of `AgreementCounts`, evaluated for every pair.
///
/// What depends on whether each of two subjects answered and was right is a matrix product over the
/// items; only whether their answers are the same is compared item by item.
struct AgreementEvidence: PairEvidence {
  /// Probes of the items.
  private let probes: [Int]
  private let answers: AnswerRows
  /// Shape of each: subjects x items; 1 where the subject answered, was right, was wrong, and what a
  /// guess is worth where it answered.
  private let answered: Matrix<Double>
  private let right: Matrix<Double>
  private let wrong: Matrix<Double>
  private let chance: Matrix<Double>
  private let statistic: @Sendable (AgreementCounts) -> Double?

  init(
    subjectCount: Int, items: ErrorItems,
    statistic: @escaping @Sendable (AgreementCounts) -> Double?
  ) {
    func flags(_ value: (ErrorItems.Item, Int32) -> Double) -> Matrix<Double> {
      Matrix(
        rows: subjectCount, columns: items.items.count,
        elements: items.codes.flatMap { codes in
          items.items.map { item in
            let code = codes[item.position]
            return code == AnswerCodes.absent ? 0 : value(item, code)
          }
        })
    }
    probes = items.items.map(\.probe)
    answers = AnswerRows(items.codes.map { codes in items.items.map { codes[$0.position] } })
    answered = flags { _, _ in 1 }
    right = flags { $1 == $0.right ? 1 : 0 }
    wrong = flags { $1 == $0.right ? 0 : 1 }
    chance = flags { item, _ in
      item.options.map { $0 > 1 ? 1 / Double($0 - 1) : 0 } ?? 0
    }
    self.statistic = statistic
  }

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    weights.map { weights in similarities(under: probes.map { weights[$0] }) }
  }

  /// - Parameter weights: of the items.
  private func similarities(under weights: [Float]) -> SimilarityMatrix {
    let weighted = answered.scalingColumns(by: weights)
    let both = Matrix.product(answered, transposed: false, times: weighted, transposed: true)
    let rights = Matrix.product(right, transposed: false, times: weighted, transposed: true)
    let chances = Matrix.product(chance, transposed: false, times: weighted, transposed: true)
    let wrongs = Matrix.product(
      wrong, transposed: false, times: wrong.scalingColumns(by: weights), transposed: true)
    let agreement = answers.agreement(under: weights)
    var matrix = SimilarityMatrix(count: answered.rows)
    for a in 0..<answered.rows {
      for b in 0..<a {
        let value = statistic(
          AgreementCounts(
            both: both[a, b], agree: agreement(a, b), firstRight: rights[a, b],
            secondRight: rights[b, a], bothWrong: wrongs[a, b], chance: chances[a, b]))
        matrix[a, b] = value
        matrix[b, a] = value
      }
    }
    return matrix
  }
}

extension Matrix<Double> {
  /// Every column times its weight.
  fileprivate func scalingColumns(by weights: [Float]) -> Matrix {
    var result = self
    result.withUnsafeMutableElements { elements in
      for row in 0..<rows {
        for column in 0..<columns { elements[row &* columns &+ column] *= Double(weights[column]) }
      }
    }
    return result
  }
}

/// The coded answers of every subject, in an order that is compared many at a time.
private struct AnswerRows: Sendable {
  private static let lanes = 16
  /// Shape: subjects x items, filled up to whole vectors; in `partners` an absent answer has another
  /// code, so that it equals none.
  private let codes: [[Int32]]
  private let partners: [[Int32]]

  init(_ codes: [[Int32]]) {
    self.codes = codes.map { Self.filled($0, with: AnswerCodes.absent) }
    partners = self.codes.map { codes in
      codes.map { $0 == AnswerCodes.absent ? AnswerCodes.absent - 1 : $0 }
    }
  }

  private static func filled<Element>(_ row: [Element], with filling: Element) -> [Element] {
    row + [Element](repeating: filling, count: (lanes - row.count % lanes) % lanes)
  }

  /// The weight of the items to which two subjects gave one answer. In single precision: exact for
  /// weights that are counts.
  func agreement(under weights: [Float]) -> (Int, Int) -> Double {
    let weights = Self.filled(weights, with: 0)
    return { [codes, partners] a, b in
      codes[a].withUnsafeBytes { first in
        partners[b].withUnsafeBytes { second in
          weights.withUnsafeBytes { Self.agreement(first, second, $0) }
        }
      }
    }
  }

  private static func agreement(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer,
    _ weights: UnsafeRawBufferPointer
  ) -> Double {
    var sum = SIMD16<Float>()
    for start in stride(from: 0, to: weights.count, by: lanes * 4) {
      let x = first.loadUnaligned(fromByteOffset: start, as: SIMD16<Int32>.self)
      let y = second.loadUnaligned(fromByteOffset: start, as: SIMD16<Int32>.self)
      let weight = weights.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self)
      sum += weight.replacing(with: 0, where: x .!= y)
    }
    return Double(sum.sum())
  }
}
