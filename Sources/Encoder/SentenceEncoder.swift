public import Foundation
import Statistics

/// A sentence encoder of the BERT family, read from a folder as published on model hubs.
///
/// A text is one vector: the mean over its tokens, or the first of them, as the folder says. Of a
/// long text the beginning counts, up to the length the folder gives.
public struct SentenceEncoder: Sendable {
  /// Rows of one product; more no longer fit the caches (docc page SentenceEncoder).
  static let batchTokens = 512

  /// The name of the folder.
  public let name: String
  /// SHA-256 of every file that was read, by its path in the folder.
  public let digests: [String: String]
  /// What stands before every text.
  public let prefix: String
  /// Tokens of the longest input, both marks included.
  public let longest: Int
  /// The length of a vector.
  public var dimensions: Int { transformer.configuration.hiddenSize }

  private let tokenizer: Tokenizer
  private let transformer: Transformer
  private let settings: SentenceSettings

  /// Reads and checks every file; the weights stay on the disk and are mapped.
  ///
  /// - Parameter prefix: what some models want before every text, such as `query: `; the folder's own
  ///   when `nil`.
  public init(folder: URL, prefix: String? = nil) throws(EncoderError) {
    try self.init(folder: folder, prefix: prefix, longest: nil)
  }

  /// - Parameter longest: tokens of the longest input; the folder's own when `nil`.
  package init(folder: URL, prefix: String? = nil, longest: Int?) throws(EncoderError) {
    var files = try ModelFolder(folder.standardizedFileURL)
    let configuration = try files.decoded(ModelConfiguration.self, from: "config.json")
    try configuration.check()
    settings = try SentenceSettings(&files, positions: configuration.maxPositionEmbeddings)
    tokenizer = try Tokenizer(try TokenizerSource(&files))
    guard tokenizer.tokenCount <= configuration.vocabSize else {
      throw EncoderError(
        .damaged,
        "the vocabulary has \(tokenizer.tokenCount) words where config.json allows "
          + "\(configuration.vocabSize); copy the folder again")
    }
    let weights = try TensorFile(try files.data("model.safetensors"), name: "model.safetensors")
    transformer = try Transformer(configuration, weights)
    name = folder.standardizedFileURL.lastPathComponent
    digests = files.digests
    self.prefix = prefix ?? settings.prefix
    self.longest = min(longest ?? settings.longest, configuration.maxPositionEmbeddings)
    BLAS.useOneThread()
  }

  package func tokens(of text: String) -> [Int32] {
    tokenizer.tokens(of: prefix + text, atMost: longest)
  }

  /// One vector for each text, computed on all processors.
  public func vectors(for texts: [String]) async -> [[Float]] {
    let sentences = texts.map { tokens(of: $0) }
    var vectors = [[Float]](repeating: [], count: texts.count)
    await withTaskGroup(of: [(Int, [Float])].self) { group in
      for batch in Self.batches(sentences.map(\.count)) {
        group.addTask { zip(batch, self.vectors(of: batch.map { sentences[$0] })).map { ($0, $1) } }
      }
      for await batch in group {
        for (index, vector) in batch { vectors[index] = vector }
      }
    }
    return vectors
  }

  /// Sentences by falling length, as many together as fit a batch: the long ones start first, so
  /// that no processor is left with one at the end.
  package static func batches(_ lengths: [Int]) -> [[Int]] {
    var batches: [[Int]] = []
    var room = 0
    for index in lengths.indices.sorted(by: { (lengths[$1], $0) < (lengths[$0], $1) }) {
      if lengths[index] > room {
        batches.append([])
        room = batchTokens
      }
      batches[batches.count - 1].append(index)
      room -= lengths[index]
    }
    return batches
  }

  /// One vector for each sentence of a batch, computed on the calling thread.
  package func vectors(of sentences: [[Int32]]) -> [[Float]] {
    let space = transformer.outputs(for: sentences)
    return space.sentences.map { rows in
      pooled(
        UnsafeBufferPointer(
          start: space.hidden + rows.lowerBound * dimensions,
          count: rows.count * dimensions))
    }
  }

  private func pooled(_ rows: UnsafeBufferPointer<Float>) -> [Float] {
    var vector = Array(rows[..<dimensions])
    let count = rows.count / dimensions
    if settings.pooling == .mean {
      for row in 1..<count {
        for index in 0..<dimensions { vector[index] += rows[row * dimensions + index] }
      }
      for index in 0..<dimensions { vector[index] /= Float(count) }
    }
    guard settings.normalizes else { return vector }
    let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / max(norm, 1e-12) }
  }
}
