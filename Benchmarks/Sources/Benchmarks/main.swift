import Benchmark

registerGramBenchmarks()
registerLinearAlgebraBenchmarks()
Benchmark.main()
