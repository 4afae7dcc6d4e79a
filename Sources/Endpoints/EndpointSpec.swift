/// An endpoint as a study file describes it: a provider, its settings and its limits.
public struct EndpointSpec: Codable, Sendable {
  public let provider: ProviderID
  public let limits: Limits
  /// The description as written; it never holds a key.
  public let raw: JSON
  /// What is wrong with single settings; an endpoint with any cannot be made.
  public let problems: [SettingProblem]
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
    (problems, make) = try type.reading(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws { try raw.encode(to: encoder) }

  public func endpoint(in surroundings: Surroundings) throws(EndpointError) -> any ModelEndpoint {
    try make(surroundings)
  }

  /// The environment variables whose key is written out in the settings instead of being named.
  public func keysWrittenOut(in environment: [String: String]) -> [String] {
    let text = String(decoding: raw.bytes, as: UTF8.self)
    return Secret.all(in: environment).filter { $0.secret.stands(in: text) }.map(\.variable)
  }
}

extension ModelEndpoint {
  static func reading(
    from decoder: any Decoder
  ) throws -> (
    problems: [SettingProblem],
    make: @Sendable (Surroundings) throws(EndpointError) -> any ModelEndpoint
  ) {
    let settings = try Settings(from: decoder)
    return (
      problems(in: settings),
      { surroundings throws(EndpointError) in try Self(settings, in: surroundings) }
    )
  }
}
