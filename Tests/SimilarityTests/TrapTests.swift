import Probing
import Similarity
import Statistics
import Testing

/// Four ways in which separation has been faked before.
@Suite(.serialized) struct TrapTests {
  init() { BLAS.useOneThread() }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private func mean(_ values: [Double]) -> Double { Self.mean(values) }

  /// All students have one teacher that everybody resembles, and nothing is planted. Pooled over
  /// makers that separates; the rule that looks at the source alone stands beside it and says why,
  /// and with the source fixed nothing is left.
  @Test func sourceIdentityIsShownBesideThePooledFigure() async throws {
    let design = SimulatedPanel.Design(planted: 0, mainstream: 0.2, makers: 4)
    let results = await SimulatedPanel.map(design, count: 40) { panel, _ in
      await panel.findings().validity!
    }
    let first = try #require(results.first)
    let negatives = first.units.filter { !$0.isDerived }
    let sameMaker = Double(negatives.count { $0.sourceMaker == "f0" })
    let others = Double(negatives.count) - sameMaker
    #expect(gap(first.sourceOnlyAUC, (others + sameMaker / 2) / Double(negatives.count)) < 1e-12)
    let titles = first.methods.map(\.title)
    let pooled = try #require(titles.firstIndex { $0.contains("not normalised") })
    #expect(mean(results.map { $0.methods[pooled].auc!.value }) > 0.85)
    #expect(mean(results.map { $0.sourceOnlyAUC! }) > 0.85)
    for method in titles.indices {
      #expect(abs(mean(results.map { $0.methods[method].sourceFixed!.value }) - 0.5) < 0.1)
    }
  }

  /// Controls are tuned from cohort families, suspects are not, and nothing is planted. Leaving a
  /// control's own family in its reference would separate the classes; matched company does not.
  @Test func unequalCompanySeparatesNothing() async {
    let design = SimulatedPanel.Design(based: 1, planted: 0, makers: 1, kinship: 0.6)
    let results = await SimulatedPanel.map(design, count: 40) { panel, _ in
      (await panel.findings().validity!.methods[0].sourceFixed!.value, Self.literal(panel))
    }
    #expect(mean(results.map(\.1)) > 0.8, "the trap itself")
    #expect(abs(mean(results.map(\.0)) - 0.5) < 0.1)
  }

  /// AUC of students against controls when the mean of all cohort families but the source's is taken
  /// off, a control's own family among them.
  private static func literal(_ panel: SimulatedPanel) -> Double {
    let units = panel.subjects.indices.filter { "ud".contains(panel.subjects[$0].id.first!) }
      .filter { panel.subjects[$0].family != "f0" }
    let scores = units.map { suspect in
      let families = (0..<6).map { family in
        (0..<3).reduce(0) { $0 + panel.similarity[suspect][3 * family + $1] / 3 }
      }
      return families[0] - mean(Array(families.dropFirst()))
    }
    return try! LabelledScores(scores, labels: units.map { panel.subjects[$0].id.hasPrefix("d") })
      .areaUnderCurve
  }

  /// The suspect learned from a model that is not among the candidates but akin to `f1`, which is
  /// innocent.
  @Test func absentTeacherAccusesNoInnocentMakerMoreThanNominal() async {
    let design = SimulatedPanel.Design(absentTeacher: 1)
    let ratios = await SimulatedPanel.map(design, count: 120, seed: 500) { panel, _ in
      let source = panel.subjects[3].id
      let findings = await panel.findings(
        scored: [PairLabel(suspect: "suspect", source: source, relation: nil)], replicates: 2)
      return findings.pairs[0].ratio!.log10
    }
    let accused = ratios.count { $0 > 1 }
    #expect(BinomialCount(accused, of: ratios.count).upperTail(rate: 0.1) > 0.05, "\(accused)")
  }

  /// Forty unrelated suspects and six families: with a reference that omits only the family named as
  /// source, that family is nearest to nearly all of them, whichever it is; with the families of both
  /// subjects left out it is nearest no more often than chance.
  @Test func namedFamilyDoesNotWinByBeingOmitted() async throws {
    let cohort = (0..<12).map {
      TextWorld.Member(subject: .made("c\($0)", family: "f\($0 / 2)", inCohort: true))
    }
    let suspects = (0..<40).map { TextWorld.Member(subject: .made("u\($0)")) }
    let transcript = TextWorld(cohort + suspects, texts: 24, seed: 21).transcript
    let table = await AnswerTable(transcript).embedded()
    let matrix = try await builtIn("embedding.residual-cosine").similarities(in: table)
    let vectors = try #require(try table.embeddings?.get()).vectors.map { $0.map { $0[0] } }
    for named in 0..<6 {
      let fair = (12..<52).count { suspect in
        nearest { (matrix[suspect, 2 * $0]! + matrix[suspect, 2 * $0 + 1]!) / 2 } == named
      }
      let omitting = omitting(named, vectors)
      let trapped = (12..<52).count { suspect in nearest { omitting[suspect][$0] } == named }
      #expect(trapped >= 30, "the trap itself")
      #expect(BinomialCount(fair, of: 40).upperTail(rate: 1.0 / 6) > 0.05 / 6, "\(fair) of 40")
    }
  }

  private func nearest(_ similarity: (Int) -> Double) -> Int {
    (0..<6).max { similarity($0) < similarity($1) }!
  }

  /// Mean cosine of every subject with each family when the mean of the other families' vectors is
  /// taken off, summed over probes. Shape: subjects x families.
  private func omitting(_ named: Int, _ vectors: [[[Float]]]) -> [[Double]] {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: 6), count: vectors[0].count)
    for probe in vectors {
      let reference = (0..<12).filter { $0 / 2 != named }
      let centre = probe[0].indices.map { index in
        reference.reduce(Float(0)) { $0 + probe[$1][index] } / Float(reference.count)
      }
      let centred = probe.map { zip($0, centre).map { Double($0 - $1) } }
      for suspect in sums.indices {
        for other in 0..<12 { sums[suspect][other / 2] += cosine(centred[suspect], centred[other]) }
      }
    }
    return sums
  }

  private func cosine(_ x: [Double], _ y: [Double]) -> Double {
    func dot(_ x: [Double], _ y: [Double]) -> Double {
      zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return dot(x, y) / (dot(x, x) * dot(y, y)).squareRoot()
  }
}
