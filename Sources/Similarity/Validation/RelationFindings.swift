import Probing
import Statistics

/// Derived pairs against pairs that are related without any training on outputs.
struct RelationFindings {
  let assessment: Assessment
  let findings: Findings

  static let weightDerivative = "weight derivative"
  private static let replicates = 2_000

  func separations() -> [RelationSeparation] {
    let derived = suspects { $0.label == PairLabel.Relation.distilled.rawValue }
    return [
      separation("same base", derived) {
        $0.label == PairLabel.Relation.sameBase.rawValue && !isDerivative($0)
      },
      separation(Self.weightDerivative, derived) {
        $0.label == PairLabel.Relation.sameBase.rawValue && isDerivative($0)
      },
      separation("same teacher", derived, isNameable: false) {
        $0.label == PairLabel.Relation.siblings.rawValue
      },
      separation("same organisation", derived) {
        $0.label == PairLabel.Relation.sameOrganisation.rawValue
      },
    ].compactMap { $0 }
  }

  /// One suspect with the mean of its excesses over pairs of one relation.
  private struct Scored {
    let lineage: String
    let excess: Double
    /// Whether the pairs are named as of common weights or maker.
    let isNamed: Bool
  }

  private func suspects(_ isMeant: (PairFinding) -> Bool) -> [Scored] {
    let lineages = Dictionary(uniqueKeysWithValues: findings.subjects.map { ($0.id, $0.lineage) })
    let meant = findings.pairs.filter { $0.excess != nil && isMeant($0) }
    return Dictionary(grouping: meant, by: \.suspect).sorted { $0.key < $1.key }.map { id, pairs in
      Scored(
        lineage: lineages[id] ?? id,
        excess: pairs.reduce(0) { $0 + $1.excess! } / Double(pairs.count),
        isNamed: pairs.allSatisfy { $0.noRatio == .sharedWeights })
    }
  }

  /// Whether the source is the model that the suspect was tuned from.
  private func isDerivative(_ pair: PairFinding) -> Bool {
    let parent = assessment.table.subjects.first { $0.id == pair.suspect }?.weightsParent
    return parent?.lowercased() == pair.source.lowercased()
  }

  private func separation(
    _ relation: String, _ derived: [Scored], isNameable: Bool = true,
    _ isMeant: (PairFinding) -> Bool
  ) -> RelationSeparation? {
    let related = suspects(isMeant)
    guard let auc = Self.area(derived, related, { _ in 1 }) else { return nil }
    let lineages = Set((derived + related).map(\.lineage)).sorted()
    let root = RandomStream(seed: findings.tool.seed)
    let values = (0..<Self.replicates).compactMap { replicate -> Double? in
      var stream = root.substream("relation", replicate)
      let times = Dictionary(
        uniqueKeysWithValues: zip(lineages, stream.multiplicities(of: lineages.count)))
      return Self.area(derived, related) { Double(times[$0]!) }
    }
    let interval = (try? SampleQuantiles(values))?.interval()
    return RelationSeparation(
      relation: relation, derived: derived.count, related: related.count,
      auc: .init(value: auc, low: interval?.lowerBound, high: interval?.upperBound),
      named: isNameable ? related.count(where: \.isNamed) : nil)
  }

  private static func area(
    _ derived: [Scored], _ related: [Scored], _ weight: (String) -> Double
  ) -> Double? {
    let all = derived + related
    return
      (try? LabelledScores(
        all.map(\.excess), labels: derived.map { _ in true } + related.map { _ in false },
        weights: all.map { weight($0.lineage) }))?.areaUnderCurve
  }
}
