import Foundation
import Lab
import Probing
import Similarity
import Statistics
import Testing

/// Where the table is written; nothing is trained without one.
private enum GateRateFile {
  static let path = ProcessInfo.processInfo.environment["FILIATION_GATE_RATES"]
}

/// How often the gate on a source's errors holds a checkpoint back, by what the checkpoint is: over
/// populations of the lab, every model with every first version of a family as the source, compared
/// with a baseline that is another unrelated model, drawn.
///
/// It takes minutes and runs only where FILIATION_GATE_RATES names the file for its table.
@Suite(
  .enabled(if: GateRateFile.path != nil, "FILIATION_GATE_RATES names no file for the table"))
struct GateErrorRates {
  private static let seeds: [UInt64] = Array(201...206)
  private static let margins = [0.02, 0.05]

  private struct Rate {
    var failed = [Int](repeating: 0, count: margins.count)
    var count = 0
  }

  @Test func modelsThatNeverSawTheSourceAreSeldomHeldBack() async throws {
    BLAS.useOneThread()
    var rates: [String: Rate] = [:]
    for seed in Self.seeds {
      let population = try StandardPopulation.population(seed: seed, size: .small)
      let judge = Judge(population, await population.transcript(), seed: seed)
      for pair in judge.pairs {
        let failed = Self.margins.map { judge.isHeldBack(pair, margin: $0) }
        var rate = rates[pair.kind, default: Rate()]
        rate.failed = zip(rate.failed, failed).map { $0 + ($1 ? 1 : 0) }
        rate.count += 1
        rates[pair.kind] = rate
      }
    }
    try Self.table(rates).write(toFile: GateRateFile.path!, atomically: true, encoding: .utf8)
    for (name, rate) in rates where !name.contains("%") {
      for failed in rate.failed {
        #expect(BinomialCount(failed, of: rate.count).lowerBound() <= 0.05, "\(name): \(rate)")
      }
    }
    #expect(rates.count == 9)
    #expect(rates["student, 100 %"].map { 10 * $0.failed[0] >= 9 * $0.count } == true)
  }

  private static func table(_ rates: [String: Rate]) -> String {
    let header =
      "| checkpoint |" + margins.map { " margin \($0) |" }.joined() + "\n|---|"
      + margins.map { _ in "---|" }.joined()
    let rows = rates.sorted { $0.key < $1.key }.map { name, rate in
      "| \(name) |"
        + rate.failed.map { failed in
          let interval = BinomialCount(failed, of: rate.count).interval()
          let ends = [
            Double(failed) / Double(rate.count), interval.lowerBound, interval.upperBound,
          ]
          .map { String(format: "%.1f", 100 * $0) }
          return " \(failed) of \(rate.count) (\(ends[0]) %) [\(ends[1])–\(ends[2])] |"
        }.joined()
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}

/// A checkpoint, and the source that it is compared with.
private struct GatePair {
  var suspect: String
  var source: String
  /// What the checkpoint is.
  var kind: String

  init(_ suspect: String, _ source: String, _ kind: String) {
    (self.suspect, self.source, self.kind) = (suspect, source, kind)
  }

  init(_ trial: Trial) {
    let share = trial.kind == .student ? trial.fraction : nil
    self.init(
      trial.suspect, trial.source,
      share.map { String(format: "student, %3.0f %%", 100 * $0) } ?? trial.kind.rawValue)
  }
}

/// One population with its recorded answers.
private struct Judge {
  private let population: Population
  private let table: AnswerTable
  private let index: [String: Int]
  private let seed: UInt64

  private static let baselines = ["stranger-1", "stranger-2", "stranger-3"]

  init(_ population: Population, _ transcript: Transcript, seed: UInt64) {
    let controls = Set(population.ids(.cohort, .unrelated))
    let isControl = transcript.subjects.map { controls.contains($0.id) }
    self.population = population
    self.seed = seed
    table = AnswerTable(transcript, isReference: isControl, isUnrelated: isControl)
    index = Dictionary(
      uniqueKeysWithValues: transcript.subjects.enumerated().map { ($1.id, $0) })
  }

  /// Students, and models that are nobody's or somebody else's; the controls, too, each in turn as
  /// the suspect and then no control.
  var pairs: [GatePair] {
    let kinds: [Trial.Kind] = [
      .student, .independent, .sharedVendor, .innocentSource, .absentTeacher,
    ]
    let suspects = population.trials.filter {
      kinds.contains($0.kind) && !$0.suspect.hasPrefix("house")
    }
    let others = population.ids(.unrelated).flatMap { control in
      population.bases.compactMap { source -> GatePair? in
        switch population.pedigree.relation(of: control, to: source) {
        case .independent: GatePair(control, source, Trial.Kind.independent.rawValue)
        case .sharedVendor: GatePair(control, source, Trial.Kind.sharedVendor.rawValue)
        default: nil
        }
      }
    }
    return suspects.map(GatePair.init) + others
  }

  func isHeldBack(_ pair: GatePair, margin: Double) -> Bool {
    var stream = RandomStream(seed: seed).substream("baseline \(pair.suspect) \(pair.source)")
    let baselines = Self.baselines.filter { $0 != pair.suspect }
    let baseline = baselines[stream.index(below: baselines.count)]
    guard let now = errors(pair.suspect, pair.source), let limit = now.limit,
      let before = errors(baseline, pair.source)
    else { return false }
    let made = Dictionary(uniqueKeysWithValues: before.items.map { ($0.probe, $0.agrees) })
    var rise = SourceErrorRise(margin: margin, limit: limit)
    for items in SourceErrors.order(now.items, seed: seed, source: pair.source) {
      rise.observe(
        items.compactMap { item in
          guard let agrees = item.agrees, let earlier = made[item.probe] ?? nil else { return nil }
          return (.init(before: earlier, share: item.share), agrees)
        })
    }
    return rise.isShown
  }

  private func errors(_ suspect: String, _ source: String) -> SourceErrors? {
    guard let suspect = index[suspect], let source = index[source] else { return nil }
    return SourceErrorFindings(table, suspect: suspect, source: source).findings()
  }
}
