package import Endpoints
package import Foundation
package import Probing

/// A study file as resolved: every name known, every default filled in.
package struct Study: Sendable {
  package var name: String
  /// The study file's own folder, from which its paths are counted.
  package var folder: URL
  /// The suspect, then the sources, then the controls, in the order of the file.
  package var subjects: [StudySubject]
  package var probes: [ProbeSelection]
  package var budget: StudyBudget
  /// By subject id or model name.
  package var prices: [String: Price]
  /// `nil` is the built-in one, which needs no asking.
  package var embedder: EmbedderChoice?
  /// `nil` is the default selection.
  package var metrics: [String]?
  package var identity: IdentityBlock
  package var check: CheckRules
  package var seed: UInt64
  /// The study folder.
  package var out: URL
  /// Printed in every report.
  package var notes: [String]

  package var suspect: StudySubject { subjects[0] }
  package var sources: [StudySubject] { subjects.filter { $0.subject.role == .source } }
  package var controls: [StudySubject] { subjects.filter { $0.subject.role == .control } }
}

/// A subject, what is known about it, and how it is asked.
package struct StudySubject: Sendable {
  package var subject: Subject
  /// What a control is to the subject named in `from`; `nil` for suspect and sources.
  package var relation: ControlRelation?
  package var from: String?
  /// Whether it is scored against the sources.
  package var isControl: Bool
  package var endpoint: EndpointChoice

  package var id: String { subject.id }
}

/// What is known about a control.
package enum ControlRelation: String, Codable, CaseIterable, Sendable {
  /// Shares no weights, teacher or maker with the sources, as far as is known.
  case unrelated
  /// Trained on outputs of the subject it is from.
  case derived
  /// Tuned from the same base weights as the subject it is from.
  case sameBase = "same-base"
  /// Has the same teacher as the subject it is from.
  case sibling
  /// Passes questions on to the subject it is from.
  case wrapper
  /// Has a data vendor or benchmark tuning in common with the subject it is from, and none of its
  /// outputs.
  case sharedVendor = "shared-vendor"
}

/// What a control is used for.
package enum ControlUse: String, CaseIterable, Sendable {
  /// It belongs to the reference families of the normalisation.
  case cohort
  /// It is scored against the sources and stands beside the suspect.
  case control
}

/// How a subject is asked, as chosen in the study file.
package struct EndpointChoice: Sendable {
  /// The provider's settings and limits, decoded and checked.
  package var spec: EndpointSpec
  package var model: String?
  package var baseURL: String?
  package var system: String?
  /// A folder of recorded answers.
  package var panel: String?
  /// Where the study file describes it.
  package var position: Position
  package var path: String

  package var provider: String { spec.provider.rawValue }

  /// Whether a model answers, rather than a record.
  package var isLive: Bool { provider != "panel" }

  /// Whether asking costs nothing unless a price is given: recorded, local, or on this machine.
  package var isFree: Bool { Self.isFree(provider: provider, baseURL: baseURL) }

  static func isFree(provider: String, baseURL: String?) -> Bool {
    if ["command", "panel", "encoder"].contains(provider) { return true }
    let host = baseURL.flatMap { URLComponents(string: $0)?.host }
    return host.map(Loopback.contains) ?? false
  }
}

/// An embedder outside the program, as chosen in the study file.
package struct EmbedderChoice: Sendable {
  /// The settings and limits, decoded and checked.
  package var spec: EmbedderSpec
  package var model: String?
  package var baseURL: String?
  /// Where the study file describes it.
  package var position: Position
  package var path: String

  /// Whether asking costs nothing: a program, a model or a server on this machine.
  package var isFree: Bool { EndpointChoice.isFree(provider: spec.kind, baseURL: baseURL) }
}

/// A probe set and, where the study file says so, how to ask it otherwise than the set recommends.
package struct ProbeSelection: Hashable, Sendable {
  /// A built-in name or a path.
  package var set: String
  package var samples: Int?
  package var temperature: Double?
  package var maxTokens: Int?
}

/// What asking may use up, and the currency of all prices.
package struct StudyBudget: Hashable, Sendable {
  package var limit: SpendLimit
  package var currency: String
}

/// An amount and its currency, such as `50 USD`.
package struct Money: Hashable, Sendable, CustomStringConvertible {
  package var amount: Double
  package var currency: String

  /// Reads `50 USD`; `nil` when it is not a positive amount with a currency code.
  package init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let amount = Double(parts[0]), amount.isFinite, amount > 0,
      parts[1].count == 3, parts[1].allSatisfy(\.isLetter)
    else { return nil }
    self.init(amount: amount, currency: parts[1].uppercased())
  }

  package init(amount: Double, currency: String) {
    self.amount = amount
    self.currency = currency
  }

  package var description: String { "\(amount.rounded(toPlaces: 2)) \(currency)" }
}
