import Benchmark
import Statistics

/// Inner products of all rows: the symmetric product beside three nested loops.
func registerLinearAlgebraBenchmarks() {
  var stream = RandomStream(seed: 1)
  let rows = (0..<400).map { _ in (0..<1_024).map { _ in Float(stream.normal()) } }
  let matrix = Matrix(rows)
  benchmark("row Gram 400 x 1024, ssyrk") { _ = matrix.rowGram() }
  benchmark("row Gram 400 x 1024, obvious loop") {
    var gram = [[Float]](repeating: [Float](repeating: 0, count: 400), count: 400)
    for a in 0..<400 {
      for b in 0...a {
        var sum: Float = 0
        for k in 0..<1_024 { sum += rows[a][k] * rows[b][k] }
        gram[a][b] = sum
      }
    }
    precondition(gram[0][0] > 0)
  }
}
