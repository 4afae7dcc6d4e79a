/// How a headline's ratio accounts for the other sources that were compared with the suspect.
public struct Screening: Codable, Sendable, Equatable {
  /// Makers whose models were compared.
  public var sources: Int
  /// Whether this source is the nearest of them; the ratio, calibrated on the largest of all, is its.
  public var isNearest: Bool
  /// Lineages that are unrelated to all of them.
  public var unrelatedLineages: Int

  public init(sources: Int, isNearest: Bool, unrelatedLineages: Int) {
    self.sources = sources
    self.isNearest = isNearest
    self.unrelatedLineages = unrelatedLineages
  }

  enum CodingKeys: String, CodingKey {
    case sources
    case isNearest = "is_nearest"
    case unrelatedLineages = "unrelated_lineages"
  }
}
