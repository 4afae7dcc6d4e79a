import Encoder
public import Foundation

/// A sentence encoder in a folder on this machine: no network and no other program.
public struct LocalEncoder: TextEmbedder {
  public struct Settings: Decodable, Sendable {
    /// The folder, relative to that of the study file.
    public var encoder: String
    /// What the model wants before every text.
    public var prefix: String?
  }

  public static let kind = "encoder"
  public static let settingNames = ["encoder", "prefix"]
  /// Every request keeps all processors busy.
  public static let usualConcurrency = 1

  public var model: String { encoder.name }
  public var isMetered: Bool { false }
  public var digests: [String: String] { encoder.digests }
  private let encoder: SentenceEncoder

  public init(_ settings: Settings, in surroundings: Surroundings) throws(EndpointError) {
    let path = (settings.encoder as NSString).expandingTildeInPath
    do throws(EncoderError) {
      encoder = try SentenceEncoder(
        folder: URL(fileURLWithPath: path, relativeTo: surroundings.folder), prefix: settings.prefix
      )
    } catch {
      throw EndpointError(EndpointError.Kind(error.kind), error.message)
    }
  }

  public func close() async {}

  public func exchange(for texts: [String]) async -> Exchange<EmbeddedTexts> {
    let request = JSON.object(["input": .array(texts.map { .string($0) })]).bytes
    let vectors = await encoder.vectors(for: texts)
    let embedded = EmbeddedTexts(vectors: vectors, modelReturned: model)
    if let fault = embedded.fault(for: texts.count) {
      return Exchange(
        request: request,
        result: .failure(
          EndpointError(.unusableFile, "\(model) gave \(fault); its weights are damaged")))
    }
    let response = JSON.object([
      "embeddings": .array(vectors.map { .array($0.map { .number(Double($0)) }) }),
      "model": .string(model),
    ]).bytes
    return Exchange(request: request, response: response, result: .success(embedded))
  }

  public static func embedded(in response: Data) -> EmbeddedTexts? {
    EmbeddingCommand.embedded(in: response)
  }
}

extension EndpointError.Kind {
  fileprivate init(_ kind: EncoderError.Kind) {
    switch kind {
    case .missing: self = .missingFile
    case .damaged: self = .unusableFile
    case .unsupported: self = .configuration
    }
  }
}
