public import Probing

extension Panel {
  /// The pairs of documented relation that a likelihood ratio may be calibrated on.
  ///
  /// Suspects are the students (suspects of a row labelled `distilled`) and the documented
  /// unrelated subjects; sources are the cohort's models. A suspect is paired with every maker in
  /// the cohort that neither made it nor its base weights. The pair is `distilled` when the labels
  /// say so of any source of that maker, else `independent`.
  ///
  /// A subject is documented as unrelated when its label is of high confidence, no teacher but
  /// people is named, it is no prompt variant, its weights parent in the panel (if any) is neither a
  /// student nor uncertain, and its maker teaches nobody. A lone original of a vendor outside the
  /// cohort is left out: its training data are not documented.
  ///
  /// Where the subjects table documents no relations at all, the labels themselves are taken: the
  /// students, and the pairs that are independent with high confidence. Text found on the web since
  /// 2022 contains answers of chat models, so a weaker claim of independence is none.
  public var calibration: [PairLabel] {
    guard columns.values.contains(where: { $0["relation"] != nil }) else {
      return labels.filter {
        $0.relation == .distilled || ($0.relation == .independent && $0.confidence == .high)
      }
    }
    let documents = PanelDocuments(self)
    return transcript.subjects.filter(documents.isSuspect).flatMap { suspect in
      documents.sources(for: suspect).map { source in
        PairLabel(
          suspect: suspect.id, source: source.id,
          relation: documents.isTaught(suspect, by: source.maker) ? .distilled : .independent)
      }
    }
  }
}

/// What the tables of a panel document about its subjects.
private struct PanelDocuments {
  private let subjects: [Subject]
  private let byName: [String: Subject]
  private let columns: [String: [String: String]]
  /// Makers of the teachers of each student.
  private let teachers: [String: Set<String>]
  private let teachingMakers: Set<String>

  init(_ panel: Panel) {
    subjects = panel.transcript.subjects
    columns = panel.columns
    let makers = Dictionary(uniqueKeysWithValues: subjects.map { ($0.id, $0.maker) })
    byName = Dictionary(
      subjects.map { ($0.id.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    var teachers: [String: Set<String>] = [:]
    for label in panel.labels where label.relation == .distilled {
      if let maker = makers[label.source] { teachers[label.suspect, default: []].insert(maker) }
    }
    self.teachers = teachers
    teachingMakers = Set(teachers.values.joined())
  }

  func isSuspect(_ subject: Subject) -> Bool { isStudent(subject) || isUnrelated(subject) }

  func isTaught(_ subject: Subject, by maker: String) -> Bool {
    teachers[subject.id]?.contains(maker) ?? false
  }

  /// The cohort's models of makers that neither made the subject nor its base weights.
  func sources(for suspect: Subject) -> [Subject] {
    let excluded = Set(suspect.rootMakers + [suspect.maker, suspect.lineage])
    return subjects.filter { $0.inCohort && !excluded.contains($0.maker) }
  }

  private func isStudent(_ subject: Subject) -> Bool { teachers[subject.id] != nil }

  private func isUnrelated(_ subject: Subject) -> Bool {
    let relation = columns[subject.id]?["relation"] ?? ""
    return isCertain(subject) && hasOnlyHumanTeachers(subject)
      && !relation.contains("[prompt variant]")
      && (subject.generation != nil || relation != "original")
      && hasUnrelatedParent(subject) && !teachingMakers.contains(subject.maker)
  }

  private func isCertain(_ subject: Subject) -> Bool {
    columns[subject.id]?["confidence"] == "high"
  }

  private func hasOnlyHumanTeachers(_ subject: Subject) -> Bool {
    (columns[subject.id]?["teachers"] ?? "").split(separator: ";")
      .allSatisfy { $0.hasPrefix("HUMAN") }
  }

  private func hasUnrelatedParent(_ subject: Subject) -> Bool {
    guard let name = subject.weightsParent, let parent = byName[name.lowercased()] else {
      return true
    }
    return isCertain(parent) && !isStudent(parent)
  }
}

extension Panel {
  /// Fills in the makers of the base weights of every subject that was tuned from another's: the
  /// maker of the first subject whose name begins with the parent's, else the cohort makers with
  /// models on the same base.
  mutating func markRootMakers() {
    let subjects = transcript.subjects
    for index in subjects.indices {
      transcript.subjects[index].rootMakers = Self.rootMakers(of: subjects[index], in: subjects)
    }
  }

  private static func rootMakers(of subject: Subject, in subjects: [Subject]) -> [String] {
    guard let parent = subject.weightsParent?.lowercased() else { return [] }
    let named = subjects.first { $0.weightsParent == nil && $0.id.lowercased().hasPrefix(parent) }
    if let named { return [named.maker] }
    let sameBase = subjects.filter {
      $0.inCohort && $0.baseFamily != nil && $0.baseFamily == subject.baseFamily
    }
    return Set(sameBase.map(\.maker)).sorted()
  }
}
