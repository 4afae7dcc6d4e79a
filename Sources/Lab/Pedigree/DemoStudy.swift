public import Probing

/// A small population with everything a study needs, and who plays which part in it.
///
/// Five families of three models for a cohort, twenty unrelated lineages, known students of other
/// teachers, and around one source its students at several fractions and a twin.
public struct DemoStudy: Sendable {
  public let pedigree: Pedigree
  /// The model whose responses may have been used.
  public let source = "aldine-1"
  /// Half of its training examples are the source's responses.
  public let planted = "scriptor-50"
  /// It has nothing to do with the source.
  public let innocent = Self.loners[19]
  /// Three models of each of five families, the source's among them.
  public let cohort: [String]
  /// One model of each of nineteen lineages without relation to any other.
  public let unrelated: [String]
  /// Known students, each of another lineage and none of the source, with their teachers.
  public let derived: [(id: String, from: String)]

  /// - Parameter seed: of everything that distinguishes the models.
  public init(seed: UInt64) {
    var plan = PedigreePlan(seed: seed)
    let families = ["aldine", "bodoni", "caslon", "didot", "elzevir"]
    for family in families { plan.addFamily(family) }
    for name in Self.loners { plan.addIndependent(name) }
    for (index, pupil) in Self.pupils.enumerated() {
      plan.addStudent(pupil.id, of: pupil.from, fraction: [0.5, 1, 0.75][index % 3])
    }
    for percent in [10, 25, 50, 100] {
      plan.addStudent("scriptor-\(percent)", of: source, fraction: Double(percent) / 100)
    }
    plan.addStudent("copyist", of: source, fraction: 0.5)
    plan.addTwin("garamond-twin", of: "garamond")
    plan.addTwin("aldine-twin", of: source)
    pedigree = plan.pedigree
    cohort = families.flatMap { family in (1...3).map { "\(family)-\($0)" } }
    unrelated = Array(Self.loners.prefix(19))
    derived = Self.pupils
  }

  /// The subject as the study describes it.
  public func subject(_ id: String) -> Subject {
    pedigree.subject(id, inCohort: cohort.contains(id))
  }

  private static let loners = [
    "estienne", "froben", "garamond", "granjon", "jenson", "koberger", "plantin", "ratdolt",
    "baskerville", "bulmer", "caxton", "fell", "fournier", "fust", "giunta", "haas", "ibarra",
    "luce", "pannartz", "zainer",
  ]

  private static let pupils = [
    (id: "pupil-1", from: "bodoni-1"), (id: "pupil-2", from: "caslon-1"),
    (id: "pupil-3", from: "didot-1"), (id: "pupil-4", from: "elzevir-1"),
    (id: "pupil-5", from: "bodoni-2"), (id: "pupil-6", from: "caslon-2"),
    (id: "pupil-7", from: "elzevir-2"), (id: "pupil-8", from: "estienne"),
    (id: "pupil-9", from: "froben"), (id: "pupil-10", from: "granjon"),
  ]
}
