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
    var reader = try LogReader(log: folder.log, head: folder.head, plan: inForce.locked)
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
    transcript = try Self.transcript(plan, sets, answers, store)
    repeatedBlocks = try Self.repeatedBlocks(plan, all, answers, store)
  }

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
    _ plan: AnalysisPlan, _ sets: [PlannedSet], _ answers: LastAnswers, _ store: RawStore
  ) throws -> [RepeatedBlock] {
    guard let start = sets.first(where: { $0.moment == .start }),
      let end = sets.first(where: { $0.moment == .end })
    else { return [] }
    return try plan.participants.filter(\.isLive).map { participant in
      RepeatedBlock(
        subject: participant.id, start: try answers.responses(participant.id, start, store),
        end: try answers.responses(participant.id, end, store))
    }
  }

  private static func transcript(
    _ plan: AnalysisPlan, _ sets: [PlannedSet], _ answers: LastAnswers, _ store: RawStore
  ) throws -> Transcript {
    let subjects = plan.participants.map(\.subject)
    let responses = try subjects.map { subject in
      try sets.flatMap { try answers.responses(subject.id, $0, store) }
    }
    return Transcript(
      subjects: subjects, probes: sets.flatMap { $0.qualifiedProbes(isAlone: sets.count == 1) },
      responses: responses)
  }
}

extension PlannedSet {
  /// The probes with ids that are unique among several sets.
  fileprivate func qualifiedProbes(isAlone: Bool) -> [Probe] {
    guard !isAlone else { return probes }
    return probes.map { probe in
      var qualified = probe
      qualified.id = "\(id)/\(probe.id)"
      return qualified
    }
  }
}

/// For every question the last exchange that concluded it.
struct LastAnswers {
  private var entries: [Question: LogEntry] = [:]
  private(set) var modelsReturned: [String: [String]] = [:]
  private(set) var tokens: [String: Int] = [:]
  private(set) var hasKeptAnswers = false

  /// The answers of a subject to a set; shape: probes x samples.
  func responses(
    _ subject: String, _ set: PlannedSet, _ store: RawStore
  ) throws -> [[Response]] {
    try set.probes.map { probe in
      try (0..<set.sampling.samples).compactMap { sample in
        let question = Question(
          subject: subject, probeSet: set.id, probe: probe.id, sample: sample)
        return try entries[question].map { try Response($0, to: probe, store) }
      }
    }
  }

  mutating func add(_ entry: LogEntry) {
    if entry.event == .exchange, let subject = entry.subject, entry.tokens > 0 {
      let sum = tokens[subject, default: 0].addingReportingOverflow(entry.tokens)
      tokens[subject] = sum.overflow ? .max : sum.partialValue
    }
    guard entry.event == .exchange, let question = entry.question,
      Attempt.conclusiveOutcomes.contains(entry.outcome ?? "")
    else { return }
    entries[question] = entry
    if entry.cache != nil { hasKeptAnswers = true }
    if let model = entry.modelReturned,
      modelsReturned[question.subject]?.contains(model) != true
    {
      modelsReturned[question.subject, default: []].append(model)
    }
  }
}

extension Response {
  /// The visible text of a recorded exchange and the answer read out of it.
  fileprivate init(_ entry: LogEntry, to probe: Probe, _ store: RawStore) throws {
    guard let digest = entry.textDigest else {
      throw CommandFailure(
        .badData,
        "the log records an answer of \(entry.subject ?? "") without its text; "
          + "restore the study from a copy")
    }
    let text = String(decoding: try store.read(digest, .response), as: UTF8.self)
    let isTruncated = entry.outcome == "truncated"
    let isRefused = entry.outcome == "refused" || entry.outcome == "filtered"
    let answer: Answer =
      if isRefused {
        .refused
      } else if let kind = probe.extract {
        AnswerExtractor(kind, choices: probe.choices).answer(in: text, isTruncated: isTruncated)
      } else {
        .none
      }
    self.init(
      text: text, answer: answer, isTruncated: isTruncated,
      firstTokenLogprobs: try Self.logprobs(entry, store))
  }
  private static func logprobs(_ entry: LogEntry, _ store: RawStore) throws -> [TokenLogprob] {
    guard let digest = entry.logprobsDigest
    else { return [] }
    return try JSONDecoder().decode([TokenLogprob].self, from: try store.read(digest, .response))
  }
}
