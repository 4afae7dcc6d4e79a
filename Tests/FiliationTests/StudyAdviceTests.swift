import Probing
import Testing
import filiation

@Suite struct StudyAdviceTests {
  private func text(unrelated: Int, derived: Int, families: Int) -> String {
    StudyAdvice(
      counts: [
        ControlCounts(
          source: "t", cohortFamilies: families, unrelatedLineages: unrelated,
          derivedLineages: derived)
      ],
      costPerControl: AskingCost(
        requests: 100, promptTokens: 1000, outputTokens: 2000, money: 0.5)
    ).sentences.joined(separator: " ")
  }

  @Test func withoutControlsItOnlyDescribes() {
    let advice = text(unrelated: 0, derived: 0, families: 0)
    #expect(advice.contains("no conclusion about descent can be drawn"))
    #expect(advice.contains("needs 10 more unrelated and 5 more derived control lineages"))
    #expect(advice.contains("the 24 missing"))
    #expect(advice.contains("12.00 USD"))
  }

  @Test func tooFewFamiliesCannotBeNormalised() {
    #expect(text(unrelated: 19, derived: 5, families: 2).contains("only describes"))
    #expect(text(unrelated: 19, derived: 5, families: 3).contains("roughly: only 2 families"))
    #expect(text(unrelated: 19, derived: 5, families: 4).contains("measured: 3 families"))
  }

  @Test(arguments: [
    (9, "1/10 = 0.100; for .05 add 10"), (18, "1/19 = 0.053"), (19, "1/20 = 0.050."),
  ])
  func theSmallestRankPFollowsFromTheCount(unrelated: Int, words: String) {
    #expect(text(unrelated: unrelated, derived: 5, families: 6).contains(words))
  }

  @Test(arguments: [
    (10, 4, "No likelihood ratio: it needs 1 more derived control lineage."),
    (9, 6, "No likelihood ratio: it needs 1 more unrelated control lineage."),
    (10, 5, "cannot be measured on all controls"), (11, 5, "needs 1 more derived control lineage."),
    (10, 6, "needs 1 more unrelated control lineage."),
    (11, 6, "up to about 10; above that it needs 20"), (50, 12, "up to about 50"),
  ])
  func theRatioFollowsTheMinimumsOfTheMethod(unrelated: Int, derived: Int, words: String) {
    #expect(text(unrelated: unrelated, derived: derived, families: 6).contains(words))
  }
}

@Suite struct SizeTableTests {
  @Test func everySizeIsPricedInRequests() {
    let lines = SizeTable(questionsPerSubject: 100, examined: 2).text.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[1].contains("200") && lines[1].contains("description only"))
    #expect(lines[3].contains("1,700") && lines[3].contains("up to about 10"))
    #expect(lines[4].contains("2,100") && lines[4].contains("0.050"))
    #expect(lines[5].contains("2,700") && lines[5].contains("up to about 20"))
  }
}

@Suite struct StudyTemplateTests {
  private func study(_ text: String) throws -> Study {
    var vocabulary = Vocabulary.current
    vocabulary.probeSets = ["arithmetic-v1"]
    return try Study(text: text, file: "study.yml", vocabulary: vocabulary)
  }

  @Test func theTemplateIsASoundStudyWithoutControls() throws {
    let study = try study(StudyTemplate.blank(probeSets: ["arithmetic-v1"]))
    #expect(study.controls.isEmpty)
  }

  @Test(arguments: [
    ("openai:gpt-4.1-mini", "anthropic:claude-haiku-4-5"),
    ("anthropic:claude-haiku-4-5", "openai:gpt-4.1"),
    ("openai:mine@http://localhost:8000/v1", "openai:deepseek/deepseek-r1@https://host.example/v1"),
  ])
  func aWrittenStudyIsSoundAndLargeEnoughForARankP(suspect: String, source: String) throws {
    let suspect = try #require(ModelReference(suspect))
    let source = try #require(ModelReference(source))
    let study = try study(
      StudyTemplate.study(
        suspect: suspect, source: source, probeSets: ["arithmetic-v1"], requestBudget: 10_000))
    #expect(study.suspect.endpoint.model == suspect.model)
    let counts = study.controlCounts(against: study.sources[0])
    #expect(counts.unrelatedLineages >= Minimum.unrelatedForRankP)
    #expect(counts.remainingFamilies >= 3)
    #expect(counts.derivedLineages >= 2)
  }

  @Test func theSourcesOwnMakerIsNoUnrelatedControl() throws {
    let suspect = try #require(ModelReference("openai:m@http://localhost:1/v1"))
    let source = try #require(ModelReference("anthropic:claude-haiku-4-5"))
    let study = try study(
      StudyTemplate.study(
        suspect: suspect, source: source, probeSets: ["arithmetic-v1"], requestBudget: 1))
    #expect(!study.controls.contains { $0.subject.maker == "anthropic" })
    #expect(study.controls.contains { $0.from == "source" && $0.relation == .derived })
  }

  @Test(arguments: ["gpt-4", "openai:", "panel:x", ":m", ""])
  func whatIsNoModelReferenceIsRefused(text: String) {
    #expect(ModelReference(text) == nil)
  }
}

@Suite struct WordingTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-12_345, "-12,345"),
  ])
  func numbersAreGroupedInThousands(number: Int, text: String) {
    #expect(number.grouped == text)
  }

  @Test func linesAreNeverLongerThanAsked() {
    let text = "one two three four five six seven eight nine ten".wrapped(to: 12, indent: "  ")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 12 && $0.hasPrefix("  ") })
    #expect(text.split(whereSeparator: \.isWhitespace).count == 10)
  }
}
