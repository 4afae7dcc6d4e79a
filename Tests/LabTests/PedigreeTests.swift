import Lab
import Probing
import Testing

/// Relations against a pedigree small enough to label by hand.
@Suite struct PedigreeTests {
  static let reading = Reading(seed: 1, questions: 10, texts: 1)
  static let other = Reading(seed: 2, questions: 10, texts: 1)

  static let pedigree = try! Pedigree([
    Recipe(id: "t", maker: "m", reading: reading, seed: 1),
    Recipe(id: "t2", maker: "m", lineage: "t", reading: other, parent: "t", seed: 2),
    Recipe(id: "u", maker: "u", reading: reading, seed: 3),
    Recipe(id: "x", maker: "x", reading: Reading(seed: 3, questions: 10, texts: 1), seed: 4),
    student("s", of: [("t", 0.5)], seed: 5),
    student("s2", of: [("t", 0.25), ("x", 0.25)], seed: 6),
    student("grand", of: [("s", 0.5)], seed: 7), student("none", of: [("t", 0)], seed: 8),
  ])

  static func student(_ id: String, of teachers: [(String, Double)], seed: UInt64) -> Recipe {
    Recipe(
      id: id, maker: id, reading: Reading(seed: 10 + seed, questions: 10, texts: 1),
      teachings: teachers.map { .init(teacher: $0.0, fraction: $0.1) }, seed: seed)
  }

  @Test(arguments: [
    ("s", "t", Relation.student(fraction: 0.5)), ("t", "s", .teacher(fraction: 0.5)),
    ("s2", "x", .student(fraction: 0.25)), ("grand", "t", .student(fraction: 0.25)),
    ("s", "s2", .sibling), ("t2", "t", .sameBase), ("u", "t", .twin), ("x", "t", .independent),
    ("none", "t", .independent), ("none", "s", .independent),
  ])
  func relationsAgainstHandLabels(suspect: String, source: String, relation: Relation) {
    #expect(Self.pedigree.relation(of: suspect, to: source) == relation)
  }

  @Test func subjectsCarryTheirOrigin() {
    let subject = Self.pedigree.subject("t2", inCohort: true)
    #expect(subject.lineage == "t" && subject.weightsParent == "t" && subject.inCohort)
    #expect(subject.maker == "m" && subject.baseFamily == "t")
  }

  @Test func theDemoHasWhatAStudyNeeds() {
    let demo = DemoStudy(seed: 1)
    func relation(_ id: String, _ source: String) -> Relation {
      demo.pedigree.relation(of: id, to: source)
    }
    #expect(relation(demo.planted, demo.source) == .student(fraction: 0.5))
    #expect(relation(demo.innocent, demo.source) == .independent)
    #expect(demo.unrelated.count == 19)
    #expect(demo.unrelated.allSatisfy { relation($0, demo.source) == .independent })
    #expect(demo.derived.count >= 5)
    for pupil in demo.derived {
      #expect(relation(pupil.id, pupil.from).label == .distilled)
      #expect(relation(pupil.id, demo.source) == .independent)
    }
    let lineages = Set((demo.cohort + demo.unrelated).map { demo.subject($0).lineage })
    #expect(lineages.count == 24)
    let families = Dictionary(grouping: demo.cohort) { demo.subject($0).family }
    #expect(families.count == 5 && families.values.allSatisfy { $0.count == 3 })
  }
}
