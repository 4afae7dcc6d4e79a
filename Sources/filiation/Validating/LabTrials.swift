import Lab
import Probing
import Similarity

/// Independently trained populations and what the instrument makes of their pairs.
struct LabTrials {
  var seed: UInt64
  var populations: Int
  var size = StandardPopulation.Size.full

  /// Populations in work at a time: one is assessed while another is trained.
  private static let inFlight = 2

  /// The trials of all populations, in the order of their seeds.
  func run(progress: (_ done: Int) -> Void) async throws -> [ScoredTrial] {
    try await withThrowingTaskGroup(of: (Int, [ScoredTrial]).self) { group in
      var results = [[ScoredTrial]](repeating: [], count: populations)
      var started = 0
      func start() {
        guard started < populations else { return }
        let index = started
        started += 1
        group.addTask { (index, try await trials(of: index)) }
      }
      for _ in 0..<Self.inFlight { start() }
      var done = 0
      while let (index, trials) = try await group.next() {
        results[index] = trials
        done += 1
        progress(done)
        start()
      }
      return results.flatMap { $0 }
    }
  }

  /// Trains one population, asks everyone, and scores every pair whose relation is to be found out.
  private func trials(of index: Int) async throws -> [ScoredTrial] {
    let population = try StandardPopulation.population(seed: seed &+ UInt64(index), size: size)
    let trials = population.trials
    let request = AssessmentRequest(
      study: StudyRecord(name: "population \(index + 1)", mode: .locked),
      tool: AssessmentRun.tool(seed: seed), transcript: await population.transcript(),
      calibration: population.calibration, scored: [],
      metrics: BuiltInMetrics.all.filter { BuiltInMetrics.fused.contains($0.descriptor.id) })
    return await Assessment.trials(
      trials.map(\.pair), in: request, cluster: "population \(index + 1)")
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
}
