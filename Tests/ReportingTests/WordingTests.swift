import Foundation
import Reporting
import Similarity
import Testing

struct WordingTests {
  @Test(arguments: Fixtures.all.indices)
  func noReportHoldsARefusedWord(index: Int) {
    #expect(Linter.violations(in: Fixtures.all[index].findings) == [])
  }

  @Test(arguments: Linter.refusedTerms)
  func everyRefusedTermIsFoundInASentence(term: String) {
    #expect(Linter.refusedTerms(in: "The result, \(term.uppercased()), is so.").contains(term))
    #expect(Linter.refusedTerms(in: "x\(term)s and a\(term)b").isEmpty)
  }

  @Test func theLinterReadsEmphasisAndDrawingsButNotQuotations() {
    func document(_ prose: Prose) -> Document {
      Document(title: "T", cover: [.paragraph(prose)], chapters: [])
    }
    #expect(Linter.violations(in: document("This \(strong: "proves") it")).count == 1)
    #expect(Linter.violations(in: document("\(quote: "this proves") \(name: "match")")).isEmpty)
    #expect(Linter.violations(in: document("probability \(name: "x") that")).isEmpty)
    #expect(Linter.violations(in: document("probability \(strong: "that")")).count == 1)
    var drawing = Drawing(height: 10)
    drawing.text("a match", at: Point(x: 0, y: 0))
    let figure = Figure(title: "t", description: "d", drawing: drawing, caption: "c")
    let drawn = Document(title: "T", cover: [.figure(figure)], chapters: [])
    #expect(Linter.violations(in: drawn).map(\.term) == ["match"])
  }

  @Test func everyReportPrintsTheDisclaimers() {
    let required = [
      "not the probability of distillation", "who asked whom, when, or how much", "a breach of",
      "how much of the suspect derives from the source",
      "Shared public text can produce similar answers",
      "Absence of support is not proof of independence",
    ]
    for (name, findings) in Fixtures.all {
      let text = plain(findings)
      for sentence in required { #expect(text.contains(sentence), "\(name): \(sentence)") }
    }
  }

  @Test func theSentenceOfALockedStudyHasTheFixedForm() {
    #expect(
      plain(Fixtures.supported).contains(
        """
        The findings are about 30 times more probable if the training data of suspect-7b included \
        outputs of source-large (H1) than if the two were trained independently on shared public \
        data (H2a); on the scale in Appendix A this is moderate support. 95 % interval \
        12–38. With 40 unrelated and 12 derived control lineages the method cannot report more \
        than 38, nor less than 1/11.
        """))
    #expect(
      plain(Fixtures.supported).contains(
        """
        related; does not separate training on outputs from common base weights (H2b), a common \
        third teacher (H2c), the reverse direction (H2d), a wrapper or router (H2e) or a shared \
        data vendor or benchmark tuning (H2f).
        """))
  }

  @Test func belowOneTheSentenceIsMirrored() {
    let text = plain(Fixtures.against)
    #expect(text.contains("about 20 times less probable if the training data of suspect-7b"))
    #expect(text.contains("this is weak support for the second"))
    #expect(text.contains("95 % interval 5.3–24 times less probable."))
    #expect(text.contains("not related. Absence of support is not proof of independence."))
  }

  @Test func anIntervalThatContainsOneIsInconclusive() {
    let text = plain(Fixtures.inconclusive)
    #expect(text.contains("Inconclusive: no support for either side"))
    #expect(
      text.contains("from 1.7 times less probable to 3.1 times more probable"))
    #expect(!text.contains("weak support"))
  }

  @Test func theRankStandsBeforeTheRatioAndTheirDifferenceIsSaid() {
    let text = plain(Fixtures.apartByRankOnly)
    #expect(text.contains("stands apart from the unrelated controls; the ratio is inconclusive"))
    #expect(text.contains("by the ratio there is no support. Where ratio and rank differ"))
    let rank = text.firstRange(of: "unrelated control lineages without a known teacher")
    let ratio = text.firstRange(of: "times more probable if")
    #expect(rank!.lowerBound < ratio!.lowerBound)
  }

  /// An innocent suspect may be a student of somebody else: the larger p decides, and what no control
  /// speaks to is said.
  @Test func studentsOfOtherMakersDecideOrAreMissed() {
    let near = plain(Fixtures.taught(exceeding: 6, of: 24))
    #expect(near.contains("the suspect does not stand apart from unrelated models"))
    #expect(near.contains("without their teacher, it is reached by 6 of 24 (p = .28); the"))
    #expect(near.contains("Students of other makers: 24 models, n = 24 lineages"))
    let few = plain(Fixtures.taught(exceeding: 0, of: 4))
    #expect(few.contains("The suspect stands apart from the unrelated controls"))
    #expect(few.contains("reached by 0 of 4 (p = .20): too few to exclude that the suspect"))
    #expect(few.contains("it takes 19 lineages of known students of other makers"))
    let none = plain(Fixtures.rankOnly)
    #expect(none.contains("No control is a known student of another maker, so these ranks do not"))
  }

  /// Similarities without any control are description, and the price of more is said.
  @Test func aStudyWithoutControlsDescribes() {
    let text = plain(Fixtures.described)
    #expect(text.contains("Description only: no conclusion about descent can be drawn"))
    #expect(!text.contains("no comparison was possible"))
    #expect(text.contains("about as much as the suspect did: 260 answers and 41,000 tokens"))
  }

  @Test func aRetrospectiveRatioHasItsHeadingAndNoWord() {
    for findings in [Fixtures.retrospectiveStudy, Fixtures.panel] {
      let text = plain(findings)
      #expect(text.contains("Retrospective: answers existed before the plan"))
      #expect(!text.contains("Appendix A this is"))
      for word in ["weak", "moderate", "moderately strong", "strong"] {
        #expect(!text.contains(" \(word) support"))
      }
    }
    #expect(plain(Fixtures.retrospectiveStudy).contains("about 30 times more probable"))
  }

  @Test func anExploratoryReportHasNoWordingOfRatios() {
    let text = plain(Fixtures.exploratory).lowercased()
    for phrase in [
      "likelihood ratio", "times more probable", "times less probable", "cllr", "tippett",
      "h1 than if", "weak support", "moderate support", "lr >",
    ] {
      #expect(!text.contains(phrase), "\(phrase)")
    }
    #expect(text.contains("0 of 40 (p = .024)"))
  }

  @Test func withoutARatioTheReasonAndTheRemedyAreSaid() {
    let text = plain(Fixtures.tooFew)
    #expect(text.contains("No likelihood ratio is given: fewer than 10 unrelated or 5 derived"))
    #expect(text.contains("0 of 6 (p = .14) unrelated control lineages"))
    #expect(text.contains("the smallest attainable p is .14"))
    #expect(text.contains("at least 10 unrelated and 5 derived control lineages"))
    #expect(text.contains("at least 19 unrelated lineages"))
    #expect(plain(Fixtures.noControls).contains("no conclusion about descent can be drawn"))
    #expect(plain(Fixtures.notMeasurable).contains("fewer than two reference families remain"))
  }

  @Test func anUnremarkableSuspectIsNotAccused() {
    let text = plain(Fixtures.unremarkable)
    #expect(text.contains("3 of 25 (p = .15)"))
    #expect(text.contains("the suspect does not stand apart from unrelated models"))
    #expect(text.contains("Absence of support is not proof of independence."))
    #expect(!text.contains("stands apart from the unrelated controls"))
  }

  @Test func aPanelIsAskedAboutItsValidityFirst() {
    let text = plain(Fixtures.panel)
    #expect(text.contains("AUC .975 over all units; .939 with the source fixed"))
    #expect(text.contains("reaches .979. The pooled figure shows no more than that"))
    let few = plain(Fixtures.panelWithoutRatio)
    #expect(few.contains("No likelihood ratios are given: fewer"))
    #expect(few.contains("Too few derived models to measure separation: false alarms only"))
    #expect(few.contains("flagged: 4 of 38 by rank p <= 0.05"))
    #expect(plain(Fixtures.panelScored).contains("Pairs of unknown relation"))
  }

  @Test func everyAlternativeHasItsOwnAnswerOrWhatItWouldTake() {
    let text = plain(Fixtures.relations(6))
    #expect(text.contains("Ratio of H1 against it 6.0 [3.0–12], from 22 lineages of its own"))
    #expect(text.contains("2 of 3 (p = .75) score at least as high. A ratio would take 10"))
    #expect(text.contains("Untested. It would take controls declared wrapper."))
    #expect(text.contains("speaks against the reverse direction"))
    #expect(text.contains("20 groups of derived controls comes out right, of 0 wrong"))
    // What its controls set apart is no longer among what is not separated; a third teacher always is.
    #expect(
      text.contains(
        """
        does not separate training on outputs from a common third teacher (H2c), a wrapper or \
        router (H2e) or a shared data vendor or benchmark tuning (H2f).
        """))
  }

  @Test func aFavouredRelationIsNamedInsteadOfTrainingOnOutputs() {
    let text = plain(Fixtures.relations(1 / 8, named: .commonBaseWeights))
    #expect(text.contains("Related, and better explained by common base weights (H2b)"))
    #expect(text.contains("8.0 times more probable under common base weights (H2b) than under"))
    #expect(!text.contains("In one sentence, with"))
    #expect(!text.contains("support for relatedness"))
  }

  @Test func withoutKnownPairsTheDirectionIsUndetermined() {
    let text = plain(Fixtures.supported)
    #expect(text.contains("The direction is undetermined."))
    #expect(text.contains("No derived control shows how often an asymmetry points the wrong way"))
  }

  @Test func ofSeveralSourcesOnlyTheNearestHasARatioAndRanksAreAdjusted() {
    let text = plain(Fixtures.screened)
    #expect(text.contains("No number is corrected twice."))
    #expect(text.contains("for the 2 primary tests of this study it is .049 (Holm)."))
    #expect(text.contains("another one is nearer"))
    #expect(text.contains("moderate support"))
    // Two sources whose ratios nobody corrected carry no word.
    #expect(!plain(Fixtures.twoSources).contains("moderate support"))
  }

  @Test func sensitivityIsSaidInWords() {
    let text = plain(Fixtures.supported)
    #expect(text.contains("Over all rows the ratio lies between 3.9 and 30."))
    #expect(text.contains("no further evidence"))
    var torn = Fixtures.supported
    torn.headlines[0].sensitivity!.lowest = -0.2
    #expect(plain(torn).contains("the side it speaks for depends on the analysis"))
    #expect(!plain(Fixtures.tooFew).contains("Over all rows the ratio"))
  }

  @Test func whetherMoreProbesHelpIsSaid() {
    #expect(plain(Fixtures.supported).contains("More probes of this kind would not help"))
    #expect(plain(Fixtures.tooFew).contains("falls to a third of that deviation at about 801"))
  }

  @Test func everyPanelOfEveryFigureSaysHowMany() {
    for (name, findings) in Fixtures.all {
      for case .figure(let figure) in Document(of: findings).chapters.flatMap(\.blocks) {
        let words = ([figure.caption] + figure.drawing.words).map(\.plainText).joined(
          separator: " ")
        #expect(words.contains("n = "), "\(name): \(figure.title.plainText)")
      }
    }
  }

  /// All sentences of a report, without quotations.
  private func plain(_ findings: Findings) -> String {
    Document(of: findings).allProse.map(\.plainText).joined(separator: " ")
  }
}
