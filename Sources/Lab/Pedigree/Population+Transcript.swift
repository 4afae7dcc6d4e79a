public import Probing

extension Population {
  /// A member as an examiner knows it: of a suspect only that it is somebody's.
  public func subject(_ id: String) -> Subject {
    let member = members.first { $0.recipe.id == id }!
    guard member.part == .suspect else {
      return pedigree.subject(id, inCohort: member.part == .cohort)
    }
    return Subject(id: id, maker: id, family: id, lineage: id)
  }

  /// Trains everyone and asks all who can be asked.
  public func transcript(progress: (String) -> Void = { _ in }) async -> Transcript {
    let world = World(world)
    let zoo = await Zoo(training: pedigree, in: world, progress: progress)
    return await transcript(of: zoo, in: world)
  }

  /// What those who can be asked answer to the probes of their world.
  public func transcript(of zoo: Zoo, in world: World) async -> Transcript {
    let sets = [world.questionSet, world.writingSet]
    return Transcript(
      subjects: asked.map { subject($0) }, probes: sets.flatMap(\.probes),
      responses: await zoo.responses(of: asked, to: sets))
  }

  /// The known relations of controls to the candidate sources that a ratio may be calibrated
  /// on.
  public var calibration: [PairLabel] {
    ids(.cohort, .unrelated, .derived, .pair).flatMap { control in
      sources.compactMap { source in
        guard control != source, let label = pedigree.relation(of: control, to: source).label,
          label == .distilled || label == .independent
        else { return nil }
        return PairLabel(suspect: control, source: source, relation: label)
      }
    }
  }
}
