package import Similarity

/// Every kind of gate there is. A new one is a file of its own and a line here.
package enum BuiltInGates {
  static let all: [any Gate.Type] = [
    ExcessGate.self, RatioGate.self, RareErrorsGate.self, DriftGate.self,
  ]

  static let kinds = all.map { $0.kind }

  static func type(of kind: String) -> (any Gate.Type)? { all.first { $0.kind == kind } }

  /// Every key that some gate takes.
  static let keys = ["gate", "source"] + Set(all.flatMap { $0.settings.map(\.name) }).sorted()

  /// The gates on these findings, in the order declared; those for every source one by one.
  package static func outcomes(
    of declarations: [GateDeclaration], on findings: Findings, baseline: Baseline
  ) -> [GateOutcome] {
    declarations.flatMap { declaration -> [GateOutcome] in
      guard let type = type(of: declaration.gate) else { return [] }
      let gate = type.init(declaration.values)
      guard type.isPerSource else {
        return [gate.outcome(on: GateEvidence(findings: findings, baseline: baseline))]
      }
      return findings.headlines
        .filter { declaration.source == nil || declaration.source == $0.pair.source }
        .map {
          gate.outcome(
            on: GateEvidence(findings: findings, headline: $0, baseline: baseline))
        }
    }
  }
}
