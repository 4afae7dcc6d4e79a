/// How far reading or writing evidence has come, told now and then.
public struct EvidenceProgress: Sendable {
  public enum Stage: String, Sendable {
    case lines = "lines of the log read"
    case copies = "files copied"
    case files = "files verified"
  }

  public typealias Report = (EvidenceProgress) -> Void

  public let stage: Stage
  public let done: Int
  /// `nil` where it is not known before the end.
  public let total: Int?

  /// Tells of every hundredth piece: who shows it looks at a clock.
  static func tell(_ report: Report, _ stage: Stage, _ done: Int, of total: Int? = nil) {
    guard done % 100 == 0 else { return }
    report(EvidenceProgress(stage: stage, done: done, total: total))
  }
}
