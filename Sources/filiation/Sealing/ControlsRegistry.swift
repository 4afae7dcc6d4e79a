import Evidence
import Foundation
import Similarity

/// `controls/registry.json`: every subject as the plan fixes it, and as it answered.
struct ControlsRegistry: Encodable {
  private struct Entry: Encodable {
    var participant: Participant
    var endpoints: [String]
    var modelsReturned: [String]

    enum CodingKeys: String, CodingKey {
      case endpoints
      case modelsReturned = "models_returned"
    }

    func encode(to encoder: any Encoder) throws {
      try participant.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(endpoints, forKey: .endpoints)
      try container.encode(modelsReturned, forKey: .modelsReturned)
    }
  }

  private var subjects: [Entry]

  init(_ plan: AnalysisPlan, _ record: RecordSummary) {
    subjects = plan.participants.map { participant in
      Entry(
        participant: participant, endpoints: record.asked[participant.id]?.endpoints ?? [],
        modelsReturned: record.modelsReturned[participant.id] ?? [])
    }
  }

  func json() throws -> Data { try JSONEncoder.forFiles.encode(self) + Data("\n".utf8) }
}

extension JSONEncoder {
  /// Readable, and the same bytes for the same value.
  static var forFiles: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return encoder
  }
}
