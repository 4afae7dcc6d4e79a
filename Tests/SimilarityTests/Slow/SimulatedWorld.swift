import Probing
import Similarity
import Statistics

/// Populations with likenesses that have a cause: every model has a style, a student takes over a share
/// of its teacher's, and the similarity of two models follows from their styles.
///
/// On one probe: S(a, b) = .3 + hub(a) + hub(b) + style(a) . style(b) + difficulty + noise, with a
/// noise of .45. Models differ by about .04 beyond what probes explain.
struct SimulatedWorld: Sendable {
  struct Design: Sendable {
    /// Unrelated lineages of `members` models each.
    var unrelated = 26
    var members = 1
    /// Every so many unrelated lineages are tuned from a cohort family's weights; 0 is none.
    var based = 0
    /// Lineages of students of `teacher`.
    var derived = 8
    var teacher = "f0"
    /// Lineages of students of the families that are neither accused nor that teacher, in turn.
    var pupils = 0
    /// Share of its teacher's style that a student takes over.
    var heredity = 0.8
    /// What all families have in common: the mainstream.
    var mainstream = 0.1
    /// What the teacher's family has of it beyond the others, so that all resemble it.
    var prominence = 0.0
    /// Families whose models the controls are compared with.
    var makers: Set<Int> = [0]
    /// 0 for similarities without probe noise.
    var probes = 0
    /// What the suspect learned from: `nil` for nobody.
    var suspectTeacher: String?
    /// Whether the suspect is tuned from the weights of `f5`.
    var isSuspectBased = false
  }

  static let families = 6
  static let dimensions = 6
  static let probeNoise = 0.45

  let design: Design
  let subjects: [Subject]
  let labels: [PairLabel]
  /// Shape: subjects x subjects, symmetric, without probe noise.
  let similarity: [[Double]]
  private let stream: RandomStream

  init(_ design: Design, seed: UInt64) {
    let streams = RandomStream(seed: seed).substream("world")
    let models = Self.subjects(design)
    let styles = Styles(design, streams)
    let vectors = models.map(styles.style)
    let hubs = models.map { subject in
      var draws = streams.substream("hub " + subject.id)
      return 0.03 * draws.normal()
    }
    self.design = design
    stream = streams
    subjects = models
    labels = Self.labels(models, design)
    similarity = models.indices.map { a in
      models.indices.map { b in
        0.3 + hubs[a] + hubs[b] + zip(vectors[a], vectors[b]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
  }

  /// Three models of each family as cohort, unrelated lineages, students, and the suspect.
  private static func subjects(_ design: Design) -> [Subject] {
    let cohort = (0..<3 * families).map { index in
      Subject.made(
        "c\(index)", family: "f\(index / 3)", generation: "g\(index / 3)", inCohort: true)
    }
    let unrelated = (0..<design.unrelated).flatMap { index in
      let base =
        design.based > 0 && index % design.based == 0
        ? "f\(1 + index / design.based % (families - 1))" : nil
      return (0..<design.members).map { tuned("u\(index)-\($0)", lineage: "lu\(index)", base) }
    }
    let derived = (0..<design.derived).map { Subject.made("d\($0)") }
    let pupils = (0..<design.pupils).map { Subject.made("p\($0)") }
    let suspect = tuned("suspect", lineage: "suspect", design.isSuspectBased ? "f5" : nil)
    return cohort + unrelated + derived + pupils + [suspect]
  }

  private static func tuned(_ id: String, lineage: String, _ base: String?) -> Subject {
    Subject.made(
      id, family: base, lineage: lineage, maker: lineage, roots: base.map { [$0] } ?? [])
  }

  /// Everybody of known relation with the models of the accused makers and, if taught, of the teacher.
  private static func labels(_ subjects: [Subject], _ design: Design) -> [PairLabel] {
    let cohort = subjects.filter(\.inCohort)
    return subjects.filter { "udp".contains($0.id.first!) }.flatMap { suspect in
      let teacher = design.teacher(of: suspect)
      return cohort.filter { source in
        source.family != suspect.family
          && (source.maker == teacher || design.makers.contains { source.maker == "f\($0)" })
      }.map { source in
        PairLabel(
          suspect: suspect.id, source: source.id,
          relation: source.maker == teacher ? .distilled : .independent)
      }
    }
  }

  /// The suspect with the models of one maker.
  func asked(_ maker: String) -> [PairLabel] {
    subjects.filter { $0.inCohort && $0.maker == maker }.map {
      PairLabel(suspect: "suspect", source: $0.id, relation: nil)
    }
  }

  func findings(against maker: String = "f0", replicates: Int = 0) async -> Findings {
    await Assessment.findings(
      of: [metric], subjects: subjects, calibration: labels, scored: asked(maker),
      probes: max(1, design.probes), replicates: replicates)
  }

  private var metric: any Metric {
    guard design.probes > 0 else {
      return RecordedSimilarity(count: subjects.count) { similarity[$0][$1] }
    }
    let noises = (0..<design.probes).map { stream.substream("probe", $0) }
    var rows: [[Double]] = []
    for noise in noises {
      var draws = noise
      let difficulty = 0.2 * draws.normal()
      rows.append(
        similarity.joined().map { $0 + difficulty + Self.probeNoise * draws.normal() })
    }
    let noisy = rows
    return SampledSimilarity(count: subjects.count, probes: design.probes) {
      noisy[$0][$1 * subjects.count + $2]
    }
  }

  /// One result for each of `count` worlds with seeds of their own.
  static func map<Result: Sendable>(
    _ design: Design, count: Int, seed: UInt64,
    _ result: @escaping @Sendable (SimulatedWorld, Int) async -> Result
  ) async -> [Result] {
    await trials(count) { index in
      await result(SimulatedWorld(design, seed: seed + UInt64(index)), index)
    }
  }
}

/// Results by number, two at a time.
func trials<Result: Sendable>(
  _ count: Int, _ result: @escaping @Sendable (Int) async -> Result
) async -> [Result] {
  await withTaskGroup(of: [(Int, Result)].self) { group in
    for part in 0..<2 {
      group.addTask {
        var results: [(Int, Result)] = []
        for index in stride(from: part, to: count, by: 2) {
          results.append((index, await result(index)))
        }
        return results
      }
    }
    let all = await group.reduce(into: []) { $0 += $1 }
    return all.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension SimulatedWorld.Design {
  /// The family that a subject learned from.
  fileprivate func teacher(of subject: Subject) -> String? {
    if subject.id == "suspect" { return suspectTeacher }
    if subject.id.hasPrefix("d") { return teacher }
    guard subject.id.hasPrefix("p"), let index = Int(subject.id.dropFirst()) else { return nil }
    let others = (0..<SimulatedWorld.families).filter {
      !makers.contains($0) && "f\($0)" != teacher
    }
    return "f\(others[index % others.count])"
  }
}

/// Style vectors by name.
private struct Styles {
  let design: SimulatedWorld.Design
  let stream: RandomStream

  init(_ design: SimulatedWorld.Design, _ stream: RandomStream) {
    self.design = design
    self.stream = stream
  }

  func style(of subject: Subject) -> [Double] {
    let own = sum([vector("lineage " + subject.lineage, 0.08), vector(subject.id, 0.05)])
    if subject.inCohort { return sum([family(subject.family), own]) }
    let based = subject.rootMakers.first.map { scaled(family($0), 0.7) }
    let taught = design.teacher(of: subject).map { scaled(family($0), design.heredity) }
    // Everybody reads some of the mainstream.
    let read = scaled(mainstream, 0.5)
    return sum([own, read] + [based, taught].compactMap { $0 })
  }

  private var mainstream: [Double] { vector("mainstream", design.mainstream) }

  private func family(_ name: String) -> [Double] {
    let share = 1 + (name == design.teacher ? design.prominence : 0)
    return sum([scaled(mainstream, share), vector("family " + name, 0.15)])
  }

  private func vector(_ name: String, _ deviation: Double) -> [Double] {
    var own = stream.substream(name)
    return (0..<SimulatedWorld.dimensions).map { _ in deviation * own.normal() }
  }

  private func scaled(_ vector: [Double], _ factor: Double) -> [Double] {
    vector.map { factor * $0 }
  }

  private func sum(_ vectors: [[Double]]) -> [Double] {
    (0..<SimulatedWorld.dimensions).map { index in vectors.reduce(0) { $0 + $1[index] } }
  }
}
