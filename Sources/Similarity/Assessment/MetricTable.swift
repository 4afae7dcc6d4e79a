/// Evidence of every metric over one table, measured once.
struct MetricTable: Sendable {
  struct Entry: Sendable {
    let descriptor: MetricDescriptor
    let evidence: any PairEvidence
    /// Similarities with every probe counted once.
    let similarities: SimilarityMatrix
  }

  let entries: [Entry]
  /// Why the others have no value, by id.
  let reasons: [String: ReasonCode]
  let length: ProbeSimilarity?
  /// When any metric reads them and they could be had.
  let embeddings: Embeddings?

  /// - Parameter recorded: vectors of responses, by what was embedded; `nil` embeds them here.
  init(
    _ metrics: [any Metric], table: AnswerTable, recorded: [String: [Float]]? = nil,
    progress: AssessmentProgress.Report = { _ in }
  ) async {
    let needsEmbedding = metrics.contains { $0.descriptor.family == .embedding }
    let table = needsEmbedding ? await table.embedded(with: recorded) : table
    embeddings = try? table.vectors()
    var entries: [Entry] = []
    var reasons: [String: ReasonCode] = [:]
    for (number, metric) in metrics.enumerated() {
      progress(AssessmentProgress(stage: .measuring, done: number, total: metrics.count))
      do throws(NotMeasurable) {
        let evidence = try await metric.evidence(from: table)
        let similarities = evidence.similarities(probes: table.probeCount)
        entries.append(
          Entry(descriptor: metric.descriptor, evidence: evidence, similarities: similarities))
      } catch {
        reasons[metric.descriptor.id] = error.reason
      }
    }
    self.entries = entries
    self.reasons = reasons
    length = await LengthDifference.evidence(from: table)
  }

  /// Those of some ids that have a value.
  func entries(_ ids: Set<String>) -> [Entry] { entries.filter { ids.contains($0.descriptor.id) } }

  /// Whether length is adjusted for: it enters what is compared as text, not extracted answers,
  /// first tokens or names.
  static func usesLength(_ descriptor: MetricDescriptor) -> Bool {
    [.lexical, .embedding].contains(descriptor.family)
  }
}
