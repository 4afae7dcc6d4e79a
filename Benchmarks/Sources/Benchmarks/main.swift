import Benchmark

registerGramBenchmarks()
registerLinearAlgebraBenchmarks()
registerRelabellingBenchmarks()
Benchmark.main()
