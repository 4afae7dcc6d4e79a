import Foundation
import Reporting
import Similarity
import Testing

/// Words over every sentence that any report can hold, whether or not a fixture makes it print it.
struct SentenceTests {
  /// The sources that reports are made of, except the list of refused words itself.
  private static let sources: [URL] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Reporting")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter {
      $0.pathExtension == "swift" && $0.lastPathComponent != "Linter.swift"
    }
  }()

  /// Reads the code as it stands, so that no literal escapes, however it is put together.
  @Test func noSentenceInTheSourcesHoldsARefusedWord() throws {
    #expect(Self.sources.count > 60)
    for file in Self.sources {
      let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
        .replacing("\\\n", with: " ")
      // The fixed disclaimers may name what they deny.
      guard file.lastPathComponent != "Disclaimers.swift" else { continue }
      #expect(Linter.refusedTerms(in: code) == [], "\(file.lastPathComponent)")
    }
  }

  @Test func noMetricIsDescribedInRefusedWords() {
    for metric in BuiltInMetrics.all.map(\.descriptor) {
      for text in [metric.title, metric.assumption] {
        #expect(Linter.refusedTerms(in: text) == [], "\(metric.id): \(text)")
      }
    }
  }

  /// Whatever the findings hold, an exploratory report says nothing of ratios.
  @Test(arguments: Fixtures.all.indices)
  func exploratoryReportsCarryNoWordOfRatios(index: Int) throws {
    var findings = Fixtures.all[index].findings
    findings.study.mode = .exploratory
    let written = Document(of: findings).allProse.map { prose in
      prose.spans.map { span in
        switch span {
        case .name, .quoted, .fixed: "0"
        default: span.plainText
        }
      }.joined()
    }
    for sentence in written {
      let words = sentence.lowercased().split { !$0.isLetter && !$0.isNumber }
      for word in ["ratio", "ratios", "likelihood", "lr", "cllr", "tippett", "moderate", "weak"] {
        #expect(!words.contains(Substring(word)), "\(word): \(sentence)")
      }
      #expect(!sentence.contains("times more probable"))
      #expect(!sentence.contains("times less probable"))
    }
  }

  /// Two numbers of unrelated lineages side by side are told apart where they stand.
  @Test func whereRatioAndRankCountDifferentLineagesItIsSaid() {
    func text(_ findings: Findings) -> String {
      Document(of: findings).allProse.map(\.plainText).joined(separator: " ")
    }
    #expect(!text(Fixtures.supported).contains("count different sets"))
    var findings = Fixtures.supported
    findings.headlines[0].pair.ranks = [
      ClassRank(controls: .untaught, rank: RankP(exceeding: 0, lineages: 23))
    ]
    let other = text(findings)
    #expect(other.contains("count different sets. The ratio is calibrated on 40:"))
    #expect(other.contains("The first rank counts 23: those scored against this source"))
  }

  /// The first answer box can be read without knowing a single term.
  @Test func theAnswerIsFirstGivenInPlainWords() throws {
    for (name, findings) in Fixtures.all where !findings.headlines.isEmpty {
      let chapter = try #require(Document(of: findings).chapters.first)
      let answers = chapter.blocks.compactMap { block -> Callout? in
        if case .callout(let callout) = block, callout.kind == .answer { callout } else { nil }
      }
      #expect(answers.count == findings.headlines.count, "\(name)")
      for answer in answers {
        guard case .paragraph(let first)? = answer.body.first else {
          Issue.record("\(name): no paragraph")
          continue
        }
        let text = first.plainText
        for term in ["excess", "standard deviation", "rank", "p =", "lineage", "likelihood"] {
          #expect(!text.contains(term), "\(name): \(text)")
        }
      }
    }
    let all = Document(of: Fixtures.unremarkable).allProse.map(\.plainText).joined(separator: " ")
    #expect(all.contains("3 of them answer as much like source-large as suspect-7b does."))
    #expect(all.contains("by itself it is no sign of a relation"))
  }

  @Test func whatUnrelatedModelsSaidStandsBesideEveryTellingProbe() {
    let text = Document(of: Fixtures.supported).allProse.map(\.plainText).joined(separator: " ")
    #expect(text.contains("Unrelated models answered: 391 (35), 401 (4) and 381 (1)."))
    #expect(text.contains("Of 41 wrong answers of the source"))
    #expect(text.contains("the suspect gave the same one 9 times"))
    #expect(text.contains("No unrelated model answered this probe."))
    #expect(text.contains("Responses of unrelated models begin: A lighthouse is 0 (9)"))
    #expect(text.contains("and A lighthouse is 5 (4); 5 otherwise."))
  }

  @Test func everyFieldOfTheExpertIsVisiblyBlank() {
    let html = Report.html(Fixtures.supported)
    let fields = html.components(separatedBy: "<span class=\"blank\">").count - 1
    #expect(fields == 16)
    #expect(Report.markdown(Fixtures.supported).contains("…… (left blank by the program)"))
  }

  @Test func theMatrixStatesCriterionAndDecision() throws {
    struct Matrix: Decodable {
      struct Row: Decodable {
        var measure: String
        var criterion: String
        var decision: String
      }
      var rows: [Row]
    }
    var findings = Fixtures.supported
    findings.validity!.methods[0].suspectFixed = .init(value: 0.9, low: 0.44, high: 1)
    findings.validity!.methods[0].cllr!.high = nil
    findings.validity!.falseAlarms[0].low = 0.06
    let data = try #require(try ValidationMatrix.json(findings))
    let rows = try JSONDecoder().decode(Matrix.self, from: data).rows
    #expect(rows.allSatisfy { !$0.criterion.isEmpty })
    func decision(_ measure: String) -> String? { rows.first { $0.measure == measure }?.decision }
    #expect(decision("AUC with the source fixed (A)") == "met")
    #expect(decision("AUC with the suspect fixed (B)") == "not met")
    #expect(decision("Cllr") == "open")
    #expect(decision("rank p <= 0.05") == "not met")
    #expect(decision("LR > 10") == "met")
    let text = Document(of: findings).allProse.map(\.plainText).joined(separator: " ")
    #expect(text.contains("Validation matrix."))
  }

  @Test func theOverlapSaysItIsNoFamilyTreeAndWhoIsLeftOut() {
    func text(_ findings: Findings) -> String {
      Document(of: findings).allProse.map(\.plainText).joined(separator: " ")
    }
    let many = text(Fixtures.manyControls)
    #expect(many.contains("It is descriptive and not a family tree"))
    #expect(many.contains("192 more subjects could have been compared. At most 40 are shown"))
    #expect(many.contains("the-best-model"))
    #expect(text(Fixtures.notMeasurable).contains("no short answers that can be wrong"))
  }
}
