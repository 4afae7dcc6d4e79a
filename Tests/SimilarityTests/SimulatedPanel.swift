import Probing
import Similarity
import Statistics

/// Similarities of models with inherited style:
/// S(a, b) = .3 + hub(a) + hub(b) + style(a) . style(b) + planted + noise.
///
/// The noise is what 200 probes with a standard deviation of .45 leave; hubs and styles make models
/// differ by about .04 beyond it, and styles are shared within families and lineages.
struct SimulatedPanel {
  struct Design {
    /// Unrelated lineages of one or two members.
    var unrelated = 26
    /// Every so many of them is tuned from a cohort family; 0 is none.
    var based = 4
    var derived = 8
    /// What training on outputs of `f0` adds to the similarity with its models.
    var planted = 0.25
    /// What all models share with those of `f0`, the mainstream teacher.
    var mainstream = 0.0
    /// Makers whose models the controls are compared with, from `f0`.
    var makers = 2
    /// Standard deviation of a family's style in each dimension.
    var family = 0.15
    /// What a model tuned from a family's weights shares with that family.
    var kinship = 0.0
    /// How much of the style of a teacher outside the panel, akin to `f1`, the suspect has.
    var absentTeacher = 0.0
  }

  let subjects: [Subject]
  let labels: [PairLabel]
  /// Shape: subjects x subjects, symmetric.
  let similarity: [[Double]]

  init(_ design: Design, seed: UInt64) {
    var stream = RandomStream(seed: seed).substream("panel")
    subjects = Self.subjects(design)
    labels = Self.labels(subjects, design)
    var styles = Styles(design, RandomStream(seed: seed))
    let vectors = subjects.map { styles.style(of: $0) }
    let hubs = subjects.map { _ in 0.03 * stream.normal() }
    var similarity = [[Double]](
      repeating: [Double](repeating: 0, count: subjects.count), count: subjects.count)
    for a in subjects.indices {
      for b in 0..<a {
        let product = zip(vectors[a], vectors[b]).reduce(0) { $0 + $1.0 * $1.1 }
        let value = 0.3 + hubs[a] + hubs[b] + product + 0.032 * stream.normal()
        similarity[a][b] = value + Self.shared(subjects[a], subjects[b], design)
        similarity[b][a] = similarity[a][b]
      }
    }
    self.similarity = similarity
  }

  private static func subjects(_ design: Design) -> [Subject] {
    let cohort = (0..<18).map { index in
      Subject.made(
        "c\(index)", family: "f\(index / 3)", generation: "g\(index / 2)", inCohort: true)
    }
    let unrelated = (0..<design.unrelated).flatMap { index in
      let base =
        design.based > 0 && index % design.based == 0 ? "f\(index / design.based % 6)" : nil
      return (0...(index % 2)).map { member in
        Subject.made(
          "u\(index)-\(member)", family: base, lineage: "lu\(index)", maker: "u\(index)",
          roots: base.map { [$0] } ?? [])
      }
    }
    let derived = (0..<design.derived).map { Subject.made("d\($0)") }
    return cohort + unrelated + derived + [.made("suspect")]
  }

  private static func labels(_ subjects: [Subject], _ design: Design) -> [PairLabel] {
    let sources = subjects.filter { source in
      source.inCohort && (0..<design.makers).contains { source.maker == "f\($0)" }
    }
    return subjects.filter { "ud".contains($0.id.first!) }.flatMap { suspect in
      sources.filter { $0.family != suspect.family }.map { source in
        PairLabel(
          suspect: suspect.id, source: source.id,
          relation: suspect.id.hasPrefix("d") && source.maker == "f0" ? .distilled : .independent)
      }
    }
  }

  private static func shared(_ a: Subject, _ b: Subject, _ design: Design) -> Double {
    let pair = [a, b]
    let kinship = a.family == b.family ? design.kinship : 0
    guard pair.contains(where: { $0.maker == "f0" }) else { return kinship }
    let isTaught = pair.contains { $0.id.hasPrefix("d") }
    return kinship + design.mainstream + (isTaught ? design.planted : 0)
  }

  /// - Parameters:
  ///   - scored: pairs to report besides the calibration units.
  ///   - headlines: those of them that the panel was made for.
  func findings(
    scored: [PairLabel] = [], headlines: [(suspect: String, source: String)] = [],
    replicates: Int = 0
  ) async -> Findings {
    await Assessment.findings(
      of: [RecordedSimilarity(count: subjects.count) { similarity[$0][$1] }], subjects: subjects,
      calibration: labels, scored: scored, headlines: headlines, replicates: replicates)
  }

  /// One result for each of `count` panels with seeds of their own, two at a time.
  static func map<Result: Sendable>(
    _ design: Design, count: Int, seed: UInt64 = 0,
    _ result: @escaping @Sendable (SimulatedPanel, Int) async -> Result
  ) async -> [Result] {
    await withTaskGroup(of: [(Int, Result)].self) { group in
      for part in 0..<2 {
        group.addTask {
          var results: [(Int, Result)] = []
          for index in stride(from: part, to: count, by: 2) {
            let panel = SimulatedPanel(design, seed: seed + UInt64(index))
            results.append((index, await result(panel, index)))
          }
          return results
        }
      }
      let all = await group.reduce(into: []) { $0 += $1 }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// Style vectors by name: of the family, of the lineage, of one's own.
private struct Styles {
  let design: SimulatedPanel.Design
  let stream: RandomStream

  init(_ design: SimulatedPanel.Design, _ stream: RandomStream) {
    self.design = design
    self.stream = stream
  }

  mutating func style(of subject: Subject) -> [Double] {
    let own = sum([
      vector("family " + subject.family, design.family), vector("lineage " + subject.lineage, 0.08),
      vector(subject.id, 0.05),
    ])
    guard subject.id == "suspect", design.absentTeacher > 0 else { return own }
    let teacher = sum([
      vector("family f1", design.family * 0.7), vector("absent", design.family * 0.7),
    ])
    return zip(own, teacher).map { $0 + design.absentTeacher * $1 }
  }

  private func vector(_ name: String, _ deviation: Double) -> [Double] {
    var own = stream.substream(name)
    return (0..<4).map { _ in deviation * own.normal() }
  }

  private func sum(_ vectors: [[Double]]) -> [Double] {
    (0..<4).map { index in vectors.reduce(0) { $0 + $1[index] } }
  }
}
