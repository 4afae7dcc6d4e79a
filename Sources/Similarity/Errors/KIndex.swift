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
  private let rates: [Double]
  /// By family.
  private let references: [[Int]]

  init(_ table: AnswerTable, _ rates: WrongAnswerRates) {
    family = table.family
    self.rates = (0..<table.subjectCount).map(rates.errorRate(of:))
    var references = [[Int]](repeating: [], count: table.families.count)
    for subject in 0..<table.subjectCount where table.isUnrelated[subject] {
      references[table.family[subject]].append(subject)
    }
    self.references = references
  }

  func peers(of suspect: Int, against source: Int) -> [Int] {
    func distance(_ subject: Int) -> Double { abs(rates[subject] - rates[suspect]) }
    let nearest = references.indices.filter {
      $0 != family[suspect] && $0 != family[source] && !references[$0].isEmpty
    }.map { family in
      let least = references[family].map(distance).min()!
      return (distance: least, members: references[family].filter { distance($0) == least })
    }
    let ordered = nearest.map(\.distance).sorted()
    guard let limit = ordered.prefix(KIndex.matchedFamilies).last else { return [] }
    return nearest.filter { $0.distance <= limit }.flatMap(\.members)
  }
}
