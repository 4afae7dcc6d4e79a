import Probing

/// The items on which subjects can err, and who erred with which answer.
///
/// An answer is wrong when it differs from the key or, on an item without a key, from the modal
/// answer of the cohort families (one vote a family). Items without either are left out.
struct ErrorItems: Sendable {
  struct Item: Sendable {
    let probe: Int
    /// Position in `AnswerCodes.items`.
    let position: Int
    let right: Int32
    let options: Int?
    /// Number of different answers given by anyone, the right one included.
    let answerCount: Int
  }

  let items: [Item]
  let codes: [[Int32]]

  init(_ table: AnswerTable) {
    let votes = FamilyVotes(table)
    items = table.codes.items.enumerated().compactMap { position, item in
      guard let right = item.key ?? votes.modal(position) else { return nil }
      return Item(
        probe: item.probe, position: position, right: right, options: item.options,
        answerCount: item.answers.count)
    }
    codes = table.codes.codes
  }

  private init(items: [Item], codes: [[Int32]]) {
    self.items = items
    self.codes = codes
  }

  func keeping(_ isKept: (Item) -> Bool) -> ErrorItems {
    ErrorItems(items: items.filter(isKept), codes: codes)
  }

  /// The code a subject gave, or `nil` when it did not answer.
  func code(_ subject: Int, _ item: Item) -> Int32? {
    let code = codes[subject][item.position]
    return code == AnswerCodes.absent ? nil : code
  }

  /// The wrong code a subject gave, or `nil` when it was right or did not answer.
  func wrong(_ subject: Int, _ item: Item) -> Int32? {
    let code = codes[subject][item.position]
    return code == AnswerCodes.absent || code == item.right ? nil : code
  }
}

/// Each cohort family's modal answer on each item.
private struct FamilyVotes {
  private let table: AnswerTable

  init(_ table: AnswerTable) { self.table = table }

  /// The answer most families vote for; `nil` on a tie or without votes.
  func modal(_ position: Int) -> Int32? {
    let byFamily = Dictionary(
      grouping: table.subjects.indices.filter { table.subjects[$0].inCohort },
      by: { table.family[$0] })
    let votes = byFamily.values.compactMap { members in
      Self.mode(members.map { table.codes.codes[$0][position] })
    }
    return Self.mode(votes)
  }

  private static func mode(_ codes: [Int32]) -> Int32? {
    var counts: [Int32: Int] = [:]
    for code in codes where code != AnswerCodes.absent { counts[code, default: 0] += 1 }
    guard let most = counts.values.max() else { return nil }
    let leaders = counts.filter { $0.value == most }
    return leaders.count == 1 ? leaders.first?.key : nil
  }
}
