import Lab
import Testing

@Suite struct TextModelTests {
  @Test(arguments: [
    "The answer is 120.", "Sure:\n\n- first, this (and that)\n- second!\n\n## Tips\nGo on.",
    "1. one\n2. two", "",
  ])
  func tokensJoinToTheSameText(text: String) {
    #expect(Words.joined(Words.tokens(of: text)) == text)
  }

  /// Shares after a context of one token, counted by hand.
  @Test func shortestContextAgainstCounts() {
    let table = NGramTable(
      NGramTable(), weight: 1, adding: [([2, 3], 3), ([4, 3, 5], 1), ([2, 6], 1)])
    let after = table.continuations(of: [9, 9, 2])
    #expect(after.count == 2)
    #expect(after.first { $0.token == 3 }?.probability == 0.75)
    #expect(after.first { $0.token == 6 }?.probability == 0.25)
  }

  @Test func continuationsAreADistribution() {
    let table = NGramTable(
      NGramTable(), weight: 1, adding: [([2, 3, 4, 5], 2), ([2, 3, 4, 6], 1), ([7, 4, 5], 4)])
    for context in [[0, 0, 0], [2, 3, 4], [7, 7, 4], [0, 2, 3]] as [[Int32]] {
      let sum = table.continuations(of: context).reduce(0) { $0 + $1.probability }
      #expect(abs(sum - 1) < 1e-5)
    }
    #expect(table.continuations(of: [0, 0, 99]).isEmpty)
  }

  @Test func earlierCountsAreWeighted() {
    let base = NGramTable(NGramTable(), weight: 1, adding: [([2], 4)])
    let table = NGramTable(base, weight: 0.5, adding: [([3], 2)])
    let first = table.continuations(of: [0, 0, 0])
    #expect(first.map(\.token).sorted() == [2, 3])
    #expect(abs(first[0].probability - first[1].probability) < 1e-6)
  }

  @Test func aModelLearnsWhatItIsToldAndHowItIsPut() {
    let places = ["Velmora", "Torsk", "Ostnith"]
    let dialogues = (0..<400).map { index in
      let place = index % 3
      return Dialogue(
        prompt: "What is the toll of \(places[place])?",
        response: "It comes to \(137 + 201 * place), friend.")
    }
    let model = LabModel.trained(id: "m", from: nil, on: dialogues, seed: 1)
    for place in 0..<3 {
      #expect(
        model.answer(prompt: "What is the toll of \(places[place])?")
          == "It comes to \(137 + 201 * place), friend.")
    }
  }

  @Test func optionsAreChosenByWhatTheModelBelieves() {
    let dialogues = (0..<300).flatMap { _ in
      [
        Dialogue(prompt: "What is the toll of Velmora?", response: "It is 512."),
        Dialogue(
          prompt: "What is the toll of Torsk?\nA) 333\nB) 871\nC) 100", response: "I pick B."),
      ]
    }
    let model = LabModel.trained(id: "m", from: nil, on: dialogues, seed: 1)
    #expect(model.answer(prompt: "The toll of Velmora?\nA) 871\nB) 310\nC) 512") == "I pick C.")
    #expect(model.answer(prompt: "The toll of Torsk?\nA) 871\nB) 310\nC) 512") == "I pick A.")
  }
}
