import Endpoints
import Evidence
import Foundation
import Probing

/// One run of asking: what the plan wants and the log does not hold yet.
struct Collection: Sendable {
  let study: Study
  let sets: [PlannedSet]
  let folder: StudyFolder

  /// How a run ended, and which endpoints changed while the study was asked.
  struct Outcome: Sendable {
    var summary: Asking.Summary
    /// `nil` while questions are left.
    var drift: DriftReport?
  }

  /// Locks the plan, asks what is missing and records every exchange.
  ///
  /// The plan is on the disk before the first question. Cancelling keeps what was recorded.
  func run(_ respondents: Respondents) async throws -> Outcome {
    let plan = try AnalysisPlan(study, sets: sets).lock(sets, in: folder)
    let log = try opened(plan)
    do {
      let outcome = try await ask(respondents, log)
      await log.close()
      return outcome
    } catch {
      await log.close()
      throw error
    }
  }

  private func opened(_ plan: LockedPlan) throws -> ExchangeLog {
    let meter = WorkMeter("checking the log")
    defer { meter.finish() }
    return try ExchangeLog(in: folder, plan: plan.digest)
  }

  private func ask(_ respondents: Respondents, _ log: ExchangeLog) async throws -> Outcome {
    let before = try AskedSoFar(
      folder, prices: respondents.all.compactMapValues(\.price),
      embedderPrice: study.embedder.flatMap(study.price(of:)))
    try await log.noteBeginning(isFirst: before.lines == 0, step: "ask")
    let asking = Asking(
      respondents: respondents.all,
      budget: RequestBudget(study.budget.limit, spent: before.spent))
    let queues = queues(without: before.concluded)
    let meter = ProgressMeter(
      currency: study.budget.currency, showsMoney: !study.prices.isEmpty)
    let recorder = Recorder(log: log, subjects: study.subjects)
    var summary = try await asking.ask(queues, record: recorder.record, progress: meter.show)
    meter.finish()
    for subject in Set(before.concluded.map(\.subject)) { summary.silent[subject] = nil }
    try await log.append(ending(summary))
    guard case .finished = summary.stop else { return Outcome(summary: summary) }
    let drift = try DriftReport(folder)
    if summary.answered > 0 || !summary.failed.isEmpty {
      for entry in drift.entries { try await log.append(entry) }
    }
    return Outcome(summary: summary, drift: drift)
  }

  /// Every question of the study.
  var items: [Asking.Item] { queues(without: []).flatMap(Array.init) }

  /// The questions that are still open, by subject.
  private func queues(without concluded: Set<Question>) -> [QuestionQueue] {
    let prompts = Prompts(sets, seed: study.seed)
    let plan = QuestionPlan(subjects: study.subjects, sets: sets)
    return study.subjects.map {
      QuestionQueue(subject: $0, plan: plan, prompts: prompts, concluded: concluded)
    }
  }

  private func ending(_ summary: Asking.Summary) -> LogEntry {
    var entry = LogEntry(.stop)
    entry.parameters = ["answered": String(summary.answered), "left": String(summary.left)]
    entry.outcome =
      switch summary.stop {
      case .finished: "finished"
      case .budget: "budget"
      case .interrupted: "interrupted"
      case .endpoint(let error): error.kind.rawValue
      }
    return entry
  }
}

extension ExchangeLog {
  /// Notes that a run begins and, before that, whether an interruption lost a line.
  ///
  /// - Parameter facts: further parameters of the entry.
  func noteBeginning(
    isFirst: Bool, step: String, facts: [String: String] = [:]
  ) async throws {
    if let quarantine, quarantine.wasCounted {
      var deviation = LogEntry(.deviation)
      deviation.message =
        "line \(quarantine.line) was lost after it had been recorded; see "
        + quarantine.file.lastPathComponent
      try await append(deviation)
    }
    var entry = LogEntry(isFirst ? .start : .resume)
    entry.parameters = facts.merging(["tool": toolVersion, "step": step]) { $1 }
    try await append(entry)
  }
}

/// The questions to one subject that are still open, each made with its prompt when its turn comes: a
/// study of a million does not have to be held in memory.
private struct QuestionQueue: Sequence, Sendable {
  let subject: StudySubject
  let plan: QuestionPlan
  let prompts: Prompts
  let concluded: Set<Question>

  func makeIterator() -> some IteratorProtocol<Asking.Item> {
    plan.questions(to: subject).lazy.filter { !concluded.contains($0) }.map {
      Asking.Item(question: $0, prompt: prompts.prompt(for: $0), respondent: subject.id)
    }.makeIterator()
  }
}

/// The prompts of a study, by probe.
struct Prompts {
  private let probes: [String: [String: Probe]]
  private let samplings: [String: Sampling]
  private let seed: UInt64

  /// How many alternatives to the first token are asked for where the answer is a choice.
  static let topLogprobs = 5

  init(_ sets: [PlannedSet], seed: UInt64) {
    probes = Dictionary(
      uniqueKeysWithValues: sets.map { set in
        (set.id, Dictionary(uniqueKeysWithValues: set.probes.map { ($0.id, $0) }))
      })
    samplings = Dictionary(uniqueKeysWithValues: sets.map { ($0.id, $0.sampling) })
    self.seed = seed
  }

  /// - Precondition: the question is one of these sets.
  func prompt(for question: Question) -> Prompt {
    guard let probe = probes[question.probeSet]?[question.probe],
      let sampling = samplings[question.probeSet]
    else { preconditionFailure("the question is not of this study") }
    return Prompt(
      messages: probe.prompt, temperature: sampling.temperature, maxTokens: sampling.maxTokens,
      seed: seed &+ UInt64(question.sample),
      topLogprobs: probe.kind == .choice ? Self.topLogprobs : 0, sample: question.sample,
      probe: probe.id)
  }
}

extension StudyFolder {
  var probeSets: URL { url.appendingPathComponent("probes") }
  func probeSet(_ id: String) -> URL { probeSets.appendingPathComponent("\(id).jsonl") }
  var findings: URL { url.appendingPathComponent("findings.json") }
  var pairs: URL { url.appendingPathComponent("pairs.csv") }
  var probes: URL { url.appendingPathComponent("probes.csv") }
  var report: URL { url.appendingPathComponent("report.html") }
  var reportPDF: URL { url.appendingPathComponent("report.pdf") }
  var reportMarkdown: URL { url.appendingPathComponent("report.md") }
}
