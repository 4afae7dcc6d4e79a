package import Probing

/// A study file as resolved: every name known, every default filled in.
package struct Study: Hashable, Sendable {
  package var name: String
  /// The suspect, then the sources, then the controls, in the order of the file.
  package var subjects: [StudySubject]
  package var probes: [ProbeSelection]
  package var budget: StudyBudget
  /// By subject id or model name.
  package var prices: [String: Price]
  /// `nil` is the default selection.
  package var metrics: [String]?
  package var seed: UInt64
  /// The study folder, as written.
  package var out: String
  /// Printed in every report.
  package var notes: [String]

  package var suspect: StudySubject { subjects[0] }
  package var sources: [StudySubject] { subjects.filter { $0.subject.role == .source } }
  package var controls: [StudySubject] { subjects.filter { $0.subject.role == .control } }
}

/// A subject, what is known about it, and how it is asked.
package struct StudySubject: Hashable, Sendable {
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
}

/// What a control is used for.
package enum ControlUse: String, CaseIterable, Sendable {
  /// It belongs to the reference families of the normalisation.
  case cohort
  /// It is scored against the sources and stands beside the suspect.
  case control
}

/// How a subject is asked, as chosen in the study file.
package struct EndpointChoice: Hashable, Sendable {
  package var provider: String
  package var model: String?
  package var baseURL: String?
  package var system: String?
  /// The provider's settings and limits, as a JSON object.
  package var settings: String

  /// Whether asking costs nothing: recorded, local, or on this machine.
  package var isFree: Bool {
    if provider == "command" || provider == "panel" { return true }
    return ["//127.0.0.1", "//localhost", "//[::1]"].contains { baseURL?.contains($0) == true }
  }
}

/// A probe set and, where the study file says so, how to ask it otherwise than the set recommends.
package struct ProbeSelection: Hashable, Sendable {
  /// A built-in name or a path.
  package var set: String
  package var samples: Int?
  package var temperature: Double?
  package var maxTokens: Int?
}

/// What asking may use up; `nil` is no limit.
package struct StudyBudget: Hashable, Sendable {
  package var requests: Int?
  package var tokens: Int?
  package var money: Money?
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

/// What a model charges, in the currency of the budget (USD without one).
package struct Price: Hashable, Sendable {
  package var inputPerMillion: Double
  package var outputPerMillion: Double

  package init(inputPerMillion: Double, outputPerMillion: Double) {
    self.inputPerMillion = inputPerMillion
    self.outputPerMillion = outputPerMillion
  }

  /// The price of one request.
  package func of(promptTokens: Int, completionTokens: Int) -> Double {
    (Double(promptTokens) * inputPerMillion + Double(completionTokens) * outputPerMillion) / 1e6
  }
}
