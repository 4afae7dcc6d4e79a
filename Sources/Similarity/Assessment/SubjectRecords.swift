import Probing

/// What was recorded of each subject.
enum SubjectRecords {
  static func records(_ assessment: Assessment) -> [SubjectRecord] {
    let table = assessment.table
    let items = ErrorItems(table)
    return table.subjects.indices.map { index in
      let subject = table.subjects[index]
      let rows = table.transcript.responses[index]
      let responses = rows.joined()
      let characters = responses.reduce(0) { $0 + $1.text.scalarCount }
      return SubjectRecord(
        id: subject.id, role: subject.role?.rawValue ?? "recorded", maker: subject.maker,
        family: subject.family, lineage: subject.lineage, inCohort: subject.inCohort,
        responses: responses.count, missing: rows.count(where: \.isEmpty),
        refused: responses.count { $0.answer == .refused },
        truncated: responses.count(where: \.isTruncated),
        meanCharacters: responses.isEmpty ? 0 : Double(characters) / Double(responses.count),
        accuracy: accuracy(index, items, table),
        modelsReturned: assessment.request.modelsReturned[subject.id] ?? [],
        tokens: assessment.request.tokens[subject.id],
        asked: assessment.request.asked[subject.id])
    }
  }

  /// Share of correct answers among answered items with a key.
  private static func accuracy(
    _ subject: Int, _ items: ErrorItems, _ table: AnswerTable
  ) -> Double? {
    let keyed = items.items.filter { table.codes.items[$0.position].key != nil }
    let answered = keyed.compactMap { item in items.code(subject, item).map { $0 == item.right } }
    guard !answered.isEmpty else { return nil }
    return Double(answered.count { $0 }) / Double(answered.count)
  }
}

extension String {
  /// The number of Unicode scalars: of bytes that begin one.
  fileprivate var scalarCount: Int {
    var text = self
    return text.withUTF8 { $0.count { $0 & 0xC0 != 0x80 } }
  }
}
