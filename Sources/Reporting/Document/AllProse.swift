extension Document {
  /// Every sentence of the report, drawings included.
  package var allProse: [Prose] {
    [title] + cover.flatMap(\.allProse)
      + chapters.flatMap { [Prose(stringLiteral: $0.title)] + $0.blocks.flatMap(\.allProse) }
  }
}

extension Block {
  /// Every sentence in the block.
  package var allProse: [Prose] {
    switch self {
    case .heading(let text, _), .paragraph(let text): [text]
    case .list(let items, _): items
    case .definitions(let definitions): definitions.flatMap { [$0.term, $0.meaning] }
    case .table(let table):
      [table.caption, table.note ?? ""] + table.columns.map { Prose(stringLiteral: $0.title) }
        + table.rows.joined()
    case .figure(let figure):
      [figure.title, figure.description, figure.caption] + figure.drawing.words
    case .callout(let callout): [callout.title] + callout.body.flatMap(\.allProse)
    case .quotations(let quotations): quotations.map(\.label)
    case .blanks(let blanks): [Prose(stringLiteral: Blank.mark)] + blanks.map(\.label)
    }
  }
}
