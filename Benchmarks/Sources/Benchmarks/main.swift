import Benchmark

registerEncoderBenchmarks()
registerGramBenchmarks()
registerLinearAlgebraBenchmarks()
registerRelabellingBenchmarks()
Benchmark.main()
