import Endpoints
import Evidence
import Foundation
import Probing
import Similarity

/// What a study folder holds: the plan to follow, and the answers its log records.
struct RecordedStudy {
  var folder: StudyFolder
  var inForce: PlanInForce
  /// What the log holds; its end stands for all of it.
  var record: RecordSummary
  /// What is compared; the repeated block is not.
  var sets: [PlannedSet]
  var transcript: Transcript
  /// Answers to the repeated block, of the subjects that were asked it at both ends.
  var repeatedBlocks: [RepeatedBlock]
  /// Model names each endpoint returned, in order of first appearance.
  var modelsReturned: [String: [String]]
  /// Tokens that asking each subject used, by its id.
  var tokens: [String: Int]
  /// Whether an answer was kept from earlier: in a panel, or by a cache on the way.
  var hasKeptAnswers: Bool

  var plan: AnalysisPlan { inForce.plan }

  /// Reads and verifies a study folder; nothing is asked.
  init(_ folder: StudyFolder, under inForce: PlanInForce) throws {
    self.folder = folder
    self.inForce = inForce
    let plan = inForce.plan
    let all = try plan.probeSets.map { try Self.set($0, folder) }
    sets = all.filter { $0.moment == nil }
    var answers = LastAnswers()
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(
      log: folder.log, head: folder.head, plan: inForce.locked, progress: meter.show)
    let store = RawStore(in: folder)
    var record = RecordSummary(of: plan.study, end: reader.end.digest)
    while let line = try reader.next() {
      try store.check(filesOf: line)
      record.add(line)
      answers.add(line.entry)
    }
    record.end = reader.end.digest
    self.record = record
    modelsReturned = answers.modelsReturned
    tokens = answers.tokens
    hasKeptAnswers = answers.hasKeptAnswers
    let find: Finder = { try answers.answer(to: $0, store) }
    transcript = try Self.transcript(plan, sets, find)
    repeatedBlocks = try Self.repeatedBlocks(plan, all, find)
  }

  /// A study whose answers were looked up by what its plan asks.
  init(
    _ folder: StudyFolder, replaying plan: AnalysisPlan, sets all: [PlannedSet],
    logDigest: Digest256?, modelsReturned: [String: [String]],
    answers: [Question: RecordedAnswer]
  ) throws {
    self.folder = folder
    inForce = PlanInForce(replaying: plan)
    record = RecordSummary(of: plan.study, end: logDigest ?? inForce.digest)
    sets = all.filter { $0.moment == nil }
    self.modelsReturned = modelsReturned
    tokens = [:]
    hasKeptAnswers = true
    transcript = try Self.transcript(plan, sets) { answers[$0] }
    repeatedBlocks = try Self.repeatedBlocks(plan, all) { answers[$0] }
  }

  /// What one subject has answered so far, read and verified.
  static func answers(
    in folder: StudyFolder, of subject: String
  ) throws -> [Question: RecordedAnswer] {
    guard folder.hasLog else { return [:] }
    let last = try LastAnswers(in: folder) { $0.subject == subject }
    let store = RawStore(in: folder)
    return try last.records.mapValues { try RecordedAnswer($0, store) }
  }

  /// The answers to the repeated block, read and verified; nothing is read where none is planned.
  static func repeatedBlocks(
    in folder: StudyFolder, _ plan: AnalysisPlan
  ) throws -> [RepeatedBlock] {
    let planned = plan.probeSets.filter { $0.moment != nil }
    guard !planned.isEmpty else { return [] }
    let names = Set(planned.map(\.id))
    let last = try LastAnswers(in: folder) { names.contains($0.probeSet ?? "") }
    let store = RawStore(in: folder)
    return try repeatedBlocks(plan, try planned.map { try set($0, folder) }) {
      try last.answer(to: $0, store)
    }
  }

  /// Looks up what was answered to a question; `nil` when nothing is recorded.
  private typealias Finder = (Question) throws -> RecordedAnswer?

  /// The copy of a probe set that was asked, checked against the plan.
  static func set(
    _ planned: AnalysisPlan.PlannedProbes, _ folder: StudyFolder
  ) throws -> PlannedSet {
    let path = folder.probeSet(planned.id).path
    let (set, bytes) = try ProbeSet.read(path)
    guard Digest256(of: bytes) == planned.digest else {
      throw CommandFailure(
        .badData,
        "\(path) is not the probe set that was asked: its digest differs from the plan; "
          + "restore it from a copy of the study")
    }
    return PlannedSet(
      id: planned.id, digest: planned.digest, probes: set.probes, sampling: planned.sampling,
      bytes: bytes, moment: planned.moment, selection: set.header.selection)
  }

  private static func repeatedBlocks(
    _ plan: AnalysisPlan, _ sets: [PlannedSet], _ find: Finder
  ) throws -> [RepeatedBlock] {
    guard let start = sets.first(where: { $0.moment == .start }),
      let end = sets.first(where: { $0.moment == .end })
    else { return [] }
    return try plan.participants.filter(\.isLive).map { participant in
      RepeatedBlock(
        subject: participant.id, start: try start.responses(of: participant.id, find),
        end: try end.responses(of: participant.id, find))
    }
  }

  private static func transcript(
    _ plan: AnalysisPlan, _ sets: [PlannedSet], _ find: Finder
  ) throws -> Transcript {
    let subjects = plan.participants.map(\.subject)
    let responses = try subjects.map { subject in
      try sets.flatMap { try $0.responses(of: subject.id, find) }
    }
    return Transcript(
      subjects: subjects, probes: sets.flatMap { $0.qualifiedProbes(isAlone: sets.count == 1) },
      responses: responses)
  }
}

extension PlannedSet {
  /// The answers of a subject; shape: probes x samples.
  func responses(
    of subject: String, _ find: (Question) throws -> RecordedAnswer?
  ) throws -> [[Response]] {
    try probes.map { probe in
      try (0..<sampling.samples).compactMap { sample in
        let question = Question(subject: subject, probeSet: id, probe: probe.id, sample: sample)
        return try find(question).map { Response($0, to: probe) }
      }
    }
  }

  /// The probes with ids that are unique among several sets.
  func qualifiedProbes(isAlone: Bool) -> [Probe] {
    guard !isAlone else { return probes }
    return probes.map { probe in
      var qualified = probe
      qualified.id = "\(id)/\(probe.id)"
      return qualified
    }
  }
}

/// For every question what the last exchange that concluded it left behind.
struct LastAnswers {
  private(set) var records: [Question: AnswerRecord] = [:]
  private(set) var modelsReturned: [String: [String]] = [:]
  private(set) var tokens: [String: Int] = [:]
  private(set) var hasKeptAnswers = false

  init() {}

  /// Reads a whole log and keeps what is looked for in it.
  init(in folder: StudyFolder, where isWanted: (LogEntry) -> Bool) throws {
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(folder, progress: meter.show)
    while let line = try reader.next() {
      if isWanted(line.entry) { add(line.entry) }
    }
  }

  func answer(to question: Question, _ store: RawStore) throws -> RecordedAnswer? {
    try records[question].map { try RecordedAnswer($0, store) }
  }

  mutating func add(_ entry: LogEntry) {
    if entry.event == .exchange, let subject = entry.subject, entry.tokens > 0 {
      let sum = tokens[subject, default: 0].addingReportingOverflow(entry.tokens)
      tokens[subject] = sum.overflow ? .max : sum.partialValue
    }
    guard entry.event == .exchange, let question = entry.question,
      Attempt.conclusiveOutcomes.contains(entry.outcome ?? "")
    else { return }
    records[question] = AnswerRecord(entry)
    if entry.cache != nil { hasKeptAnswers = true }
    if let model = entry.modelReturned,
      modelsReturned[question.subject]?.contains(model) != true
    {
      modelsReturned[question.subject, default: []].append(model)
    }
  }
}
