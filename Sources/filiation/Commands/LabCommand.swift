import ArgumentParser
import Foundation
import Lab
import Panels
import Probing

struct LabCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Trains small models of known lineage, serves them, and lets them answer.",
    discussion: """
      Examples:
        filiation lab train --out lab
        filiation assess --panel lab/panel --out results
        filiation lab serve lab --port 8080
        filiation lab answer lab --model aldine-1 --prompt 'Give some advice on bookbinding.'
      """,
    subcommands: [Train.self, Serve.self, Answer.self])
}

extension LabCommand {
  struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Trains a population and records its answers as a panel with labels.",
      discussion: """
        Writes population.json, from which the same models can be made again; the probe sets of \
        their world; and a panel with the answers of everyone who can be asked.

        Example:
          filiation lab train --seed 7 --out lab
        """)

    enum Size: String, CaseIterable, ExpressibleByArgument { case small, full }

    @Option(help: "The folder to write.")
    var out: String

    @Option(help: "The seed of world, models and answers.")
    var seed: UInt64 = 1

    @Option(help: "How many models: small (about 110) or full (about 415).")
    var size = Size.small

    mutating func run() async throws {
      let folder = LabFolder(out)
      let population = try StandardPopulation.population(
        seed: seed, size: size == .small ? .small : .full)
      try await folder.write(population)
      print(
        "Wrote \(folder.population.path) and \(folder.panel.path): "
          + "\(counted(population.asked.count, "model")), "
          + "\(counted(population.world.questions + population.world.writingTasks, "probe")).")
    }
  }

  struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Serves a population like any OpenAI-compatible provider, until interrupted.",
      discussion: """
        The models are trained again from population.json, which takes seconds. Only this machine \
        can reach them.

        Example:
          filiation lab serve lab --port 8080 --model aldine-1 --model student-aldine-50
        """)

    @Argument(help: "A folder that 'lab train' wrote.")
    var folder: String

    @Option(help: "The port; 0 lets the system choose.")
    var port = 8080

    @Option(help: "Serve only this model; may be repeated.")
    var model: [String] = []

    mutating func validate() throws {
      guard (0...65_535).contains(port) else {
        throw ValidationError("A port is a number from 0 to 65535.")
      }
    }

    mutating func run() async throws {
      let zoo = try await LabFolder(folder).zoo(models: model).zoo
      let served = model.isEmpty ? zoo.models : model.compactMap { zoo[$0] }
      try await withLabServer(served, port: port) { base in
        print("Serving \(counted(served.count, "model")) at \(base); stop with Ctrl-C.")
        for model in served { print("  \(model.id)") }
        fflush(nil)
        while true { try await Task.sleep(for: .seconds(3_600)) }
      }
    }
  }

  struct Answer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lets one model answer a prompt, or a probe set as JSON lines.",
      discussion: """
        With --probes, prints one line for each probe and sample, with subject, probe, sample and \
        response, as a panel's responses.jsonl has them and 'filiation import' reads them.

        Examples:
          filiation lab answer lab --model aldine-1 --prompt 'Give some advice on bookbinding.'
          filiation lab answer lab --model aldine-1 --probes lab/lab-questions-v1.jsonl
        """)

    @Argument(help: "A folder that 'lab train' wrote.")
    var folder: String

    @Option(help: "The model that answers.")
    var model: String

    @Option(help: "The prompt.")
    var prompt: String?

    @Option(help: "A probe set, by built-in name or path.")
    var probes: String?

    @Option(help: "Softmax temperature of an answer to --prompt.")
    var temperature = 0.8

    @Option(help: "The seed of a draw at a temperature above 0.")
    var seed: UInt64 = 0

    mutating func validate() throws {
      guard (prompt == nil) != (probes == nil) else {
        throw ValidationError("Give a prompt with --prompt, or a probe set with --probes.")
      }
      guard (0...2).contains(temperature) else {
        throw ValidationError("A temperature is from 0 to 2.")
      }
    }

    mutating func run() async throws {
      let set = try probes.map(Self.set)
      let zoo = try await LabFolder(folder).zoo(models: [model]).zoo
      let answering = zoo[model]!
      if let prompt {
        print(answering.answer(prompt: prompt, temperature: temperature, seed: seed))
      } else if let set {
        print(Self.lines(answering, set), terminator: "")
      }
    }

    private static func set(_ name: String) throws -> PlannedSet {
      let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
      return try ProbeSelection(set: name).load(from: here, library: .installed)
    }

    private static func lines(_ model: LabModel, _ set: PlannedSet) -> String {
      zip(set.probes, model.responses(to: set.probes, set.sampling)).flatMap { probe, responses in
        responses.enumerated().map { sample, response in
          RecordedRow(
            subject: model.id, probe: probe.id, sample: sample, response: response.text,
            answer: response.answer.value, isTruncated: response.isTruncated
          ).line
        }
      }.joined()
    }
  }
}
