import Probing
import Testing

struct AnswerExtractorTests {
  static let all =
    AwkwardNumbers.integers + AwkwardNumbers.decimals + AwkwardWords.choices + AwkwardWords.yesNo
    + AwkwardWords.dates + AwkwardWords.texts + AwkwardWords.lists

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
