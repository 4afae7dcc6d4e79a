import ArgumentParser
import Evidence
import Foundation
import Probing
import Similarity

struct ProbesSelectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select",
    abstract: "Proposes fewer probes for the next study, from the controls of a study.",
    discussion: """
      Of every set asked, keeps the probes on which unrelated controls told most: the weight of \
      their wrong answers or, for free text, their disagreement. Answers of the suspect and the \
      sources are never read, so the choice cannot be tuned to them. Criterion, origin and a digest \
      of the answers read stand in the header of every file written, and from there in the plan of \
      the study that asks it.

      Examples:
        filiation probes select my-case.study --keep 200 --out selected
        filiation probes select study.yml --keep 200 --out selected
      """)

  @Argument(help: "The study folder, or its study file.")
  var study: StudyPlace

  @Option(help: "How many probes to keep in all, every set in proportion.")
  var keep: Int

  @Option(help: "The folder to write the sets to, made when missing.")
  var out: String

  mutating func validate() throws {
    guard keep > 0 else { throw ValidationError("Keep at least one probe.") }
    guard !out.isEmpty else { throw ValidationError("--out names a folder.") }
  }

  mutating func run() async throws {
    let answers = try ControlAnswers(in: try study.folder())
    let meter = WorkMeter("comparing the controls")
    defer { meter.finish() }
    let selected = try await ProbeSelecting(answers).selected(keep)
    meter.finish()
    for set in selected {
      try ProbeSetOutput.write(set, to: "\(out)/\(set.header.name).jsonl")
    }
    let controls = answers.transcripts.first?.subjects.count ?? 0
    print(
      "Chosen from the answers of \(counted(controls, "unrelated control")), SHA-256 "
        + "\(answers.digest).\nThese controls look less alike on the chosen probes than others "
        + "would: ask controls that took no part in the choice as well.")
  }
}
