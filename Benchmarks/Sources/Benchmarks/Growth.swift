import Foundation
import Similarity

/// `Benchmarks growth METRIC SUBJECTS PROBES`: what one metric costs on a synthetic panel, evidence and
/// similarities of all pairs, as a line of JSON. `Benchmarks/peers/growth.py` fits the exponents.
enum Growth {
  static func measure(_ arguments: [String]) async throws {
    guard arguments.count == 3, let metric = BuiltInMetrics.named(arguments[0]),
      let subjects = Int(arguments[1]), let probes = Int(arguments[2])
    else { fatalError("growth METRIC SUBJECTS PROBES") }
    let isText = metric.descriptor.family != .errors
    let panel =
      isText
      ? SyntheticPanel(subjects: subjects, probes: probes, words: 100).transcript
      : AgreementRows.synthetic(subjects: subjects, items: probes)
    let table = AnswerTable(panel)
    let (cost, _) = try await Cost.of {
      try await metric.evidence(from: table).similarities(probes: probes)
    }
    print(String(decoding: try JSONEncoder().encode(cost), as: UTF8.self))
  }
}
