/// A piece of a report, independent of the format it is rendered to.
package enum Block: Sendable {
  case heading(Prose, level: Int)
  case paragraph(Prose)
  case list([Prose], isNumbered: Bool)
  case definitions([Definition])
  case table(Table)
  case figure(Figure)
  case callout(Callout)
  case quotations([Quotation])
  case blanks([Blank])
}

/// A term with what it means, or a label with its value.
package struct Definition: Sendable {
  package var term: Prose
  package var meaning: Prose

  package init(_ term: Prose, _ meaning: Prose) {
    self.term = term
    self.meaning = meaning
  }
}

/// A table whose first column names its rows.
package struct Table: Sendable {
  package struct Column: Sendable {
    package var title: String
    package var isNumeric: Bool

    static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }

    static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
  }

  package var caption: Prose
  package var columns: [Column]
  package var rows: [[Prose]]
  package var note: Prose?

  init(_ caption: Prose, columns: [Column], rows: [[Prose]], note: Prose? = nil) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row for every column")
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.note = note
  }
}

/// A drawing with its words: title and description are read aloud, the caption is printed.
package struct Figure: Sendable {
  package var title: Prose
  package var description: Prose
  package var drawing: Drawing
  package var caption: Prose

  package init(title: Prose, description: Prose, drawing: Drawing, caption: Prose) {
    self.title = title
    self.description = description
    self.drawing = drawing
    self.caption = caption
  }
}

/// A framed passage.
package struct Callout: Sendable {
  package enum Kind: String, Sendable { case question, answer, caution, note }

  package var kind: Kind
  package var title: Prose
  package var body: [Block]
}

/// Recorded text shown as it was given, cut where it is long.
package struct Quotation: Sendable {
  /// Characters shown; the whole stands in the findings.
  static let longest = 700

  package var label: Prose
  package var text: String
  package var isCut: Bool
  package var characters: Int

  init(_ label: Prose, _ whole: String) {
    self.label = label
    characters = whole.count
    isCut = characters > Self.longest
    text = isCut ? String(whole.prefix(Self.longest)) + "…" : whole
  }
}
