import Endpoints
import Evidence
import Foundation
import Probing
import Similarity

/// Asks the suspect, in random order, the questions that the source got wrong, and stops as soon as the
/// gates on them are decided.
///
/// They are decided when one of them has failed, when none of them can fail any more, or when nothing
/// is left that they look at. Other gates need all questions: with any of them only a failure stops
/// early; what is then undecided is skipped. The e-process covers the choice of probes, given the
/// controls, the source and the baseline (``SourceErrorRise``); a likelihood ratio is never computed
/// from what was asked this way.
struct EarlyStopping: Sendable {
  let study: Study
  let sets: [PlannedSet]
  let baseline: Baseline
  let file: String

  struct Ending: Sendable {
    var outcomes: [GateOutcome]
    var requests: CheckResult.Requests
  }

  /// Probes of every gate asked, with all their samples, before the gates are looked at again.
  private static let batch = 8

  /// - Returns: `nil` when the other gates have to be looked at, too.
  func run() async throws -> Ending? {
    var gates = gates()
    guard !gates.isEmpty else { return nil }
    var alone = study
    alone.subjects = [study.suspect]
    let respondents = try await Respondents(
      alone, file: file, environment: ProcessInfo.processInfo.environment)
    do {
      let ending = try await run(&gates, respondents)
      await respondents.close()
      return ending
    } catch {
      await respondents.close()
      throw error
    }
  }

  static func note(_ requests: CheckResult.Requests) -> String {
    "asking stopped when the gates were decided, after \(counted(requests.asked, "request")); "
      + "\(counted(requests.saved, "request")) of the plan saved. The e-value is conditional on the "
      + "controls at hand, and no likelihood ratio follows from a record that stops here"
  }

  private func gates() -> [EarlyGate] {
    study.check.gates.filter { $0.gate == RareErrorsGate.kind }.flatMap { declaration in
      baseline.sources.filter { declaration.source == nil || declaration.source == $0.source }
        .map {
          EarlyGate(RareErrorsGate(declaration.values), $0, baseline)
        }
    }
  }

  private func run(
    _ gates: inout [EarlyGate], _ respondents: Respondents
  ) async throws -> Ending? {
    let folder = StudyFolder(study.out)
    let plan = try AnalysisPlan(study, sets: sets).lock(sets, in: folder)
    let log = try ExchangeLog(in: folder, plan: plan.digest)
    do {
      let desk = try await Desk(self, folder, log, respondents)
      let ending = try await run(&gates, desk)
      if let ending { try await desk.note(ending.requests) }
      await log.close()
      return ending
    } catch {
      await log.close()
      throw error
    }
  }

  private func run(_ gates: inout [EarlyGate], _ desk: Desk) async throws -> Ending? {
    while !isDecided(gates) {
      let next = gates.flatMap { $0.next(Self.batch).joined() }
      guard !next.isEmpty else { break }
      try await desk.ask(next)
      for index in gates.indices { await gates[index].look(Self.batch, desk) }
    }
    let hasFailed = gates.contains { $0.rise.isShown }
    guard hasFailed || isAlone else { return nil }
    return Ending(outcomes: outcomes(gates), requests: await desk.requests)
  }

  /// Whether no other kind of gate is declared.
  private var isAlone: Bool { study.check.gates.allSatisfy { $0.gate == RareErrorsGate.kind } }

  private func isDecided(_ gates: [EarlyGate]) -> Bool {
    gates.contains { $0.rise.isShown } || (isAlone && !gates.contains(where: \.canFail))
  }

  private func outcomes(_ gates: [EarlyGate]) -> [GateOutcome] {
    let skipped = study.check.gates.filter { $0.gate != RareErrorsGate.kind }.map {
      GateOutcome(
        gate: $0.gate, source: $0.source, verdict: .skipped,
        message: "not looked at: another gate had failed before")
    }
    // A gate that can still fail is only left when another one has failed.
    return gates.map(\.outcome) + skipped
  }
}

/// A gate on one source's rare errors, as far as the suspect has been asked.
private struct EarlyGate {
  let gate: RareErrorsGate
  let source: String
  /// The errors of each probe; none when the gate cannot be decided.
  let order: [[Baseline.SourceError]]
  private let undecidable: GateOutcome?
  private let start: SourceErrorRise
  private(set) var rise: SourceErrorRise
  private var position = 0
  /// Of every probe looked at those that were answered.
  private var answered: [[SourceErrorRise.Reference]] = []

  init(_ gate: RareErrorsGate, _ earlier: Baseline.Comparison, _ baseline: Baseline) {
    self.gate = gate
    source = earlier.source
    undecidable = gate.undecidable(earlier, baseline)
    order = undecidable == nil ? earlier.errorsInOrder(seed: baseline.plan.seed) : []
    start = gate.rise(over: earlier, baseline)
    rise = start
  }

  func next(_ count: Int) -> [[Baseline.SourceError]] {
    Array(order.dropFirst(position).prefix(count))
  }

  /// Looks at what was answered, in order, up to the first decisive probe.
  mutating func look(_ count: Int, _ desk: Desk) async {
    for errors in next(count) where !rise.isShown {
      position += 1
      var samples: [SourceErrorRise.Sample] = []
      for error in errors {
        if let agrees = await desk.agrees(error) { samples.append((error.reference, agrees)) }
      }
      answered.append(samples.map(\.reference))
      rise.observe(samples)
    }
  }

  private var left: [[SourceErrorRise.Reference]] {
    order.dropFirst(position).map { $0.map(\.reference) }
  }

  var canFail: Bool { rise.canBeShown(after: left) }

  var outcome: GateOutcome {
    if let undecidable { return undecidable }
    guard rise.isShown || !canFail else {
      return GateOutcome(
        gate: RareErrorsGate.kind, source: source, verdict: .skipped,
        message: "not looked at to the end: another gate had failed before")
    }
    return gate.outcome(
      rise, canBeShown: start.canBeShown(after: answered + left), source: source)
  }
}

/// Asks single questions of the suspect and keeps what was answered.
private actor Desk {
  private let items: [String: [Asking.Item]]
  private let probes: [String: Probe]
  private let asking: Asking
  private let recorder: Recorder
  private let log: ExchangeLog
  private let file: String
  private let folder: StudyFolder
  private var answers: [Question: RecordedAnswer] = [:]
  /// Questions to models that are not concluded.
  private var open: Int
  /// Of them those answered here.
  private var asked = 0

  init(
    _ stopping: EarlyStopping, _ folder: StudyFolder, _ log: ExchangeLog, _ respondents: Respondents
  ) async throws {
    let (study, sets) = (stopping.study, stopping.sets)
    let before = try AskedSoFar(
      folder, prices: respondents.all.compactMapValues(\.price), embedderPrice: nil)
    try await log.noteBeginning(isFirst: before.lines == 0, step: "check --stop-early")
    let all = Collection(study: study, sets: sets, folder: folder).items
    let compared = sets.filter { $0.moment == nil }
    let qualified = compared.flatMap { $0.qualifiedProbes(isAlone: compared.count == 1) }
    probes = Dictionary(uniqueKeysWithValues: qualified.map { ($0.id, $0) })
    let names = Set(compared.map(\.id))
    items = Dictionary(
      grouping: all.filter {
        $0.respondent == study.suspect.id && names.contains($0.question.probeSet)
      },
      by: {
        compared.count == 1 ? $0.question.probe : "\($0.question.probeSet)/\($0.question.probe)"
      })
    let live = Set(study.subjects.filter(\.endpoint.isLive).map(\.id))
    open = all.count {
      live.contains($0.respondent) && !before.concluded.contains($0.question)
    }
    asking = Asking(
      respondents: respondents.all, budget: RequestBudget(study.budget.limit, spent: before.spent))
    recorder = Recorder(log: log, subjects: study.subjects)
    self.log = log
    self.folder = folder
    file = stopping.file
    answers = try RecordedStudy.answers(in: folder, of: study.suspect.id)
  }

  var requests: CheckResult.Requests {
    CheckResult.Requests(asked: asked, saved: max(0, open - asked))
  }

  /// Asks what is not answered yet, and throws when that cannot be finished.
  func ask(_ errors: [Baseline.SourceError]) async throws {
    var seen: Set<Question> = []
    let next = errors.compactMap(item).filter {
      answers[$0.question] == nil && seen.insert($0.question).inserted
    }
    guard !next.isEmpty else { return }
    let summary = try await asking.ask(next) { [recorder] attempt in
      try await recorder.record(attempt)
      await self.keep(attempt)
    }
    let report = AskingReport(summary: summary, file: file, folder: folder)
    if let failure = report.failure { throw failure }
  }

  private func keep(_ attempt: Attempt) {
    guard case .success(let reply) = attempt.exchange.result else { return }
    asked += 1
    answers[attempt.question] = RecordedAnswer(reply)
  }

  private func item(_ error: Baseline.SourceError) -> Asking.Item? {
    items[error.probe]?.first { $0.question.sample == error.sample }
  }

  /// Whether the suspect gave the source's answer; `nil` when it gave none.
  func agrees(_ error: Baseline.SourceError) -> Bool? {
    guard let item = item(error), let probe = probes[error.probe],
      let answer = answers[item.question], let value = Response(answer, to: probe).answer.value
    else { return nil }
    return value == error.answer
  }

  /// Says in the log that and why asking ends here.
  func note(_ requests: CheckResult.Requests) async throws {
    var deviation = LogEntry(.deviation)
    deviation.message = EarlyStopping.note(requests)
    try await log.append(deviation)
    var stop = LogEntry(.stop)
    stop.parameters = ["answered": String(requests.asked), "left": String(requests.saved)]
    stop.outcome = "decided"
    try await log.append(stop)
  }
}
