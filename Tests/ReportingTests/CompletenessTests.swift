import Reporting
import Similarity
import Testing

/// A report with a gap is not written, and the gap is named.
struct CompletenessTests {
  @Test(arguments: Fixtures.all.indices)
  func everyFixtureButTheEmptyOneIsComplete(index: Int) {
    let (name, findings) = Fixtures.all[index]
    let missing = Completeness.missing(in: findings)
    #expect(missing.isEmpty == (name != "empty"), "\(name): \(missing)")
  }

  @Test func anIncompleteReportIsRefusedWithEveryGap() {
    var findings = Fixtures.supported
    findings.tool.version = ""
    findings.headlines[0].sensitivity = nil
    do {
      try Completeness.check(findings)
      Issue.record("no error")
    } catch {
      #expect(error.kind == .incomplete)
      #expect(error.message.contains("the version of the program; the sensitivity analysis"))
      #expect(error.message.contains("source-large"))
    }
  }

  struct Gap: Sendable {
    var name: String
    var make: @Sendable (inout Findings) -> Void

    init(_ name: String, _ make: @escaping @Sendable (inout Findings) -> Void) {
      self.name = name
      self.make = make
    }
  }

  static let gaps: [Gap] = [
    Gap("the name of the study") { $0.study.name = "" },
    Gap("the version of the program") { $0.tool.version = "" },
    Gap("the linear algebra used") { $0.tool.blas = "" },
    Gap("the digest of the plan") { $0.study.planDigest = nil },
    Gap("what the plan fixed") { $0.study.plan = nil },
    Gap("what the plan fixed") { $0.study.plan = [] },
    Gap("the digest of the log") { $0.study.logDigest = nil },
    Gap("the chain of custody") { $0.study.custody = nil },
    Gap("the subjects") { $0.subjects = [] },
    Gap("where and when the subjects were asked") { $0.subjects[3].asked = nil },
    Gap("the probe sets") { $0.probeSets = [] },
    Gap("the digests of the probe sets") { $0.probeSets[1].digest = nil },
    Gap("the metrics") { $0.metrics = [] },
    Gap("the shared wrong answers, or why there are none") { $0.errorOverlap = nil },
    Gap("the shared wrong answers, or why there are none") { $0.errorOverlap!.merges = [] },
  ]

  static let headlineGaps: [Gap] = [
    Gap("suspect and source among the subjects") { $0.subjects.remove(at: 1) },
    Gap("the excess, or why there is none") { $0.headlines[0].pair.excess = nil },
    Gap("the excess of each metric, or why there is none") {
      $0.headlines[0].pair.metrics[1].excess = nil
    },
    Gap("the excess of each metric, or why there is none") { $0.headlines[0].pair.metrics = [] },
    Gap("the ratio, or why there is none") { $0.headlines[0].pair.ratio = nil },
    Gap("the interval of the ratio within its limits") {
      $0.headlines[0].pair.ratio!.low = $0.headlines[0].pair.ratio!.high + 1
    },
    Gap("the rank among the unrelated controls") { $0.headlines[0].pair.rankP = nil },
    Gap("the controls of the figure") { $0.headlines[0].controls = [] },
    Gap("the bound on false alarms") { $0.headlines[0].falsePositiveBound = nil },
    Gap("every alternative") { $0.headlines[0].alternatives.removeLast() },
    Gap("what was found of each tested alternative") {
      $0.headlines[0].alternatives[0].rankP = nil
    },
    Gap("the comparison by probe set") { $0.headlines[0].bySet!.removeLast() },
    Gap("what unrelated models said on each telling probe") {
      $0.headlines[0].tellingProbes[1].unrelatedAnswers = nil
    },
    Gap("how many errors are shared") { $0.headlines[0].sharedErrors = nil },
    Gap("the telling texts") { $0.headlines[0].tellingTexts = nil },
    Gap("the sensitivity analysis") { $0.headlines[0].sensitivity = nil },
    Gap("the sensitivity analysis") { $0.headlines[0].sensitivity!.rows = [] },
  ]

  @Test(arguments: CompletenessTests.gaps.indices)
  func whatIsMissingIsNamed(index: Int) {
    var findings = Fixtures.supported
    Self.gaps[index].make(&findings)
    #expect(Completeness.missing(in: findings).contains(Self.gaps[index].name))
  }

  @Test(arguments: CompletenessTests.headlineGaps.indices)
  func whatIsMissingOfAComparisonIsNamed(index: Int) {
    var findings = Fixtures.supported
    Self.headlineGaps[index].make(&findings)
    let name = Self.headlineGaps[index].name + " (suspect-7b and source-large)"
    #expect(Completeness.missing(in: findings).contains(name))
  }

  /// The order of the design: 1 to 15 after the cover, then the appendices from A.
  @Test func allSectionsStandInTheirOrder() {
    let ids = [
      "summary", "propositions", "materials", "method", "validity", "controls", "by-alternative",
      "probes", "overlap", "sensitivity", "alternatives", "limits", "reproduction", "custody",
      "expert", "scale", "glossary", "tables", "references", "plan", "probe-information",
    ]
    let numbers = (1...15).map(String.init) + ["A", "B", "C", "D", "E", "F"]
    for (name, findings) in Fixtures.all where !findings.headlines.isEmpty {
      let chapters = Document(of: findings).chapters
      #expect(chapters.map(\.id) == ids, "\(name)")
      #expect(chapters.map(\.number) == numbers, "\(name)")
    }
  }
}
