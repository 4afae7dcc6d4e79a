public import Foundation

/// The kinds of embedder a study file can name, besides the built-in one.
public enum BuiltInEmbedders {
  static let all: [any TextEmbedder.Type] = [
    OpenAIEmbeddings.self, EmbeddingCommand.self, LocalEncoder.self,
  ]

  public static var kinds: [String] { all.map { $0.kind } }

  /// The vectors in a response that an embedder of a kind gave; `nil` when there are none.
  public static func embedded(in response: Data, kind: String) -> EmbeddedTexts? {
    all.first { $0.kind == kind }?.embedded(in: response)
  }
}

/// An embedder as a study file describes it: `{endpoint: {model: ..., ...}}`, with the settings of
/// an OpenAI-compatible server and limits, `{command: [...], ...}` or `{encoder: FOLDER, ...}`.
public struct EmbedderSpec: Decodable, Sendable {
  public let kind: String
  public let limits: Limits
  /// The description as written; it never holds a key.
  public let raw: JSON
  private let make: @Sendable (Surroundings) throws(EndpointError) -> any TextEmbedder

  /// - Throws: `DecodingError` naming an unknown kind or setting, or a wrong type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: SettingName.self)
    let kinds = BuiltInEmbedders.all.filter { container.contains(.init(stringValue: $0.kind)) }
    guard let type = kinds.first, kinds.count == 1 else {
      throw Self.fault("it needs one of \(BuiltInEmbedders.kinds.joined(separator: ", "))")
    }
    kind = type.kind
    var settings = decoder
    if type == OpenAIEmbeddings.self {
      try Self.checkNames(in: decoder, known: [kind])
      settings = try container.superDecoder(forKey: .init(stringValue: kind))
      try Self.checkProvider(in: settings)
    }
    try Self.checkNames(in: settings, known: type.settingNames + Limits.settingNames)
    limits = try Limits(from: settings, usualConcurrency: type.usualConcurrency)
    raw = try JSON(from: decoder)
    make = try type.maker(from: settings)
  }

  private static func checkNames(in settings: any Decoder, known: [String]) throws {
    let names = try settings.container(keyedBy: SettingName.self).allKeys.map(\.stringValue)
    if let unknown = names.first(where: { !known.contains($0) && $0 != "provider" }) {
      throw fault("unknown setting '\(unknown)'; known are \(known.joined(separator: ", "))")
    }
  }

  private static func checkProvider(in settings: any Decoder) throws {
    let container = try settings.container(keyedBy: SettingName.self)
    let provider = try container.decodeIfPresent(String.self, forKey: "provider")
    guard provider == nil || provider == "openai" else {
      throw fault("only servers that speak openai's embeddings are known; write provider: openai")
    }
  }

  private static func fault(_ what: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: what))
  }

  public func embedder(in surroundings: Surroundings) throws(EndpointError) -> any TextEmbedder {
    try make(surroundings)
  }
}

extension TextEmbedder {
  fileprivate static func maker(
    from decoder: any Decoder
  ) throws -> @Sendable (Surroundings) throws(EndpointError) -> any TextEmbedder {
    let settings = try Settings(from: decoder)
    return { surroundings throws(EndpointError) in try Self(settings, in: surroundings) }
  }
}
