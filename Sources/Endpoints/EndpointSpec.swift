/// An endpoint as a study file describes it: a provider, its settings and its limits.
public struct EndpointSpec: Codable, Sendable {
  public let provider: ProviderID
  public let limits: Limits
  /// The description as written; it never holds a key.
  public let raw: JSON
  private let make: @Sendable (Surroundings) throws(EndpointError) -> any ModelEndpoint

  /// - Throws: `DecodingError` naming an unknown provider or setting, or a wrong type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: SettingName.self)
    provider = try container.decode(ProviderID.self, forKey: "provider")
    guard let type = BuiltInEndpoints.type(of: provider) else {
      let known = BuiltInEndpoints.providers.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        forKey: "provider", in: container,
        debugDescription: "unknown provider \(provider); known are \(known)")
    }
    let known = ["provider"] + Limits.settingNames + type.settingNames
    if let unknown = container.allKeys.first(where: { !known.contains($0.stringValue) }) {
      throw DecodingError.dataCorruptedError(
        forKey: unknown, in: container,
        debugDescription: "\(provider) takes \(known.joined(separator: ", "))")
    }
    limits = try Limits(from: decoder, usualConcurrency: type.usualConcurrency)
    raw = try JSON(from: decoder)
    make = try type.maker(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws { try raw.encode(to: encoder) }

  public func endpoint(in surroundings: Surroundings) throws(EndpointError) -> any ModelEndpoint {
    try make(surroundings)
  }
}

extension ModelEndpoint {
  static func maker(
    from decoder: any Decoder
  ) throws -> @Sendable (Surroundings) throws(EndpointError) -> any ModelEndpoint {
    let settings = try Settings(from: decoder)
    return { surroundings throws(EndpointError) in try Self(settings, in: surroundings) }
  }
}
