public import Foundation

/// Something that turns texts into vectors.
///
/// It makes one request at a time and neither retries, limits nor records: `Embedding` does.
public protocol TextEmbedder: Sendable {
  associatedtype Settings: Decodable & Sendable

  /// The key under which a study file describes it.
  static var kind: String { get }
  /// The settings a study file may give, by name.
  static var settingNames: [String] { get }
  /// How many requests may be under way when the study file does not say.
  static var usualConcurrency: Int { get }

  init(_ settings: Settings, in surroundings: Surroundings) throws(EndpointError)

  /// The model asked for, as recorded.
  var model: String { get }
  /// Whether a request may cost money.
  var isMetered: Bool { get }
  /// SHA-256 of every file it computes with, by name; none where it computes elsewhere.
  var digests: [String: String] { get }
  /// Makes one request for one vector for each text.
  func exchange(for texts: [String]) async -> Exchange<EmbeddedTexts>
  /// Frees what the embedder holds; it must not be asked afterwards.
  func close() async

  /// What a recorded response holds, or `nil` when it holds no vectors.
  static func embedded(in response: Data) -> EmbeddedTexts?
}

extension TextEmbedder {
  public var digests: [String: String] { [:] }
}

/// Vectors in the order of the texts they were asked for.
public struct EmbeddedTexts: Hashable, Sendable {
  public var vectors: [[Float]]
  /// The name the embedder answers under.
  public var modelReturned: String?
  public var promptTokens: Int?

  public init(vectors: [[Float]], modelReturned: String? = nil, promptTokens: Int? = nil) {
    self.vectors = vectors
    self.modelReturned = modelReturned
    self.promptTokens = promptTokens
  }

  /// The length of every vector; 0 without any.
  public var dimensions: Int { vectors.first?.count ?? 0 }

  /// What is wrong with them as an answer to `count` texts, in words; `nil` when nothing is.
  func fault(for count: Int) -> String? {
    guard vectors.count == count else { return "\(vectors.count) vectors for \(count) texts" }
    guard !vectors.contains(where: \.isEmpty) else { return "an empty vector" }
    guard vectors.allSatisfy({ $0.count == dimensions }) else {
      return "vectors of different lengths"
    }
    return vectors.allSatisfy { $0.allSatisfy(\.isFinite) }
      ? nil : "a vector with a number that is not finite"
  }

  /// The texts of a recorded request, which every embedder sends as `input`.
  public static func texts(in request: Data) -> [String]? {
    guard let input = JSON(parsing: request)?["input"]?.elements else { return nil }
    let texts = input.compactMap(\.string)
    return texts.count == input.count ? texts : nil
  }
}
