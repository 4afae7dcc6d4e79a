/// Renders a document as Markdown (CommonMark with pipe tables). Drawings are described in words.
struct Markdown {
  private(set) var text = ""
  private var figures = 0
  private var tables = 0

  init(_ document: Document) {
    paragraph("# " + Self.inline(document.title))
    blocks(document.cover)
    for chapter in document.chapters {
      paragraph("## " + Escaping.markdown(chapter.heading))
      blocks(chapter.blocks)
    }
    text = String(text.dropLast())
  }

  private mutating func paragraph(_ line: String) { text += line + "\n\n" }

  private mutating func blocks(_ blocks: [Block]) {
    for item in blocks { block(item) }
  }

  private mutating func block(_ block: Block) {
    switch block {
    case .heading(let prose, let level):
      paragraph(String(repeating: "#", count: level) + " " + Self.inline(prose))
    case .paragraph(let prose): paragraph(Self.inline(prose))
    case .list(let items, let isNumbered): list(items, isNumbered: isNumbered)
    case .definitions(let definitions):
      list(definitions.map { "\(strong: $0.term): \($0.meaning)" }, isNumbered: false)
    case .table(let table): self.table(table)
    case .figure(let figure): self.figure(figure)
    case .callout(let callout): self.callout(callout)
    case .quotations(let quotations): for item in quotations { quotation(item) }
    case .blanks(let blanks):
      list(blanks.map { "\(strong: $0.label): …… (\(Blank.mark))" }, isNumbered: false)
    }
  }

  private mutating func list(_ items: [Prose], isNumbered: Bool) {
    paragraph(
      items.enumerated().map { index, item in
        (isNumbered ? "\(index + 1). " : "- ") + Self.inline(item)
      }.joined(separator: "\n"))
  }

  private mutating func callout(_ callout: Callout) {
    paragraph("**" + Self.inline(callout.title) + "**")
    blocks(callout.body)
  }

  private mutating func figure(_ figure: Figure) {
    figures += 1
    paragraph(
      "**Figure \(figures)** (drawn in the HTML report). \(Self.inline(figure.caption)) "
        + Self.inline(figure.description))
  }

  private mutating func table(_ table: Table) {
    tables += 1
    paragraph("**Table \(tables).** \(Self.inline(table.caption))")
    let rule = table.columns.map { $0.isNumeric ? "---:" : "---" }
    let rows =
      [table.columns.map { Escaping.markdown($0.title) }, rule]
      + table.rows.map { $0.map { $0.isEmpty ? "–" : Self.inline($0) } }
    paragraph(rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))
    if let note = table.note { paragraph(Self.inline(note)) }
  }

  /// A fenced block, its fence longer than any run of backticks within.
  private mutating func quotation(_ quotation: Quotation) {
    let cut =
      quotation.isCut ? " (cut; \(Rounding.count(quotation.characters)) characters in all)" : ""
    let fence = String(repeating: "`", count: max(3, Self.longestRun(quotation.text) + 1))
    paragraph("\(Self.inline(quotation.label))\(cut):")
    paragraph("\(fence)text\n\(Escaping.printable(quotation.text))\n\(fence)")
  }

  private static func longestRun(_ text: String) -> Int {
    text.split { $0 != "`" }.map(\.count).max() ?? 0
  }

  static func inline(_ prose: Prose) -> String { prose.spans.map(inline).joined() }

  private static func inline(_ span: Inline) -> String {
    switch span {
    case .text(let text), .fixed(let text), .name(let text): Escaping.markdown(text)
    case .strong(let inner): "**\(inner.map(inline).joined())**"
    case .code(let code): Escaping.markdown(code)
    case .quoted(let text): "“\(Escaping.markdown(text))”"
    case .number(let quantity): Escaping.markdown(quantity.text)
    }
  }
}
