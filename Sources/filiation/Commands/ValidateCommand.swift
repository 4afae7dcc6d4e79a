import ArgumentParser
import Evidence
import Foundation
import Similarity
import Statistics

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Measures how often the instrument is right and wrong.",
    discussion: """
      On recorded panels with labels, or on populations of small models that are trained for it. \
      Writes the validity report (validity.html, validity.md), validation.json and \
      validation-matrix.json, and where the lineages suffice calibration.json; from panels also the \
      findings of the ordinary assessment, from the lab every trial (trials.jsonl, and \
      direction-trials.jsonl of populations made for the direction).

      Examples:
        filiation validate --panel panels/chat --out validation
        filiation validate --panel panels/other --calibration validation/calibration.json --out other
        filiation validate --lab --populations 4 --out lab-validation
      """)

  @Option(help: "A folder with recorded responses and labels; may be repeated.")
  var panel: [String] = []

  @Option(help: "Pairs of known relation, instead of the panel's pairs.csv.")
  var labels: String?

  @Option(help: "A calibration made elsewhere, to see what it costs on this panel.")
  var calibration: String?

  @Flag(help: "Train populations of small models of known lineage.")
  var lab = false

  @Option(help: "How many populations to train.")
  var populations = 4

  @Option(help: "The seed of the first population; the next ones follow.")
  var seed: UInt64 = 1

  @Option(help: "The folder for the results, made when missing.")
  var out: String

  mutating func validate() throws {
    guard lab != !panel.isEmpty else {
      throw ValidationError("Give panels with --panel, or --lab.")
    }
    guard populations > 0 else { throw ValidationError("Train one population at least.") }
    if lab, labels != nil || calibration != nil {
      throw ValidationError("--labels and --calibration go with --panel.")
    }
  }

  mutating func run() async throws {
    BLAS.useOneThread()
    let folder = URL(fileURLWithPath: out)
    try OutputFile.prepare(folder)
    if lab {
      try await LabValidation(seed: seed, populations: populations).write(to: folder)
    } else {
      try await PanelValidationRun(panels: panel, labels: labels, calibration: calibration)
        .write(to: StudyFolder(folder))
    }
    print("Validity report: \(folder.appendingPathComponent("validity.html").path)")
  }
}
