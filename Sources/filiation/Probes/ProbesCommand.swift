import ArgumentParser

struct ProbesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probes",
    abstract: "Lists, shows, checks, samples, imports and selects probes.",
    discussion: """
      A set is named as in a study file: a built-in name, or a path (with a slash or .jsonl at its \
      end) to a set of your own.

      Examples:
        filiation probes list
        filiation probes show ap-017
        filiation probes check ./own-v1.jsonl
        filiation probes sample 60 arithmetic-v1 --seed 7 --out sums-v1.jsonl
        filiation probes import test.csv --layout mmlu --out mmlu-v1.jsonl
        filiation probes select my-case.study --keep 200 --out selected
      """,
    subcommands: [
      ProbesListCommand.self, ProbesShowCommand.self, ProbesCheckCommand.self,
      ProbesSampleCommand.self, ProbesImportCommand.self, ProbesSelectCommand.self,
    ])
}
