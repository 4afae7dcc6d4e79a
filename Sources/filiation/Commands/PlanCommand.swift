import ArgumentParser
import Evidence
import Foundation
import Probing

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Locks, shows and verifies the plan of a study.",
    discussion: """
      The plan fixes what could bias a result if it were chosen later: subjects, controls, probe \
      sets, metrics, thresholds, seed and stopping rule. 'filiation ask' locks it before the first \
      question; locking it earlier leaves time to have it time-stamped.

      Examples:
        filiation plan lock study.yml
        filiation timestamp write my-case.study
        filiation plan show my-case.study
        filiation plan verify study.yml
      """,
    subcommands: [PlanLockCommand.self, PlanShowCommand.self, PlanVerifyCommand.self])
}

struct PlanLockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Writes the plan of a study, once.",
    discussion: """
      A locked plan is never changed: locking the same one again changes nothing, another one is \
      refused with status 65 and needs another folder.

      Example:
        filiation plan lock study.yml
      """)

  @Argument(help: "The study file.")
  var study: String

  mutating func run() throws {
    let study = try StudyLoading.study(at: study)
    let sets = try study.plannedSets()
    let folder = StudyFolder(study.out)
    let plan = try AnalysisPlan(study, sets: sets).lock(sets, in: folder)
    print("Locked: \(folder.plan.path)\nSHA-256: \(plan.digest)")
  }
}

struct PlanShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints a locked plan and its digest.",
    discussion: """
      Example:
        filiation plan show my-case.study
      """)

  @Argument(help: "The study folder, or its study file.")
  var study: StudyPlace

  mutating func run() throws {
    let folder = try study.folder()
    let locked = try LockedPlan.read(in: folder)
    let plan = try AnalysisPlan(locked.bytes, from: folder.plan.path)
    print(PlanText(plan: plan, digest: locked.digest).text)
  }
}

struct PlanVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that the plan is the one the log was begun under.",
    discussion: """
      Given the study file, also says in which parts it departs from the locked plan. Assessing \
      such a file is exploratory.

      Examples:
        filiation plan verify my-case.study
        filiation plan verify study.yml

      Exit status: 65 when the plan was changed.
      """)

  @Argument(help: "The study folder, or its study file.")
  var study: StudyPlace

  mutating func run() throws {
    let folder = try study.folder()
    let inForce = try PlanInForce(in: folder, asWritten: try study.study())
    guard !inForce.isAmended else {
      throw CommandFailure(
        .badData,
        "the plan was changed: \(inForce.changes.joined(separator: ", ")). The locked plan has "
          + "SHA-256 \(inForce.locked); an assessment under another one is exploratory")
    }
    let begun = folder.hasLog ? "the log was begun under it" : "nothing has been asked yet"
    print("Good: \(folder.plan.path), SHA-256 \(inForce.digest); \(begun).")
  }
}

/// A locked plan in words.
private struct PlanText {
  var plan: AnalysisPlan
  var digest: Digest256

  var text: String {
    """
    Plan of \(plan.study)
    SHA-256: \(digest)

    \(subjects)

    \(probes)

    metrics        \(plan.selectedMetrics.joined(separator: ", "))
    embedder       \(plan.embedder)
    seed           \(plan.seed)
    stopping rule  \(plan.stoppingRule)
    """ + thresholds
  }

  private var subjects: String {
    let rows = plan.participants.map { participant in
      [
        participant.id, participant.role.rawValue, participant.relation?.rawValue ?? "",
        participant.from ?? "", participant.family, participant.lineage,
        participant.inCohort ? "yes" : "",
      ]
    }
    return table(
      [["subject", "role", "relation", "from", "family", "lineage", "in cohort"]] + rows)
  }

  private var probes: String {
    let rows = plan.probeSets.map { set in
      [set.id, String(set.sampling.samples), set.digest.description]
    }
    return table([["probe set", "samples", "SHA-256"]] + rows, rightAligned: [1]) + selections
  }

  private var selections: String {
    plan.probeSets.compactMap { set in
      set.selection.map {
        "\n\(set.id) was chosen from \($0.from) by the answers of \($0.controls) unrelated controls "
          + "(SHA-256 \($0.answers)): \($0.criterion)."
      }
    }.joined()
  }

  private var thresholds: String {
    guard let thresholds = plan.thresholds else { return "" }
    return """

      thresholds     rank p \(thresholds.rankP.brief), ratio \(thresholds.ratio.brief), \
      \(thresholds.unrelatedLineages) unrelated and \(thresholds.derivedLineages) derived lineages, \
      \(thresholds.replicates.grouped) replicates
      """
  }
}
