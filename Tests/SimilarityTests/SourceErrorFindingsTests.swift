import Probing
import Similarity
import Statistics
import Testing

/// A source's errors, and how far unrelated lineages exceed each other in making them.
@Suite struct SourceErrorFindingsTests {
  private static let probes = 40

  /// The suspect `s0`, the source `s1`, a relative of each, a known student, and others: lineages of
  /// one and of two, two lineages of one family.
  private static let subjects: [Subject] =
    [("s0", "a"), ("s1", "b"), ("s2", "a"), ("s3", "b"), ("s4", "student")].map {
      .made($0.0, family: $0.1)
    }
    + (0..<16).map {
      .made("u\($0)", family: $0 < 2 ? "shared" : "f\($0)", lineage: $0 == 5 ? "l4" : "l\($0)")
    }

  private static func answers(seed: UInt64, given: Double) -> [[Answer]] {
    var stream = RandomStream(seed: seed)
    return subjects.map { _ in
      (0..<probes).map { _ in
        guard stream.uniform() < given else { return .none }
        return .given(["A", "B", "C"][stream.index(below: 3)])
      }
    }
  }

  private func table(_ answers: [[Answer]]) -> AnswerTable {
    AnswerTable(
      Transcript(
        answers: answers.map { $0.map { [$0] } },
        keys: [String?](repeating: "A", count: Self.probes),
        options: [Int?](repeating: 3, count: Self.probes), subjects: Self.subjects),
      isReference: Self.subjects.map { $0.id != "s0" },
      isUnrelated: Self.subjects.map { !["s0", "s4"].contains($0.id) })
  }

  private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// Share of a lineage's members that gave the source's answer.
  private func made(_ lineage: String, _ probe: Int, _ answers: [[Answer]]) -> Double? {
    mean(
      Self.subjects.indices.filter {
        Self.subjects[$0].lineage == lineage && answers[$0][probe].value != nil
      }.map { answers[$0][probe].value == answers[1][probe].value ? 1 : 0 })
  }

  @Test(arguments: [(1, 1.0), (2, 0.9), (3, 0.75)] as [(UInt64, Double)])
  func againstObviousLoop(seed: UInt64, given: Double) throws {
    let answers = Self.answers(seed: seed, given: given)
    let found = try #require(
      SourceErrorFindings(table(answers), suspect: 0, source: 1).findings())
    let lineages = Set(Self.subjects.dropFirst(5).map(\.lineage)).sorted()
    let wrong = (0..<Self.probes).filter { probe in
      let answer = answers[1][probe].value
      return answer != nil && answer != "A"
        && lineages.count { made($0, probe, answers) != nil } >= 10
    }
    #expect(wrong.count > 10)
    #expect(found.items.count == wrong.count)
    for (item, probe) in zip(found.items, wrong) {
      let share = try #require(mean(lineages.compactMap { made($0, probe, answers) }))
      #expect(abs(item.share - share) < 1e-12)
      #expect(item.answer == answers[1][probe].value)
      #expect(item.agrees == answers[0][probe].value.map { $0 == item.answer })
    }
    #expect(Set(found.controls.map(\.lineage)) == Set(lineages))
    for control in found.controls {
      let others = lineages.filter {
        $0 != control.lineage
          && !(["l0", "l1"].contains($0) && ["l0", "l1"].contains(control.lineage))
      }
      let surpluses = Self.subjects.indices.dropFirst(5)
        .filter { Self.subjects[$0].lineage == control.lineage }
        .compactMap { subject in
          mean(
            wrong.compactMap { probe in
              guard let answer = answers[subject][probe].value,
                let share = mean(others.compactMap { made($0, probe, answers) })
              else { return nil }
              return (answer == answers[1][probe].value ? 1 : 0) - share
            })
        }
      let largest = try #require(surpluses.max())
      #expect(abs(control.surplus - largest) < 1e-12, "\(control.lineage)")
    }
  }

  @Test func whoCopiesTheSourceHasALargeSurplusAndMovesNoControl() throws {
    var answers = Self.answers(seed: 4, given: 1)
    let before = try #require(
      SourceErrorFindings(table(answers), suspect: 0, source: 1).findings())
    answers[0] = answers[1]
    answers[4] = answers[1]
    let after = try #require(
      SourceErrorFindings(table(answers), suspect: 0, source: 1).findings())
    #expect(after.controls == before.controls)
    #expect(after.items.map(\.share) == before.items.map(\.share))
    let surplus = try #require(after.surplus)
    let largest = try #require(after.controls.map(\.surplus).max())
    #expect(surplus > 0.5 && surplus > largest)
    #expect(try #require(before.surplus) < surplus - 0.4)
  }

  @Test func theLimitIsWhatNineteenOfTwentyLineagesDoNotExceed() {
    func limit(_ surpluses: [Double]) -> Double? {
      SourceErrors(
        [], controls: surpluses.map { SourceErrors.Control(lineage: "l\($0)", surplus: $0) }
      ).limit
    }
    #expect(limit((0..<18).map(Double.init)) == nil)
    #expect(limit((0..<19).map { Double($0) / 100 }) == 0.18)
    #expect(limit((0..<20).map { Double($0) / 100 }) == 0.19)
    #expect(limit((0..<38).map { Double($0) / 100 }) == 0.37)
    #expect(limit((0..<39).map { Double($0) / 100 }) == 0.37)
    #expect(limit((0..<40).map { Double($0) / 100 }) == 0.38)
    #expect(limit((0..<20).map { -Double($0) }) == 0)
  }

  /// However many lineages there are, each of one more, all alike, is above the limit that the others
  /// give with a chance of at most 1 in 20.
  @Test func oneMoreLineageSeldomExceedsTheLimit() {
    for count in 19...80 {
      let above = (0...count).count { left in
        let others = (0...count).filter { $0 != left }.map {
          SourceErrors.Control(lineage: "l\($0)", surplus: Double($0))
        }
        return Double(left) > SourceErrors([], controls: others).limit!
      }
      #expect(20 * above <= count + 1, "\(count)")
    }
  }

  @Test func ofRepeatedSamplesTheMeanCounts() throws {
    func item(_ probe: String, _ sample: Int, _ agrees: Bool?) -> SourceErrors.Item {
      .init(probe: probe, sample: sample, answer: "1", share: 0.25, agrees: agrees)
    }
    let errors = SourceErrors(
      [item("a", 0, true), item("a", 1, true), item("a", 2, nil), item("b", 0, false)],
      controls: [])
    #expect(abs(try #require(errors.surplus) - 0.25) < 1e-12)
  }

  @Test func fewerThanTenLineagesSayNothing() throws {
    var answers = Self.answers(seed: 5, given: 1)
    for subject in 8..<Self.subjects.count {
      answers[subject] = answers[subject].map { _ in .none }
    }
    let found = try #require(
      SourceErrorFindings(table(answers), suspect: 0, source: 1).findings())
    #expect(found.items.isEmpty && found.limit == nil && found.surplus == nil)
  }
}
