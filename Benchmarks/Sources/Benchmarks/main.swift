import Benchmark
import Foundation
import Statistics

// `Benchmarks row NAME FOLDER` is this program's half of a comparison with a peer, see
// `Benchmarks/peers`, `Benchmarks growth METRIC SUBJECTS PROBES` one point of how cost grows, `Benchmarks
// bootstrap PANEL` the cost of resampling; without arguments, every fast path beside the obvious loop.
let arguments = CommandLine.arguments
BLAS.useOneThread()
if arguments.count == 4, arguments[1] == "row" {
  try await PeerRow.run(arguments[2], in: InputFolder(arguments[3]))
} else if arguments.count > 1, arguments[1] == "growth" {
  try await Growth.measure(Array(arguments.dropFirst(2)))
} else if arguments.count == 3, arguments[1] == "bootstrap" {
  try await BootstrapCost.measure(arguments[2])
} else {
  registerEncoderBenchmarks()
  registerGramBenchmarks()
  registerLinearAlgebraBenchmarks()
  registerRelabellingBenchmarks()
  Benchmark.main()
}
