import Statistics

/// The K-index: -log10 of the binomial probability that the suspect gives at least as many of the
/// source's wrong answers, at the rate of reference models of like ability.
struct KIndex: Metric {
  /// Reference families taken as being of like ability.
  static let matchedFamilies = 5

  let descriptor = MetricDescriptor(
    id: "errors.k-index", title: "K-index", family: .errors, lowerBound: 0, upperBound: nil,
    isSymmetric: false,
    assumption:
      "All the source's wrong answers are equally probable for models of the suspect's ability.",
    citation: "Holland 1996; Sotaridona and Meijer 2002",
    oracle: "obvious loop; SciPy")

  func evidence(from table: AnswerTable) async throws(NotMeasurable) -> any PairEvidence {
    guard !table.codes.items.isEmpty else { throw NotMeasurable(.notApplicable) }
    let items = ErrorItems(table)
    guard !items.items.isEmpty else { throw NotMeasurable(.tooFewErrors) }
    return KIndexEvidence(items: items, peers: AbilityPeers(table, WrongAnswerRates(table, items)))
  }

  /// - Parameters:
  ///   - matches: the source's wrong answers that the suspect gave, of `errors` it could give.
  ///   - rate: how often models of like ability give them.
  static func surprise(matches: Double, of errors: Double, rate: Double) -> Double {
    guard matches > 0 else { return 0 }
    // The binomial tail as a beta distribution, which also takes weighted counts.
    return decimalSurprise(Beta(matches, errors - matches + 1).logCumulative(rate))
  }
}

private struct KIndexEvidence: PairEvidence {
  let items: ErrorItems
  let peers: AbilityPeers

  func similarities(under weights: [[Float]]) -> [SimilarityMatrix] {
    weights.map(similarities)
  }

  private func similarities(under weights: [Float]) -> SimilarityMatrix {
    var matrix = SimilarityMatrix(count: items.codes.count)
    for source in 0..<matrix.count {
      let tallies = tallies(of: source, weights)
      for suspect in 0..<matrix.count where suspect != source {
        matrix[suspect, source] = value(tallies, suspect, source)
      }
    }
    return matrix
  }

  /// The source's wrong answers: how many another subject answered, and how many it gave too.
  private struct Tally {
    var items = 0
    var errors = 0.0
    var matches = 0.0
  }

  private func tallies(of source: Int, _ weights: [Float]) -> [Tally] {
    var tallies = [Tally](repeating: Tally(), count: items.codes.count)
    for item in items.items {
      guard let error = items.wrong(source, item) else { continue }
      let weight = Double(weights[item.probe])
      for subject in tallies.indices {
        let code = items.codes[subject][item.position]
        guard code != AnswerCodes.absent else { continue }
        tallies[subject].items += 1
        tallies[subject].errors += weight
        if code == error { tallies[subject].matches += weight }
      }
    }
    return tallies
  }

  private func value(_ tallies: [Tally], _ suspect: Int, _ source: Int) -> Double? {
    let own = tallies[suspect]
    let peers = peers.peers(of: suspect, against: source)
    guard own.items >= RareAgreement.fewestItems, own.errors > 0, !peers.isEmpty else {
      return nil
    }
    let errors = peers.reduce(0) { $0 + tallies[$1].errors }
    let matches = peers.reduce(0) { $0 + tallies[$1].matches }
    return KIndex.surprise(
      matches: own.matches, of: own.errors, rate: (matches + 0.5) / (errors + 1))
  }
}

/// The reference models whose ability is nearest to a subject's: of every family the nearest, of
/// these the nearest families; ties are all taken.
private struct AbilityPeers: Sendable {
  private let family: [Int]
  private let choices: [Choice]

  /// The peers of one subject.
  private struct Choice: Sendable {
    /// Against a source whose family is not among them.
    let usual: [Int]
    /// By family of the source.
    let without: [Int: [Int]]
  }

  init(_ table: AnswerTable, _ rates: WrongAnswerRates) {
    let family = table.family
    let errorRates = (0..<table.subjectCount).map(rates.errorRate(of:))
    var references = [[Int]](repeating: [], count: table.families.count)
    for subject in 0..<table.subjectCount where table.isUnrelated[subject] {
      references[family[subject]].append(subject)
    }
    self.family = family
    choices = table.subjects.indices.map { suspect in
      let nearest = Self.nearest(suspect, errorRates, references, without: family[suspect])
      let usual = Self.chosen(nearest, without: nil)
      let without = Set(usual.map { family[$0] }).map { ($0, Self.chosen(nearest, without: $0)) }
      return Choice(usual: usual, without: Dictionary(uniqueKeysWithValues: without))
    }
  }

  /// A family's members nearest to a suspect.
  private struct Nearest {
    let family: Int
    let distance: Double
    let members: [Int]
  }

  private static func nearest(
    _ suspect: Int, _ rates: [Double], _ references: [[Int]], without own: Int
  ) -> [Nearest] {
    func distance(_ subject: Int) -> Double { abs(rates[subject] - rates[suspect]) }
    return references.indices.filter { $0 != own && !references[$0].isEmpty }.map { family in
      let least = references[family].map(distance).min()!
      return Nearest(
        family: family, distance: least,
        members: references[family].filter { distance($0) == least })
    }
  }

  private static func chosen(_ nearest: [Nearest], without source: Int?) -> [Int] {
    let others = nearest.filter { $0.family != source }
    let ordered = others.map(\.distance).sorted()
    guard let limit = ordered.prefix(KIndex.matchedFamilies).last else { return [] }
    return others.filter { $0.distance <= limit }.flatMap(\.members)
  }

  func peers(of suspect: Int, against source: Int) -> [Int] {
    choices[suspect].without[family[source]] ?? choices[suspect].usual
  }
}
