public import Probing

/// The rows of `subjects.csv`: who each subject is, and every further column as text.
public struct SubjectsTable: Sendable {
  public var subjects: [Subject]
  /// Columns that `Subject` does not hold, by subject and column name; empty fields are left out.
  public var columns: [String: [String: String]]

  public init(subjects: [Subject], columns: [String: [String: String]] = [:]) {
    self.subjects = subjects
    self.columns = columns
  }

  private static let known = [
    "subject", "maker", "family", "lineage", "generation", "base_family", "weights_parent",
  ]

  /// Reads the table. The columns subject, maker, family and lineage are required; an empty maker,
  /// family or lineage stands for one that the subject shares with no other.
  ///
  /// `inCohort` follows from the columns `relation` and `confidence`, see `Cohort`.
  public static func read(_ path: String) throws(PanelError) -> SubjectsTable {
    let table = try CSVTable.read(path, requiring: Array(known.prefix(4)))
    let further = table.header.filter { !known.contains($0) }
    var result = SubjectsTable(subjects: [])
    for row in table.rows {
      guard let id = table["subject", row] else {
        throw PanelError(
          .malformed, file: path, line: row.line, reason: "the subject has no name",
          remedy: "Fill the column \"subject\".")
      }
      guard result.columns[id] == nil else {
        throw PanelError(
          .malformed, file: path, line: row.line, reason: "the subject \"\(id)\" is repeated",
          remedy: "Describe every subject in one row.")
      }
      result.subjects.append(subject(id, row, table))
      result.columns[id] = further.reduce(into: [:]) { $0[$1] = table[$1, row] }
    }
    result.markCohort()
    return result
  }

  private static func subject(_ id: String, _ row: CSVTable.Row, _ table: CSVTable) -> Subject {
    Subject(
      id: id, maker: table["maker", row] ?? id, family: table["family", row] ?? id,
      lineage: table["lineage", row] ?? id, generation: table["generation", row],
      baseFamily: table["base_family", row], weightsParent: table["weights_parent", row])
  }

  /// The file, with the further columns in alphabetical order.
  func encoded() -> String {
    let further = Set(columns.values.flatMap(\.keys)).sorted()
    var text = CSVTable.line(Self.known + further)
    for subject in subjects {
      text += CSVTable.line(
        [
          subject.id, subject.maker, subject.family, subject.lineage, subject.generation ?? "",
          subject.baseFamily ?? "", subject.weightsParent ?? "",
        ] + further.map { columns[subject.id]?[$0] ?? "" })
    }
    return text
  }
}

/// Which subjects of a panel serve as the cohort of the normalisation.
///
/// A member is a documented original: `relation` is "original" or "teacher-original" and
/// `confidence` is "high", so students, prompt variants, models with an unstated teacher and
/// uncertain labels are out. Families with three or more such models are used; where fewer than
/// four families reach that, every family with such a model is.
enum Cohort {
  static let relations: Set = ["original", "teacher-original"]
  static let modelsPerFamily = 3
  static let fewestFamilies = 4

  static func members(of table: SubjectsTable) -> Set<String> {
    let originals = table.subjects.filter { subject in
      let columns = table.columns[subject.id] ?? [:]
      return relations.contains(columns["relation"] ?? "") && columns["confidence"] == "high"
    }
    let families = Dictionary(grouping: originals, by: \.family)
    let large = families.filter { $0.value.count >= modelsPerFamily }
    let chosen = large.count >= fewestFamilies ? large : families
    return Set(chosen.values.joined().map(\.id))
  }
}

extension SubjectsTable {
  package mutating func markCohort() {
    let members = Cohort.members(of: self)
    for index in subjects.indices {
      subjects[index].inCohort = members.contains(subjects[index].id)
    }
  }
}
