import ArgumentParser
import Evidence
import Foundation
import Panels
import Probing

struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Compares recorded answers and writes findings.json, pairs.csv and the report.",
    discussion: """
      From a study folder, or from recorded panels: folders with probes.jsonl, responses.jsonl \
      (also .gz), subjects.csv and pairs.csv. Several panels with the same probes are merged. \
      Labels default to the panel's own pairs.csv; --score lists the pairs to report, with the \
      columns suspect and source_model. With --suspect and --source the report is about that one \
      pair; what the labels say of the suspect is then left out. No network is used. With --encoder, \
      responses are embedded by a model on this machine; its vectors are kept in the results as \
      embeddings.jsonl and computed once.

      Given the study file, the assessment follows it as it is now. Where it departs from the plan \
      that was locked before the first question, the departure is appended to the log and the \
      findings are exploratory: description and rank only. Given the folder, it follows the \
      locked plan.

      --calibration applies a calibration that 'filiation validate --panel' made elsewhere: a section \
      of its own says whether it was validated for such data and what its ratios are, never above 10.

      Examples:
        filiation assess my-case.study
        filiation assess --panel panels/chat --out results
        filiation assess --panel panels/chat --suspect model-a --source model-b --out a-and-b
        filiation assess --panel a --panel b --labels known.csv --score asked.csv --out results
      """)

  @Argument(help: "A study folder, or its study file.")
  var study: StudyPlace?

  @Option(help: "A folder with recorded responses; may be repeated.")
  var panel: [String] = []

  @Option(help: "Pairs of known relation, instead of the panel's pairs.csv.")
  var labels: String?

  @Option(help: "Pairs to report; unlabelled ones are allowed.")
  var score: String?

  @Option(help: "A calibration.json made elsewhere, for ratios beside those made here.")
  var calibration: String?

  @Option(help: "The model of the panel to report on.")
  var suspect: String?

  @Option(help: "The model of the panel it may have learned from.")
  var source: String?

  @Option(help: "The folder of a sentence encoder, instead of the built-in embedder.")
  var encoder: String?

  @Option(help: "Compare by this metric only, to measure it; of several, the mean excess.")
  var metric: [String] = []

  @Option(help: "The folder for the results, made when missing.")
  var out: String?

  mutating func validate() throws {
    guard (study == nil) != panel.isEmpty else {
      throw ValidationError("Give a study folder, or panels with --panel.")
    }
    if !panel.isEmpty, out == nil { throw ValidationError("Say where to write with --out.") }
    let isOfPanel = [labels, score, suspect, source, encoder].contains { $0 != nil }
    if study != nil, isOfPanel || !metric.isEmpty {
      throw ValidationError(
        "--labels, --score, --suspect, --source, --encoder and --metric go with --panel.")
    }
    guard (suspect == nil) == (source == nil) else {
      throw ValidationError("Give --suspect and --source together.")
    }
  }

  mutating func run() async throws {
    if let study {
      let folder = try study.folder()
      let target = out.map { StudyFolder(URL(fileURLWithPath: $0)) } ?? folder
      if out != nil { try OutputFile.prepare(target.url) }
      let findings = try await StudyAssessment.write(
        from: folder, asWritten: try study.study(), calibration: calibration, to: target)
      try ReportCommand.write(findings, to: target)
    } else if let out {
      let target = StudyFolder(URL(fileURLWithPath: out))
      try OutputFile.prepare(target.url)
      let headline = suspect.flatMap { suspect in source.map { (suspect: suspect, source: $0) } }
      let findings = try await PanelAssessment(
        panels: panel, labels: labels, score: score, calibration: calibration, headline: headline,
        encoder: encoder,
        metrics: metric.isEmpty ? nil : metric
      ).write(to: target)
      try ReportCommand.write(findings, to: target)
    }
  }
}
