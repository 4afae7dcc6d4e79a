import Endpoints
import Evidence
import Foundation

/// Writes every exchange with an embedder: its exact bytes and a line in the log.
struct EmbeddingRecorder: Sendable {
  let log: ExchangeLog

  /// Returns when the attempt is on the disk.
  func record(_ attempt: Embedding.Attempt) async throws {
    let exchange = attempt.exchange
    var entry = LogEntry(.embedding)
    entry.endpoint = exchange.url ?? attempt.kind
    entry.modelRequested = attempt.modelRequested
    entry.requestID = exchange.requestID
    entry.providerDate = exchange.providerDate
    entry.status = exchange.status
    entry.outcome = attempt.outcome
    entry.attempt = attempt.number
    entry.parameters = ["texts": String(attempt.texts)]
    switch exchange.result {
    case .success(let embedded):
      entry.modelReturned = embedded.modelReturned
      entry.parameters?["dimensions"] = String(embedded.dimensions)
      entry.parameters?["prompt_tokens"] = embedded.promptTokens.map(String.init)
    case .failure(let error): entry.message = error.message
    }
    let request = ExactBytes(exchange.request, as: .request)
    let response = exchange.response.map { ExactBytes($0, as: .response) }
    entry.requestDigest = request.digest
    entry.responseDigest = response?.digest
    try await log.append(entry, naming: [request, response].compactMap { $0 })
  }
}
