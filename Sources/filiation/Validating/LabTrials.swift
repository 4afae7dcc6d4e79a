import Foundation
import Lab
import Probing
import Similarity

/// Independently trained populations of one kind and what the instrument makes of their pairs.
struct LabTrials {
  /// A kind of population.
  struct Design: Sendable {
    /// Of its populations; with their seeds it names them.
    var name: String
    var population: @Sendable (UInt64) throws -> Population

    static let standard = Design(name: "population") {
      try StandardPopulation.population(seed: $0)
    }
    static let pairs = Design(name: "pairs") { try PairPopulation.population(seed: $0) }

    func cluster(_ seed: UInt64) -> String { "\(name) \(seed)" }
  }

  var design: Design
  var seed: UInt64
  var populations: Int

  /// Populations in work at a time: one is assessed while another is trained.
  private static let inFlight = 2

  private var seeds: [UInt64] { (0..<populations).map { seed &+ UInt64($0) } }

  /// The trials of all populations, in the order of their seeds.
  ///
  /// - Parameters:
  ///   - known: trials of earlier runs; their populations are not trained again.
  ///   - progress: told all trials so far whenever a population is done.
  func run(
    knowing known: [ScoredTrial] = [], progress: ([ScoredTrial]) throws -> Void
  ) async throws -> [ScoredTrial] {
    let design = design
    var results = Dictionary(grouping: known, by: \.cluster)
    var waiting = seeds.filter { results[design.cluster($0)] == nil }[...]
    try await withThrowingTaskGroup(of: (String, [ScoredTrial]).self) { group in
      func start() {
        guard let seed = waiting.popFirst() else { return }
        group.addTask { (design.cluster(seed), try await Self.trials(seed, design)) }
      }
      for _ in 0..<Self.inFlight { start() }
      while let (cluster, trials) = try await group.next() {
        results[cluster] = trials
        try progress(ordered(results))
        start()
      }
    }
    return ordered(results)
  }

  private func ordered(_ results: [String: [ScoredTrial]]) -> [ScoredTrial] {
    seeds.flatMap { results[design.cluster($0)] ?? [] }
  }

  /// Trains one population, asks everyone, and scores every pair whose relation is to be found out.
  private static func trials(
    _ seed: UInt64, _ design: Design
  ) async throws -> [ScoredTrial] {
    let population = try design.population(seed)
    let trials = population.trials
    var request = AssessmentRequest(
      study: StudyRecord(name: design.cluster(seed), mode: .locked),
      tool: AssessmentRun.tool(seed: seed),
      transcript: await population.transcript(), calibration: population.calibration, scored: [],
      metrics: BuiltInMetrics.all.filter { BuiltInMetrics.fused.contains($0.descriptor.id) })
    request.sources = Set(
      population.sources + population.ids(.cohort, .derived)
        + trials.filter(\.kind.isDirected).map(\.suspect))
    return await Assessment.trials(trials.map(\.pair), in: request, cluster: design.cluster(seed))
  }
}

extension Trial {
  /// The pair with its class: what a ratio against unrelated models should speak for.
  var pair: ScoredTrial.Pair {
    ScoredTrial.Pair(
      suspect: suspect, source: source, kind: kind.rawValue, isDerived: kind.isDerived,
      fraction: fraction)
  }
}

extension Trial.Kind {
  /// `nil` for a pair that is related without training on outputs, or in the reverse direction.
  var isDerived: Bool? {
    switch self {
    case .student, .mixedStudent: true
    case .independent, .sharedVendor, .innocentSource, .absentTeacher: false
    case .twin, .sameBase, .sibling, .reverse, .wrapper, .router: nil
    }
  }

  /// Whether one of the two learned from the other's answers.
  var isDirected: Bool { isDerived == true || self == .reverse }
}
