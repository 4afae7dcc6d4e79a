import Endpoints
import Evidence
import Foundation

/// Writes every exchange with an embedder: its exact bytes and a line in the log.
struct EmbeddingRecorder: Sendable {
  let log: ExchangeLog
  let store: RawStore

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
    entry.requestDigest = try store.write(exchange.request, as: .request)
    if let response = exchange.response {
      entry.responseDigest = try store.write(response, as: .response)
    }
    try await log.append(entry)
  }
}
