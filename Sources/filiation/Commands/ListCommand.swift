import ArgumentParser
import Endpoints
import Foundation
import Probing
import Similarity

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists what a study file may name.",
    discussion: """
      Examples:
        filiation list metrics
        filiation list providers
        filiation list probes
      """)

  enum Topic: String, CaseIterable, ExpressibleByArgument { case metrics, providers, probes }

  @Argument(help: "metrics, providers or probes.")
  var topic: Topic

  mutating func run() throws {
    switch topic {
    case .metrics: print(BuiltInMetrics.all.map { $0.descriptor.text }.joined(separator: "\n\n"))
    case .providers: print(Self.providers)
    case .probes: print(try ProbesListCommand.text(nil))
    }
  }

  private static var providers: String {
    table(
      [["provider", "settings"]]
        + BuiltInEndpoints.providers.map { provider in
          [
            provider.rawValue,
            (BuiltInEndpoints.settingNames(of: provider) ?? []).joined(separator: ", "),
          ]
        })
      + "\nEvery subject also takes limits: " + Limits.settingNames.joined(separator: ", ")
  }

}

extension MetricDescriptor {
  /// A paragraph for `list metrics`.
  fileprivate var text: String {
    let range = "\(lowerBound?.brief ?? "unbounded") to \(upperBound?.brief ?? "unbounded")"
    return """
      \(id): \(title)
        range      \(range)\(isSymmetric ? ", symmetric" : ", suspect and source not exchangeable")
        assumes    \(assumption)
        reference  \(citation)
        checked    \(oracle)
      """
  }
}
