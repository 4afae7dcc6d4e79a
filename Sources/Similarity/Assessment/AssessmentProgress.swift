/// How far an assessment has come, told after every piece of it.
public struct AssessmentProgress: Sendable {
  public enum Stage: String, Sendable {
    case measuring = "metrics measured"
    case resampling = "replicates"
    case separating = "replicates of single metrics"
    case probeSubsets = "subsets of probes scored"
    case lineageSubsets = "subsets of lineages scored"
  }

  public let stage: Stage
  /// Pieces done of this stage; from several tasks at once, so not always ascending.
  public let done: Int
  public let total: Int

  public typealias Report = @Sendable (AssessmentProgress) -> Void
}
