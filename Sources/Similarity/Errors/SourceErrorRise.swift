import Statistics

/// Whether a suspect makes a source's errors oftener than it did at an earlier time, and oftener than
/// unrelated lineages do.
///
/// On every probe that it answered both times, x is 1 when it makes the source's error now, b when it
/// did before, and c is the share of unrelated lineages that make it; of repeated samples the mean
/// counts, because samples of one probe depend on each other. There are two hypotheses: that
/// the mean of x - b is at most the margin, and that the mean of x - c is at most what hardly any
/// unrelated lineage exceeds. Against each bets an e-process (``Statistics/BettingMixture``), on
/// (1 + x - b) / 2 and on (1 + x - c) / 2. A rise is shown when both are decisive: if either hypothesis
/// holds that happens for at most one checkpoint in 20, whenever one looks (Ville 1939; the test of a
/// union is the intersection of its tests, Berger 1982). Of several sources each is tested at its part
/// of that (Bonferroni).
///
/// It takes the probes as random draws from their kind, which is why they have to come in random
/// order, and the source, the earlier answers, the controls and the limit as given: it says nothing
/// about lineages that are not among them, nor that the limit is estimated on the same probes.
public struct SourceErrorRise: Sendable {
  /// What a sample is compared with.
  public struct Reference: Sendable {
    /// Whether the suspect made the error before.
    public var before: Bool
    /// Share of the unrelated lineages that make it.
    public var share: Double

    public init(before: Bool, share: Double) {
      self.before = before
      self.share = share
    }
  }

  /// A sample that the suspect answered both times, and whether it makes the error now.
  public typealias Sample = (reference: Reference, now: Bool)

  /// Allowed mean of x - b and of x - c.
  public let margin: Double
  public let limit: Double
  /// The e-value from which a hypothesis counts as refuted: 20 for each test.
  public let decisiveE: Double
  public private(set) var probes = 0
  /// Samples observed, on how many of them the error was made before and now, and on how many an
  /// unrelated lineage makes it on average.
  public private(set) var items = 0
  public private(set) var before = 0
  public private(set) var now = 0
  public private(set) var expected = 0.0
  /// Sums of x - b and of x - c over the probes.
  private var rises = 0.0
  private var surpluses = 0.0
  private var overBaseline: BettingMixture
  private var overControls: BettingMixture

  /// - Parameters:
  ///   - margin: above 0 and below 1.
  ///   - limit: at least 0 and below 1.
  ///   - tests: how many are made of one checkpoint; at least 1.
  public init(margin: Double, limit: Double, tests: Int = 1) {
    (self.margin, self.limit) = (margin, limit)
    decisiveE = 20 * Double(tests)
    overBaseline = BettingMixture(nullMean: (1 + margin) / 2)
    overControls = BettingMixture(nullMean: (1 + limit) / 2)
  }

  /// One probe with its samples; without any nothing is observed.
  public mutating func observe(_ samples: [Sample]) {
    guard !samples.isEmpty else { return }
    let count = Double(samples.count)
    let made = samples.count { $0.now }
    let madeBefore = samples.count { $0.reference.before }
    let share = samples.reduce(0) { $0 + $1.reference.share }
    probes += 1
    items += samples.count
    (before, now, expected) = (before + madeBefore, now + made, expected + share)
    let rise = Double(made - madeBefore) / count
    let surplus = (Double(made) - share) / count
    (rises, surpluses) = (rises + rise, surpluses + surplus)
    overBaseline.observe((1 + rise) / 2)
    overControls.observe((1 + surplus) / 2)
  }

  /// Mean of x - b; `nil` before the first probe.
  public var rise: Double? { probes == 0 ? nil : rises / Double(probes) }
  /// Mean of x - c; `nil` before the first probe.
  public var surplus: Double? { probes == 0 ? nil : surpluses / Double(probes) }

  /// log10 of the smaller of both largest e-values so far, at least 0.
  public var log10E: Double {
    min(overBaseline.largestLogWealth, overControls.largestLogWealth) / naturalLog(10)
  }

  public var isShown: Bool {
    [overBaseline, overControls].allSatisfy { $0.rejects(at: 1 / decisiveE) }
  }

  /// Whether the rise can still be shown, were the error made on each sample of the probes to come.
  public func canBeShown(after probes: [[Reference]]) -> Bool {
    var best = self
    for samples in probes { best.observe(samples.map { ($0, true) }) }
    return best.isShown
  }
}

extension SourceErrors {
  /// The items of each probe, the probes in the order in which they are asked and looked at: random,
  /// and the same for a seed.
  public static func order(_ items: [Item], seed: UInt64, source: String) -> [[Item]] {
    var ordered = Dictionary(grouping: items, by: \.probe).sorted { $0.key < $1.key }
      .map { $1.sorted { $0.sample < $1.sample } }
    var stream = RandomStream(seed: seed).substream("gate.rare-errors").substream(source)
    stream.shuffle(&ordered)
    return ordered
  }
}
