import Probing

/// How often the suspect names the source's maker, or a model of it, when asked who made it.
///
/// Description only: many models are wrong about themselves without any reuse, so this never enters
/// an excess that is fused.
struct SelfNaming: Metric {
  /// The stratum of probes that ask for name and maker, as in the set self-description.
  static let stratum = "maker"

  let descriptor = MetricDescriptor(
    id: "identity.self-naming", title: "Naming the source's maker", family: .identity,
    lowerBound: 0, upperBound: 1, isSymmetric: false,
    assumption: "None: reported with zero weight; models are often wrong about themselves.",
    citation: "Li et al. 2024 (identity confusion of language models)", oracle: "obvious loop")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    let probes = table.probes.indices.filter { table.probes[$0].stratum == Self.stratum }
    guard !probes.isEmpty else { throw NotMeasurable(.notApplicable) }
    var makers: [String] = []
    for subject in table.subjects where !makers.contains(subject.maker) {
      makers.append(subject.maker)
    }
    let names = makers.map(MakerNames.init)
    let shares = table.transcript.responses.map { row in
      probes.map { Self.shares(row[$0], naming: names) }
    }
    return SelfNamingEvidence(
      probes: probes, makers: table.subjects.map { makers.firstIndex(of: $0.maker)! },
      shares: shares)
  }

  /// For each maker the share of responses that name it; `nil` without any response.
  private static func shares(_ responses: [Response], naming names: [MakerNames]) -> [Double]? {
    let texts = responses.map(\.text).filter { !$0.trimmed.isEmpty }.map(MakerNames.words)
    guard !texts.isEmpty else { return nil }
    return names.map { name in
      Double(texts.count { name.occur(among: $0) }) / Double(texts.count)
    }
  }
}

private struct SelfNamingEvidence: PairEvidence {
  let probes: [Int]
  /// The maker of every subject.
  let makers: [Int]
  /// Shape: subjects x probes x makers; `nil` where the subject did not answer.
  let shares: [[[Double]?]]

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    weights.map { weights in
      var matrix = SimilarityMatrix(count: makers.count)
      for suspect in makers.indices {
        for source in makers.indices where source != suspect {
          matrix[suspect, source] = mean(suspect, maker: makers[source], weights)
        }
      }
      return matrix
    }
  }

  private func mean(_ suspect: Int, maker: Int, _ weights: [Float]) -> Double? {
    var (sum, total) = (0.0, 0.0)
    for (probe, shares) in zip(probes, shares[suspect]) {
      guard let shares else { continue }
      sum += Double(weights[probe]) * shares[maker]
      total += Double(weights[probe])
    }
    return total > 0 ? sum / total : nil
  }
}
