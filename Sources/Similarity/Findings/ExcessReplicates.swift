/// The excess of a headline in every replicate of the two-way bootstrap, for paired comparison with
/// other findings on the same probes and controls: equal draws belong together.
///
/// In JSON one text: whole thousandths with a space between them, `-` where the excess could not be
/// measured.
public struct ExcessReplicates: Codable, Sendable, Equatable {
  private var thousandths: [Int?]

  public init(_ values: [Double?]) {
    thousandths = values.map { value in
      value.flatMap { Int(exactly: (1000 * $0).rounded()) }
    }
  }

  /// By replicate.
  public var values: [Double?] { thousandths.map { $0.map { Double($0) / 1000 } } }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let words = try container.decode(String.self).split(separator: " ")
    thousandths = try words.map { word in
      if word == "-" { return nil }
      guard let value = Int(word) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "replicates are whole numbers or -")
      }
      return value
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(thousandths.map { $0.map(String.init) ?? "-" }.joined(separator: " "))
  }
}
