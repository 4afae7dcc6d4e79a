/// A pair of suspect and source whose relation is known and is to be found out.
public struct Trial: Sendable, Hashable {
  /// What a pair is an instance of; the raw values stand in reports.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case student
    case mixedStudent = "student of two"
    case independent
    case sharedVendor = "shared vendor"
    case twin
    case innocentSource = "student of another source"
    case absentTeacher = "student of an absent teacher"
    case sameBase = "same base"
    case sibling, reverse, wrapper, router
  }

  public var suspect: String
  public var source: String
  public var kind: Kind
  /// The share of the suspect's training examples that the source supplied.
  public var fraction: Double?
}

extension Population {
  /// All pairs to try. Suspects are tried on the first versions of the families, houses also on each
  /// other, teachers of houses on their pupils, and of known pairs the student on its teacher.
  public var trials: [Trial] {
    let bases = Set(bases)
    return ids(.suspect, .house, .master, .cohort, .pair).flatMap { suspect in
      sources.compactMap { source in
        suspect == source ? nil : trial(suspect, source, isBase: bases.contains(source))
      }
    }
  }

  private func trial(_ suspect: String, _ source: String, isBase: Bool) -> Trial? {
    let part = part(of: suspect)
    guard let kind = kind(suspect, source), Self.isTried(part, kind, isBase: isBase) else {
      return nil
    }
    var fraction: Double?
    if case .student(let share) = pedigree.relation(of: suspect, to: source) { fraction = share }
    return Trial(suspect: suspect, source: source, kind: kind, fraction: fraction)
  }

  private static func isTried(_ part: Part, _ kind: Trial.Kind, isBase: Bool) -> Bool {
    switch part {
    case .suspect: isBase
    case .house: isBase || kind == .sibling
    case .pair: kind == .student
    default: kind == .reverse
    }
  }

  private func kind(_ suspect: String, _ source: String) -> Trial.Kind? {
    let recipe = pedigree[suspect]!
    let teachers = recipe.training?.teachings.map(\.teacher) ?? []
    switch pedigree.relation(of: suspect, to: source) {
    case .student: return teachers.count > 1 ? .mixedStudent : .student
    case .teacher: return recipe.service == nil ? .reverse : nil
    case .sibling: return .sibling
    case .sameBase: return .sameBase
    case .twin: return .twin
    case .wrapper(let share): return share < 0.999 ? .router : .wrapper
    case .remote: return nil
    case .sharedVendor: return unrelatedKind(recipe, teachers) == .independent ? .sharedVendor : nil
    case .independent: return unrelatedKind(recipe, teachers)
    }
  }

  /// Of models that are made to be something else, their being unrelated to others is no trial.
  private func unrelatedKind(_ recipe: Recipe, _ teachers: [String]) -> Trial.Kind? {
    guard let training = recipe.training, training.parent == nil else { return nil }
    guard let teacher = teachers.first else {
      let isTwin = members.contains {
        $0.recipe.id != recipe.id && $0.recipe.training?.reading.seed == training.reading.seed
      }
      return isTwin ? nil : .independent
    }
    let isHidden = members.contains { $0.recipe.id == teacher && $0.part == .hidden }
    return isHidden ? .absentTeacher : .innocentSource
  }
}
