import Statistics

/// A statistic of `AgreementCounts`, evaluated for every pair.
///
/// What depends on whether each of two subjects answered and was wrong is a matrix product over the
/// items; only whether their answers are the same is compared item by item. In single precision: exact
/// for weights that are counts.
struct AgreementEvidence: PairEvidence {
  private let subjectCount: Int
  /// Probes of the items, which are in the order of their number of options.
  private let probes: [Int]
  private let answers: AnswerRows
  private let blocks: [FlagBlock]
  private let statistic: @Sendable (AgreementCounts) -> Double?

  init(
    subjectCount: Int, items: ErrorItems,
    statistic: @escaping @Sendable (AgreementCounts) -> Double?
  ) {
    let groups = Dictionary(grouping: items.items) { $0.options ?? 0 }.sorted { $0.key < $1.key }
    let ordered = groups.flatMap(\.value)
    let rows = items.codes.map { codes in ordered.map { codes[$0.position] } }
    var blocks: [FlagBlock] = []
    for (options, members) in groups {
      let first = blocks.last?.items.upperBound ?? 0
      blocks.append(
        FlagBlock(
          items: first..<(first + members.count), chance: options > 1 ? 1 / Double(options - 1) : 0,
          rows, right: members.map(\.right)))
    }
    self.subjectCount = subjectCount
    self.blocks = blocks
    probes = ordered.map(\.probe)
    answers = AnswerRows(rows)
    self.statistic = statistic
  }

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    weights.map { weights in similarities(under: probes.map { weights[$0] }) }
  }

  /// - Parameter weights: of the items.
  private func similarities(under weights: [Float]) -> SimilarityMatrix {
    let products = blocks.map { ($0.chance, $0.product(under: weights)) }
    let agreement = answers.agreement(under: weights)
    return SimilarityMatrix(symmetric: subjectCount) { a, b in
      var (both, firstWrong, secondWrong, bothWrong, chance) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for (guess, product) in products {
        let answered = Double(product[a, b])
        both += answered
        firstWrong += Double(product[subjectCount + a, b])
        secondWrong += Double(product[subjectCount + b, a])
        bothWrong += Double(product[subjectCount + a, subjectCount + b])
        chance += guess * answered
      }
      return statistic(
        AgreementCounts(
          both: both, agree: agreement(a, b), firstRight: both - firstWrong,
          secondRight: both - secondWrong, bothWrong: bothWrong, chance: chance))
    }
  }
}

/// Who answered and who was wrong on the items of one number of options.
private struct FlagBlock: Sendable {
  let items: Range<Int>
  /// What a guess is worth.
  let chance: Double
  /// Shape: twice the subjects x items; 1 where a subject answered, then where it was wrong.
  private let flags: Matrix<Float>

  /// - Parameters:
  ///   - rows: the coded answers of every subject to all items.
  ///   - right: of these items.
  init(items: Range<Int>, chance: Double, _ rows: [[Int32]], right: [Int32]) {
    self.items = items
    self.chance = chance
    var flags = Matrix<Float>(rows: 2 * rows.count, columns: items.count)
    let wrong = rows.count * items.count
    flags.withUnsafeMutableElements { flags in
      for (subject, row) in rows.enumerated() {
        for column in 0..<items.count {
          let code = row[items.lowerBound &+ column]
          let isAnswered = code != AnswerCodes.absent
          let place = subject &* items.count &+ column
          flags[place] = isAnswered ? 1 : 0
          flags[wrong &+ place] = isAnswered && code != right[column] ? 1 : 0
        }
      }
    }
    self.flags = flags
  }

  /// Weighted sums over the items of the products of every two flags.
  /// - Parameter weights: of all items.
  func product(under weights: [Float]) -> Matrix<Float> {
    let weights = weights[items]
    guard weights.contains(where: { $0 != 1 }) else { return flags.rowGram() }
    var weighted = flags
    weighted.withUnsafeMutableElements { elements in
      weights.withUnsafeBufferPointer { weights in
        for start in stride(from: 0, to: elements.count, by: weights.count) {
          for column in weights.indices { elements[start &+ column] *= weights[column] }
        }
      }
    }
    return Matrix.product(flags, times: weighted, transposed: true)
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
