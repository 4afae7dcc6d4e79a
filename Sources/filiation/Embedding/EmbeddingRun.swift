import Endpoints
import Evidence
import Foundation
import Probing

/// One run of embedding: the responses that are recorded and have no vector yet.
struct EmbeddingRun: Sendable {
  let study: Study
  let sets: [PlannedSet]
  let choice: EmbedderChoice

  private var folder: StudyFolder { StudyFolder(study.out) }

  /// Embeds what is missing and records every exchange; `nil` when nothing is.
  func run(environment: [String: String]) async throws -> Embedding.Summary? {
    guard folder.hasLog else {
      throw CommandFailure(
        .inputMissing, "nothing has been asked yet; 'filiation ask STUDY.yml' comes first")
    }
    let plan = try AnalysisPlan(study, sets: sets).lock(sets, in: folder)
    let recorded = try RecordedEmbeddings(folder, kind: choice.spec.kind)
    let inForce = try PlanInForce(in: folder, asWritten: nil)
    let texts = try RecordedStudy(folder, under: inForce).transcript.textsToEmbed
      .filter { recorded.vectors[$0] == nil }
    guard !texts.isEmpty else { return nil }
    let transport = try Transport(environment: environment)
    do {
      let embedder = try choice.spec.embedder(
        in: Surroundings(
          environment: environment, transport: transport, folder: study.folder))
      try EmbedderDigests.check(embedder.digests, against: recorded.digests)
      let summary = try await embed(texts, embedder, recorded.dimensions, plan)
      await embedder.close()
      await transport.shutdown()
      return summary
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  private func embed(
    _ texts: [String], _ embedder: any TextEmbedder, _ dimensions: Int?, _ plan: LockedPlan
  ) async throws -> Embedding.Summary {
    let before = try AskedSoFar(
      folder, prices: study.pricesByID, embedderPrice: study.price(of: choice))
    let log = try ExchangeLog(in: folder, plan: plan.digest)
    do {
      try await log.noteBeginning(
        isFirst: false, step: EmbedderDigests.step,
        facts: EmbedderDigests.facts(embedder.digests))
      let embedding = Embedding(
        embedder: embedder, limits: choice.spec.limits, price: study.price(of: choice),
        budget: RequestBudget(study.budget.limit, spent: before.spent))
      let recorder = EmbeddingRecorder(log: log)
      let meter = WorkMeter("embedded")
      defer { meter.finish() }
      let summary = try await embedding.embed(
        texts, dimensions: dimensions, record: recorder.record,
        progress: { meter.show($0, of: texts.count, "embedded") })
      try await log.append(Self.ending(summary))
      await log.close()
      return summary
    } catch {
      await log.close()
      throw error
    }
  }

  private static func ending(_ summary: Embedding.Summary) -> LogEntry {
    var entry = LogEntry(.stop)
    entry.parameters = [
      "step": EmbedderDigests.step, "embedded": String(summary.embedded),
      "left": String(summary.left),
    ]
    entry.outcome = summary.stop.outcome
    return entry
  }
}

extension Asking.Stop {
  /// How a run ended, as the log says it.
  var outcome: String {
    switch self {
    case .finished: "finished"
    case .budget: "budget"
    case .interrupted: "interrupted"
    case .endpoint(let error): error.kind.rawValue
    }
  }
}

extension Study {
  /// What each subject's tokens cost.
  var pricesByID: [String: Price] {
    Dictionary(uniqueKeysWithValues: subjects.map { ($0.id, price(of: $0)) })
      .compactMapValues { $0 }
  }

  /// What the embedder's tokens cost; `nil` without a price.
  func price(of embedder: EmbedderChoice) -> Price? {
    if embedder.isFree { return Price(inputPerMillion: 0, outputPerMillion: 0) }
    return embedder.model.flatMap { prices[$0] }
  }
}
