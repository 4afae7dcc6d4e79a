import Probing
import Testing

struct AnswerExtractorTests {
  private static let groups: [[Awkward]] = [
    AwkwardNumbers.integers, AwkwardNumbers.decimals, AwkwardWords.choices, AwkwardWords.yesNo,
    AwkwardWords.dates, AwkwardWords.texts, AwkwardWords.lists, HardNumbers.denied,
    HardNumbers.corrected, HardNumbers.candidates, HardNumbers.separators, HardNumbers.markup,
    HardNumbers.steps, HardWords.choices, HardWords.yesNo, HardWords.dates, HardWords.texts,
    HardWords.lists, HardReasoning.hidden, HardReasoning.cutOff, HardReasoning.apologies,
    HardReasoning.languages,
  ]
  static let all: [Awkward] = groups.flatMap { $0 }

  @Test func thereAreManyCases() { #expect(Self.all.count >= 1000) }

  @Test(arguments: all)
  func awkwardResponseAgainstHandReading(item: Awkward) {
    let extractor = AnswerExtractor(item.kind, choices: item.choices)
    #expect(extractor.answer(in: item.text, isTruncated: item.isTruncated) == item.answer)
  }

  /// What was read out is read out of itself again.
  @Test func canonicalAnswersAreFixedPoints() {
    for item in Self.all {
      guard let value = item.answer.value else { continue }
      let extractor = AnswerExtractor(item.kind, choices: item.choices)
      #expect(extractor.answer(in: value) == .given(value), "\(value)")
    }
  }

  /// A million characters that never come to an answer, and others that seem to all the time: what
  /// was quadratic took minutes. The bound is generous, for a busy machine.
  @Test(arguments: AnswerKind.allCases)
  func aMillionCharactersAreReadInSeconds(kind: AnswerKind) {
    let extractor = AnswerExtractor(kind, choices: kind == .choice ? ["London", "Paris"] : nil)
    let start = ContinuousClock.now
    for piece in [
      "The keeper wrote a letter to nobody. ", "answer is ", "not 7 ", "A ", "\\boxed{",
    ] {
      _ = extractor.answer(in: String(repeating: piece, count: 1_000_000 / piece.utf8.count))
    }
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  /// Thousands of mutilated responses: no crash, and the same answer every time.
  @Test func mutilatedResponsesAreReadWithoutTrapping() {
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = Array("{}[]()*$\\^/.,:-=+0123456789 \nAB\"'<>年é答√½²")
    for item in AwkwardNumbers.integers + AwkwardWords.dates + AwkwardWords.lists {
      for kind in AnswerKind.allCases {
        var text = Array(item.text)
        for _ in 0..<3 { text.insert(pieces[next(pieces.count)], at: next(text.count + 1)) }
        let extractor = AnswerExtractor(kind, choices: ["one", "two"])
        let damaged = String(text)
        #expect(extractor.answer(in: damaged) == extractor.answer(in: damaged))
      }
    }
  }
}

struct ShortAnswerTests {
  @Test(
    arguments: [
      ("1,000", "1000"), ("1000.0", "1000"), ("$1000", "1000"), (" 5.0 ", "5"), ("5.50", "5.5"),
      ("-0", "0"), ("007", "7"), ("18 dollars", "18"), ("25%", "25"), ("\\$18", "18"),
      ("\\boxed{12}", "12"), ("$\\frac{1}{2}$", "1/2"), ("\\dfrac{3}{4}", "3/4"),
      ("10 \\text{ inches}", "10"), ("90^\\circ", "90"), ("**7**", "7"), ("[1, 2,  3]", "[1,2,3]"),
      ("(1, 'a b')", "(1,'a b')"), ("{'a': 1}", "{'a':1}"), ("True", "True"),
      ("hello  world", "hello world"),
      ("1,23,456", "123456"), ("3.14.15", "3.14.15"), ("", ""), ("１２", "12"), ("x + 1", "x + 1"),
    ])
  func spellingsOfOneAnswerAgree(pair: (String, String)) {
    #expect(ShortAnswer.canonical(pair.0) == pair.1)
    #expect(ShortAnswer.canonical(pair.1) == pair.1)
  }
}
