import Foundation

/// One row of the table of peers: reads its inputs, works under the clock, and leaves its values for
/// the Python side to compare. A new row is a line here and a class in `Benchmarks/peers/rows`.
struct PeerRow: Sendable {
  let name: String
  /// Reads the inputs; what it returns is timed and makes the values.
  let prepare: @Sendable (InputFolder) async throws -> () async throws -> [Double]

  static let all: [PeerRow] = [
    PeerRow(name: "characters") { try await GramRows.prepare("lexical.char-ngram", $0) },
    PeerRow(name: "words") { try await GramRows.prepare("lexical.word-ngram", $0) },
    PeerRow(name: "mmd", prepare: TwoSampleRows.discrepancy),
    PeerRow(name: "strings", prepare: TwoSampleRows.strings),
    PeerRow(name: "ratios", prepare: RatioRow.prepare),
    PeerRow(name: "capa") { try await AgreementRows.prepare("errors.capa", $0) },
    PeerRow(name: "consistency") { try await AgreementRows.prepare("errors.consistency", $0) },
    PeerRow(name: "rare") { try await AgreementRows.prepare("errors.rare-agreement", $0) },
    PeerRow(name: "svd", prepare: MatrixRows.truncatedSVD),
    PeerRow(name: "sgemm", prepare: MatrixRows.product),
    PeerRow(name: "cosines", prepare: MatrixRows.cosines),
    PeerRow(name: "reading", prepare: ReadingRow.prepare),
  ]

  /// Works through a row and prints its cost as a line of JSON.
  static func run(_ name: String, in folder: InputFolder) async throws {
    guard let row = all.first(where: { $0.name == name }) else { fatalError("no row \(name)") }
    let work = try await row.prepare(folder)
    let (cost, values) = try await Cost.of(work)
    try folder.write(values)
    print(String(decoding: try JSONEncoder().encode(cost), as: UTF8.self))
  }
}
