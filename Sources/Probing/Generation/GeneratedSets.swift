/// The shipped probe sets that are computed: generating one gives its file byte for byte.
public enum GeneratedSets {
  public static var all: [ProbeSet] { [arithmetic, symbolManipulation, numericRecall] }

  public static var arithmetic: ProbeSet {
    ProbeSet(
      header: ProbeSet.Header(
        id: "arithmetic", version: 1, licence: licence,
        summary: "Sums, products and other calculations of several steps, done in the head.",
        strata: [
          .init(
            id: "level-1",
            construction: "English; operands of one or two digits, or two or three steps"),
          .init(
            id: "level-2",
            construction: "English; operands of two or three digits, or four to six steps"),
          .init(
            id: "level-3", construction: "English; operands of three to five digits, or more steps"),
        ],
        sampling: Sampling(samples: 1, temperature: 0, maxTokens: 256)),
      probes: TaskDrawing.probes(
        ArithmeticTasks.forms, perForm: 18, seed: 20_250_101, prefix: "ar"))
  }

  public static var symbolManipulation: ProbeSet {
    ProbeSet(
      header: ProbeSet.Header(
        id: "symbol-manipulation", version: 1, licence: licence,
        summary: "Letters, words, positions, calendars, bases and small machines, step by step.",
        strata: [
          .init(id: "level-1", construction: "English; short words and lists, one or two steps"),
          .init(
            id: "level-2", construction: "English; longer words and lists, three to five steps"),
          .init(
            id: "level-3",
            construction: "English; long words, sentences and lists, six or more steps"),
        ],
        sampling: Sampling(samples: 1, temperature: 0, maxTokens: 256)),
      probes: TaskDrawing.probes(
        SymbolTasks.forms, perForm: 15, seed: 20_250_202, prefix: "sy"))
  }

  public static var numericRecall: ProbeSet {
    ProbeSet(
      header: ProbeSet.Header(
        id: "numeric-recall", version: 1, licence: licence,
        summary: "Numbers that are known or nearly known: digits, terms, codes, dates, measures.",
        strata: [
          .init(
            id: "level-1", construction: "English; early terms, round arguments, famous subjects"),
          .init(
            id: "level-2", construction: "English; later terms, odd arguments, less famous subjects"
          ),
          .init(
            id: "level-3", construction: "English; far terms, large arguments, obscure subjects"),
        ],
        sampling: Sampling(samples: 1, temperature: 0, maxTokens: 256)),
      probes: TaskDrawing.probes(RecallTasks.forms, perForm: 12, seed: 20_250_303, prefix: "nr"))
  }

  static let licence = "Apache-2.0"
}
