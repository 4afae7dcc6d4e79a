import Panels
import Probing
import Testing

struct PanelMergingTests {
  private func panel(
    _ name: String, subjects: [String], probes: [Probe], labels: [PairLabel] = []
  ) -> Panel {
    let rows = subjects.map { subject in
      probes.map { [Response(text: "\(subject) on \($0.id)")] }
    }
    let subjects = subjects.map { Subject(id: $0, maker: $0, family: $0, lineage: $0) }
    return Panel(
      name: name, transcript: Transcript(subjects: subjects, probes: probes, responses: rows),
      labels: labels)
  }

  private func probe(_ id: String, _ text: String = "?", key: String? = nil) -> Probe {
    Probe(id: id, kind: .freeText, prompt: [Message(role: .user, content: text)], key: key)
  }

  @Test func subjectsOfBothFollowTheProbeOrderOfTheFirst() throws {
    let first = panel("one", subjects: ["a"], probes: [probe("p"), probe("q")])
    let second = panel("two", subjects: ["b", "c"], probes: [probe("q"), probe("p")])
    let merged = try first.merged(with: second).transcript
    #expect(merged.subjects.map(\.id) == ["a", "b", "c"])
    #expect(
      merged.responses.map { $0.map { $0[0].text } } == [
        ["a on p", "a on q"], ["b on p", "b on q"], ["c on p", "c on q"],
      ])
  }

  @Test func whatContradictsIsNamed() async throws {
    let pair = PairLabel(suspect: "a", source: "b", relation: nil)
    let first = panel("one", subjects: ["a"], probes: [probe("p"), probe("q")], labels: [pair])
    let others = [
      (panel("x", subjects: ["b"], probes: [probe("p")]), "lacks the probe \"q\""),
      (
        panel("x", subjects: ["b"], probes: [probe("p"), probe("q"), probe("r")]),
        "its probe \"r\" is not in one"
      ),
      (
        panel("x", subjects: ["b"], probes: [probe("p"), probe("q", "!")]),
        "the prompt of probe \"q\" differs"
      ),
      (
        panel("x", subjects: ["b"], probes: [probe("p"), probe("q", key: "1")]),
        "the key of probe \"q\" differs"
      ),
      (panel("x", subjects: ["a"], probes: [probe("p"), probe("q")]), "subject \"a\" is in one"),
      (
        panel("x", subjects: ["b"], probes: [probe("p"), probe("q")], labels: [pair]),
        "is labelled in one"
      ),
    ]
    for (other, reason) in others {
      let error = await failure { () throws(PanelError) in _ = try first.merged(with: other) }
      #expect(error?.kind == .contradictory)
      #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "no error")")
    }
  }

  @Test func theCohortIsMadeOfDocumentedOriginalsOfLargeFamilies() throws {
    var table = SubjectsTable(subjects: [])
    func add(_ family: String, _ count: Int, _ relation: String, _ confidence: String = "high") {
      for _ in 0..<count {
        let id = "\(family)\(table.subjects.count)"
        table.subjects.append(Subject(id: id, maker: family, family: family, lineage: id))
        table.columns[id] = ["relation": relation, "confidence": confidence]
      }
    }
    func cohort() throws -> [String: Int] {
      let panel = try Panel(name: "x", probes: [], table: table, rows: [], rowsFile: "rows")
      let members = panel.transcript.subjects.filter(\.inCohort)
      return Dictionary(grouping: members, by: \.family).mapValues(\.count)
    }
    for family in ["a", "b", "c"] { add(family, 3, "teacher-original") }
    add("d", 2, "original")
    add("a", 1, "teacher-original [prompt variant]")
    add("b", 1, "original (teacher not stated)")
    add("e", 4, "original", "med")
    #expect(try cohort() == ["a": 3, "b": 3, "c": 3, "d": 2])
    add("f", 3, "original")
    #expect(try cohort() == ["a": 3, "b": 3, "c": 3, "f": 3])
  }
}
