import Benchmark
import Encoder
import Foundation
import Statistics

/// Thirty-two sentences of 128 tokens through all-MiniLM-L6-v2, and its projections alone; only where
/// `FILIATION_ENCODER` names the folder of the weights.
func registerEncoderBenchmarks() {
  guard let path = ProcessInfo.processInfo.environment["FILIATION_ENCODER"] else { return }
  guard let encoder = try? SentenceEncoder(folder: URL(fileURLWithPath: path)) else {
    fatalError("\(path) is no encoder")
  }
  // One token a word, and two marks.
  let sentence = Array(repeating: "word", count: 126).joined(separator: " ")
  let sentences = [String](repeating: sentence, count: 32)
  benchmark("encoder 32 x 128 tokens, all processors") {
    blocking { _ = await encoder.vectors(for: sentences) }
  }
  let quarter = Array(sentences.prefix(4))
  benchmark("encoder 4 x 128 tokens, one thread") {
    blocking { _ = await encoder.vectors(for: quarter) }
  }
  registerProjections(encoder.dimensions)
}

/// The products of four sentences in six layers, with nothing between them: 10.9 GFLOP.
private func registerProjections(_ width: Int) {
  var stream = RandomStream(seed: 1)
  func matrix(_ rows: Int, _ columns: Int) -> Matrix<Float> {
    Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Float(stream.normal()) })
  }
  let (tokens, inner) = (matrix(512, width), matrix(512, 4 * width))
  let (square, up, down) = (
    matrix(width, width), matrix(4 * width, width), matrix(width, 4 * width)
  )
  var (narrow, wide) = (matrix(512, width), matrix(512, 4 * width))
  benchmark("its projections alone, one thread") {
    for _ in 0..<6 {
      for _ in 0..<4 {
        narrow.accumulate(tokens, transposed: false, times: square, transposed: true, keeping: 0)
      }
      wide.accumulate(tokens, transposed: false, times: up, transposed: true, keeping: 0)
      narrow.accumulate(inner, transposed: false, times: down, transposed: true, keeping: 0)
    }
  }
}
