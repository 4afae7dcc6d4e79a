import Statistics

/// Whether a suspect makes a source's errors oftener than it did at an earlier time, and oftener than
/// unrelated lineages do.
///
/// On every item that it answered both times, x is 1 when it makes the source's error now, b when it
/// did before, and c is the share of unrelated lineages that make it. There are two hypotheses: that
/// the mean of x - b is at most the margin, and that the mean of x - c is at most what hardly any
/// unrelated lineage exceeds. Against each bets an e-process (``Statistics/BettingMixture``), on
/// (1 + x - b) / 2 and on (1 + x - c) / 2. A rise is shown when both are decisive: if either hypothesis
/// holds that happens in at most one series of 20, whenever one looks (Ville 1939; the test of a union
/// is the intersection of its tests, Berger 1982).
///
/// It takes the probes as random draws from their kind, which is why items have to come in random
/// order, and the source, the earlier answers and the controls as given: it says nothing about
/// lineages that are not among them.
public struct SourceErrorRise: Sendable {
  /// What an item is compared with.
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

  /// The e-value from which a hypothesis counts as refuted.
  public static let decisiveE = 20.0

  /// Allowed mean of x - b and of x - c.
  public let margin: Double
  public let limit: Double
  /// Items observed, on how many of them the error was made before and now, and on how many an
  /// unrelated lineage makes it on average.
  public private(set) var items = 0
  public private(set) var before = 0
  public private(set) var now = 0
  public private(set) var expected = 0.0
  private var overBaseline: BettingMixture
  private var overControls: BettingMixture

  /// - Parameters:
  ///   - margin: above 0 and below 1.
  ///   - limit: at least 0 and below 1.
  public init(margin: Double, limit: Double) {
    (self.margin, self.limit) = (margin, limit)
    overBaseline = BettingMixture(nullMean: (1 + margin) / 2)
    overControls = BettingMixture(nullMean: (1 + limit) / 2)
  }

  public mutating func observe(_ reference: Reference, now later: Bool) {
    let made = later ? 1.0 : 0
    items += 1
    before += reference.before ? 1 : 0
    now += later ? 1 : 0
    expected += reference.share
    overBaseline.observe((1 + made - (reference.before ? 1 : 0)) / 2)
    overControls.observe((1 + made - reference.share) / 2)
  }

  /// Mean of x - b; `nil` before the first item.
  public var rise: Double? { items == 0 ? nil : Double(now - before) / Double(items) }
  /// Mean of x - c; `nil` before the first item.
  public var surplus: Double? { items == 0 ? nil : (Double(now) - expected) / Double(items) }

  /// log10 of the smaller of both largest e-values so far, at least 0.
  public var log10E: Double {
    min(overBaseline.largestLogWealth, overControls.largestLogWealth) / naturalLog(10)
  }

  public var isShown: Bool {
    [overBaseline, overControls].allSatisfy { $0.rejects(at: 1 / Self.decisiveE) }
  }

  /// Whether the rise can still be shown, were the error made on each of the items to come.
  public func canBeShown(after references: [Reference]) -> Bool {
    var best = self
    for reference in references { best.observe(reference, now: true) }
    return best.isShown
  }
}

extension SourceErrors {
  /// The items in the order in which they are asked and looked at: random, and the same for a seed.
  public static func order(_ items: [Item], seed: UInt64, source: String) -> [Item] {
    var ordered = items.sorted { ($0.probe, $0.sample) < ($1.probe, $1.sample) }
    var stream = RandomStream(seed: seed).substream("gate.rare-errors").substream(source)
    stream.shuffle(&ordered)
    return ordered
  }
}
