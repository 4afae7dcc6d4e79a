import ArgumentParser
import Endpoints
import Evidence
import Foundation
import Probing

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says how far a study has come and whether its record is sound.",
    discussion: """
      Verifies the log and every recorded byte, and counts for each subject what was asked, \
      answered, refused, cut off and failed.

      Example:
        filiation status my-case.study

      Exit status: 65 when the record is damaged.
      """)

  @Argument(help: "The study folder, or its study file.")
  var study: StudyPlace

  mutating func run() throws {
    let folder = try study.folder()
    let plan = try AnalysisPlan.read(in: folder)
    let progress = try StudyProgress(folder, plan)
    print(progress.text)
    let meter = WorkMeter("verifying the record")
    defer { meter.finish() }
    let verification = try LogVerification.verify(folder, progress: meter.show)
    meter.finish()
    if let problem = verification.problem { throw problem }
    print(
      "The record is sound: \(counted(verification.lines, "line")), "
        + "\(counted(verification.rawFiles, "file")) of exact bytes, "
        + "last line \(verification.end.digest.description.prefix(12)).")
  }
}

/// How many questions of each subject ended how.
private struct StudyProgress {
  private struct Counts {
    var concluded: Set<Question> = []
    var outcomes: [String: Int] = [:]
    var failures = 0
    var models: [String] = []
  }

  private let plan: AnalysisPlan
  private let folder: StudyFolder
  /// Questions of the study, and those of the repeated block.
  private let questionsPerSubject: Int
  private let repeatedQuestions: Int
  private var counts: [String: Counts] = [:]
  private var embedded = 0

  init(_ folder: StudyFolder, _ plan: AnalysisPlan) throws {
    self.plan = plan
    self.folder = folder
    let sizes = try plan.probeSets.map { planned in
      let probes = try ProbeSet.read(folder.probeSet(planned.id).path).set.probes.count
      return (isRepeated: planned.moment != nil, count: probes * planned.sampling.samples)
    }
    questionsPerSubject = sizes.filter { !$0.isRepeated }.reduce(0) { $0 + $1.count }
    repeatedQuestions = sizes.filter(\.isRepeated).reduce(0) { $0 + $1.count }
    guard folder.hasLog else { return }
    let meter = WorkMeter("reading the log")
    defer { meter.finish() }
    var reader = try LogReader(folder, progress: meter.show)
    while let line = try reader.next() { add(line.entry) }
  }

  private mutating func add(_ entry: LogEntry) {
    if entry.event == .embedding, entry.outcome == Embedding.Attempt.conclusiveOutcome {
      embedded += entry.number("texts") ?? 0
    }
    guard entry.event == .exchange, let question = entry.question else { return }
    let outcome = entry.outcome ?? ""
    guard Attempt.conclusiveOutcomes.contains(outcome) else {
      counts[question.subject, default: Counts()].failures += 1
      return
    }
    counts[question.subject, default: Counts()].concluded.insert(question)
    counts[question.subject]?.outcomes[outcome, default: 0] += 1
    if let model = entry.modelReturned, counts[question.subject]?.models.contains(model) == false {
      counts[question.subject]?.models.append(model)
    }
  }

  var text: String {
    let rows = plan.participants.map { participant in
      let own = counts[participant.id] ?? Counts()
      let asked = questionsPerSubject + (participant.isLive ? repeatedQuestions : 0)
      let refused = own.outcomes["refused", default: 0] + own.outcomes["filtered", default: 0]
      return [
        participant.id, participant.role.rawValue,
        "\(own.concluded.count.grouped)/\(asked.grouped)", refused.grouped,
        own.outcomes["truncated", default: 0].grouped, own.failures.grouped,
        own.models.joined(separator: ", "),
      ]
    }
    let header = ["subject", "role", "answered", "refused", "cut off", "failed", "model returned"]
    return "Study \(plan.study)\n\n" + table([header] + rows, rightAligned: [2, 3, 4, 5])
      + embeddings + "\n\n" + results + "\n"
  }

  private var embeddings: String {
    guard plan.embedder != .builtIn else { return "" }
    return "\n\nEmbedded: \(counted(embedded, "response")) by \(plan.embedder.name)."
  }

  private var results: String {
    let files = [folder.findings, folder.pairs, folder.report].filter {
      FileManager.default.fileExists(atPath: $0.path)
    }
    return files.isEmpty
      ? "Not assessed yet: 'filiation assess \(folder.url.path)'."
      : "Assessed: " + files.map(\.lastPathComponent).joined(separator: ", ") + "."
  }
}
