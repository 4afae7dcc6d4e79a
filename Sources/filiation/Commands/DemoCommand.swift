import ArgumentParser
import Evidence
import Foundation
import Lab
import Probing
import Similarity
import Statistics

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Trains small models of known lineage and examines two of them.",
    discussion: """
      Trains a population of small models, some of them on the answers of others, serves them on \
      this machine like any OpenAI-compatible provider, and runs two whole studies: of a student \
      of the source, and of a model that has nothing to do with it. Nothing leaves the machine.

      Example:
        filiation demo --out demo
      """)

  @Option(help: "The folder for study files, records and reports.")
  var out = "filiation-demo"

  @Option(help: "The seed of all training.")
  var seed: UInt64 = 1

  mutating func run() async throws {
    BLAS.useOneThread()
    let folder = URL(fileURLWithPath: out)
    let world = World(.small(seed: seed))
    let population = DemoStudy(seed: seed)
    let cases = DemoCase.both(of: population)
    try Self.prepare(folder, cases, world)
    let zoo = await LabTraining.zoo(population.pedigree, in: world)
    for demo in cases {
      let file = folder.appendingPathComponent("\(demo.name).yml")
      try await withLabServer(zoo.models) { base in
        try OutputFile.write(Data(demo.yaml(base: base).utf8), to: file)
        let study = try StudyLoading.study(at: file.path)
        Terminal.printError(
          "Asking \(study.subjects.count) models about \(demo.suspect) (\(demo.name)) ...")
        try await AskCommand.ask(study, try study.plannedSets(), file: file.path)
      }
      let study = StudyFolder(folder.appendingPathComponent("\(demo.name).study"))
      let findings = try await StudyAssessment.write(to: study)
      try ReportCommand.write(findings, to: study)
      print(Self.outcome(of: demo, findings))
    }
  }

  /// Writes the probe sets; what an earlier demonstration left in the folder makes room.
  private static func prepare(_ folder: URL, _ cases: [DemoCase], _ world: World) throws {
    for demo in cases {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent("\(demo.name).study"))
    }
    for (name, set) in zip(DemoCase.probeSets, [world.questionSet, world.writingSet]) {
      try OutputFile.write(set.encoded(), to: folder.appendingPathComponent(name))
    }
  }

  /// One line on the suspect, the truth first.
  private static func outcome(of demo: DemoCase, _ findings: Findings) -> String {
    let truth = demo.isPlanted ? "a student of the source" : "unrelated to the source"
    guard let pair = findings.headlines.first?.pair else {
      return "\(demo.suspect), \(truth): not assessed"
    }
    var parts: [String] = []
    if let excess = pair.excess { parts.append("excess \(excess.rounded(toPlaces: 2))") }
    if let rank = pair.rankP {
      parts.append(
        "rank p \(rank.value.rounded(toPlaces: 3)) among \(rank.lineages) unrelated lineages")
    }
    if let ratio = pair.ratio { parts.append("log10 LR \(ratio.log10.rounded(toPlaces: 2))") }
    if let reason = pair.notMeasurable ?? pair.noRatio { parts.append(reason.rawValue) }
    return "\(demo.suspect), \(truth): " + parts.joined(separator: ", ")
  }
}
