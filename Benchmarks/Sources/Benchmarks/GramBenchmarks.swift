import Benchmark
import Probing
import Similarity
import Statistics

/// Panel Gram matrices of word 1-2-grams: the fast path beside the obvious loop.
func registerGramBenchmarks() {
  let panel = SyntheticPanel(subjects: 60, probes: 20, words: 200)
  benchmark("word 1-2-gram cosines, 60 subjects x 20 probes") {
    let table = AnswerTable(panel.transcript)
    let metric = BuiltInMetrics.named("lexical.word-ngram")!
    blocking { _ = try? await metric.evidence(from: table).similarities(probes: 20) }
  }
  benchmark("word 1-2-gram cosines, obvious loop") {
    _ = ObviousCosines.similarities(panel.transcript)
  }
}
