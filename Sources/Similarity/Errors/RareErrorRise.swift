import Statistics

/// Whether a suspect makes a source's rare errors oftener than it did at an earlier time.
///
/// On every item that it answered both times, x is 1 when it made the error now and b when it did
/// before. The hypothesis is that the mean of x - b is at most the margin; against it bets an
/// e-process on (1 + x - b) / 2 (Waudby-Smith & Ramdas 2024), which may be looked at after every item
/// because of Ville's inequality. It takes the probes as random draws from their kind, which is why
/// items have to come in random order, and the source, the earlier answers and the controls that make
/// an error rare as given: it compares a model with itself and says nothing about other lineages.
public struct RareErrorRise: Sendable {
  /// The e-value at which a rise counts as shown: a hypothesis that holds reaches it in at most one
  /// series of 20.
  public static let decisiveE = 20.0

  public let margin: Double
  /// Items observed, and on how many of them the error was made before and now.
  public private(set) var items = 0
  public private(set) var before = 0
  public private(set) var now = 0
  private var process: Statistics.BettingProcess

  /// - Parameter margin: above 0 and below 1.
  public init(margin: Double) {
    self.margin = margin
    process = Statistics.BettingProcess(nullMean: (1 + margin) / 2, level: 1 / Self.decisiveE)
  }

  public mutating func observe(before earlier: Bool, now later: Bool) {
    items += 1
    before += earlier ? 1 : 0
    now += later ? 1 : 0
    process.observe(Double(1 + (later ? 1 : 0) - (earlier ? 1 : 0)) / 2)
  }

  /// Rise in the share of errors made; `nil` before the first item.
  public var rise: Double? { items == 0 ? nil : Double(now - before) / Double(items) }

  /// log10 of the largest e-value so far, at least 0.
  public var log10E: Double { process.largestLogWealth / naturalLog(10) }

  public var isShown: Bool { process.rejects(at: 1 / Self.decisiveE) }

  /// Whether the rise can still be shown, were the error made now on each of the items to come.
  ///
  /// - Parameter made: for each of those items whether it was made before.
  public func canBeShown(after made: [Bool]) -> Bool {
    var best = self
    for earlier in made { best.observe(before: earlier, now: true) }
    return best.isShown
  }
}

extension RareErrors {
  /// The items in the order in which they are asked and looked at: random, and the same for a seed.
  public static func order(_ items: [Item], seed: UInt64, source: String) -> [Item] {
    var ordered = items.sorted { ($0.probe, $0.sample) < ($1.probe, $1.sample) }
    var stream = RandomStream(seed: seed).substream("gate.rare-errors").substream(source)
    stream.shuffle(&ordered)
    return ordered
  }
}
