/// How far subjects share their wrong answers: a matrix over subjects and the tree of average linkage
/// on it. It describes who errs alike; it is no tree of descent.
public struct ErrorOverlap: Codable, Sendable, Equatable {
  /// Two groups of the tree joined: subjects 0 ..< n by their place in `subjects`, then n + k for the
  /// k-th merge.
  public struct Merge: Codable, Sendable, Equatable {
    public var first: Int
    public var second: Int
    /// Mean share of same wrong answers between the one group and the other, 0...1.
    public var share: Double
    /// Share of the trees made from resampled probes that hold the same group of subjects, 0...1.
    public var support: Double

    public init(first: Int, second: Int, share: Double, support: Double) {
      self.first = first
      self.second = second
      self.share = share
      self.support = support
    }
  }

  /// In the order of the leaves of the tree; empty where nothing could be compared.
  public var subjects: [String]
  /// Of the answers to items that both got wrong, the share that are the same; shape: n rows, row i
  /// over the i subjects before it.
  public var shares: [[Double]]
  /// Items that both got wrong, in the same shape.
  public var bothWrong: [[Int]]
  /// n - 1 of them, the most alike first.
  public var merges: [Merge]
  /// Trees from resampled probes.
  public var replicates: Int
  /// Subjects that erred often enough and are not shown because there are more than `longest`.
  public var notShown: Int
  /// Subjects left out because they and another one shown erred together on fewer than
  /// `fewestItems` items.
  public var tooFewErrors: [String]
  /// Why there is no matrix.
  public var notMeasurable: ReasonCode?

  /// Most subjects in the matrix.
  public static let longest = 40
  /// Fewest items that two subjects both got wrong.
  public static let fewestItems = 5

  public init(
    subjects: [String] = [], shares: [[Double]] = [], bothWrong: [[Int]] = [],
    merges: [Merge] = [], replicates: Int = 0, notShown: Int = 0, tooFewErrors: [String] = [],
    notMeasurable: ReasonCode? = nil
  ) {
    self.subjects = subjects
    self.shares = shares
    self.bothWrong = bothWrong
    self.merges = merges
    self.replicates = replicates
    self.notShown = notShown
    self.tooFewErrors = tooFewErrors
    self.notMeasurable = notMeasurable
  }

  enum CodingKeys: String, CodingKey {
    case subjects, shares, merges, replicates
    case bothWrong = "both_wrong"
    case notShown = "not_shown"
    case tooFewErrors = "too_few_errors"
    case notMeasurable = "not_measurable"
  }
}
