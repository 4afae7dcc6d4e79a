/// Renders a document as one HTML file that needs nothing else: no script, no font, no picture.
/// It is well-formed XML too, so that it can be checked.
struct HTML {
  private(set) var text = ""
  private var figures = 0
  private var tables = 0

  init(_ document: Document) {
    text += """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(Escaping.xml(document.title.plainText))</title>
      <style>
      \(Stylesheet.text)
      </style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the report</a>

      """
    cover(document)
    text += "<main id=\"content\">\n"
    for (index, chapter) in document.chapters.enumerated() {
      section(chapter)
      if index == 0 { contents(document) }
    }
    text += "</main>\n</body>\n</html>\n"
  }

  private mutating func cover(_ document: Document) {
    text += """
      <header class="cover">
      <p class="kicker">Filiation report</p>
      <h1>\(Self.inline(document.title))</h1>

      """
    blocks(document.cover)
    text += "</header>\n"
  }

  private mutating func contents(_ document: Document) {
    text += "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ul>\n"
    for chapter in document.chapters {
      text += "<li><a href=\"#\(chapter.id)\">\(Escaping.xml(chapter.heading))</a></li>\n"
    }
    text += "</ul>\n</nav>\n"
  }

  private mutating func section(_ chapter: Document.Chapter) {
    text += """
      <section id="\(chapter.id)" aria-labelledby="\(chapter.id)-title">
      <h2 id="\(chapter.id)-title">\(Escaping.xml(chapter.heading))</h2>

      """
    blocks(chapter.blocks)
    text += "</section>\n"
  }

  private mutating func blocks(_ blocks: [Block]) {
    for item in blocks { block(item) }
  }

  private mutating func block(_ block: Block) {
    switch block {
    case .heading(let prose, let level): text += "<h\(level)>\(Self.inline(prose))</h\(level)>\n"
    case .paragraph(let prose): text += "<p>\(Self.inline(prose))</p>\n"
    case .list(let items, let isNumbered): list(items, tag: isNumbered ? "ol" : "ul")
    case .definitions(let definitions): self.definitions(definitions)
    case .table(let table): self.table(table)
    case .figure(let figure): self.figure(figure)
    case .callout(let callout): self.callout(callout)
    case .quotations(let quotations): self.quotations(quotations)
    case .blanks(let blanks): self.blanks(blanks)
    }
  }

  private mutating func list(_ items: [Prose], tag: String) {
    let lines = items.map { "<li>\(Self.inline($0))</li>\n" }.joined()
    text += "<\(tag)>\n\(lines)</\(tag)>\n"
  }

  private mutating func definitions(_ definitions: [Definition]) {
    let lines = definitions.map {
      "<div><dt>\(Self.inline($0.term))</dt><dd>\(Self.inline($0.meaning))</dd></div>\n"
    }
    text += "<dl>\n\(lines.joined())</dl>\n"
  }

  private mutating func blanks(_ blanks: [Blank]) {
    let lines = blanks.map {
      "<div><dt>\(Self.inline($0.label))</dt><dd><span class=\"blank\">\(Blank.mark)</span></dd></div>\n"
    }
    text += "<dl class=\"blanks\">\n\(lines.joined())</dl>\n"
  }

  private mutating func callout(_ callout: Callout) {
    text += """
      <div class="callout callout-\(callout.kind.rawValue)" role="group">
      <p class="callout-title">\(Self.inline(callout.title))</p>

      """
    blocks(callout.body)
    text += "</div>\n"
  }

  private mutating func quotations(_ quotations: [Quotation]) {
    text += "<div class=\"quotations\">\n"
    for quotation in quotations {
      let cut =
        quotation.isCut
        ? "<p class=\"cut\">cut here; \(Rounding.count(quotation.characters)) characters in all</p>"
        : ""
      text += """
        <figure class="quotation">
        <figcaption>\(Self.inline(quotation.label))</figcaption>
        <blockquote dir="auto">\(Escaping.xml(quotation.text))</blockquote>\(cut)
        </figure>

        """
    }
    text += "</div>\n"
  }

  private mutating func figure(_ figure: Figure) {
    figures += 1
    let id = "figure-\(figures)"
    text += """
      <figure class="plot" id="\(id)">
      <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)-t">
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="\(id)-t \(id)-d" \
      viewBox="0 0 \(Int(figure.drawing.width)) \(Int(figure.drawing.height.rounded(.up)))" \
      font-family="system-ui, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif">
      <title id="\(id)-t">\(Escaping.xml(figure.title.plainText))</title>
      <desc id="\(id)-d">\(Escaping.xml(figure.description.plainText))</desc>
      \(figure.drawing.elements)</svg>
      </div>
      <figcaption><b>Figure \(figures).</b> \(Self.inline(figure.caption))</figcaption>
      </figure>

      """
  }

  private mutating func table(_ table: Table) {
    tables += 1
    let id = "table-\(tables)"
    let note = table.note.map { "<p class=\"note\">\(Self.inline($0))</p>\n" } ?? ""
    let size = table.rows.count <= 7 ? " short" : ""
    text += """
      <div class="table\(size)" id="\(id)">
      <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)-caption">
      <table>
      <caption id="\(id)-caption"><b>Table \(tables).</b> \(Self.inline(table.caption))</caption>
      <thead><tr>\(table.columns.map(Self.header).joined())</tr></thead>
      <tbody>
      \(table.rows.map { Self.row($0, columns: table.columns) }.joined())</tbody>
      </table>
      </div>
      \(note)</div>

      """
  }

  private static func header(_ column: Table.Column) -> String {
    let kind = column.isNumeric ? " class=\"number\"" : ""
    return "<th scope=\"col\"\(kind)>\(Escaping.xml(Escaping.unbroken(column.title)))</th>"
  }

  private static func row(_ cells: [Prose], columns: [Table.Column]) -> String {
    let rendered = zip(cells, columns).enumerated().map { index, cell in
      let kind = cell.1.isNumeric ? " class=\"number\"" : ""
      let content = cell.0.isEmpty ? "<span class=\"none\">–</span>" : inline(cell.0)
      return index == 0
        ? "<th scope=\"row\"\(kind)>\(content)</th>" : "<td\(kind)>\(content)</td>"
    }
    return "<tr>\(rendered.joined())</tr>\n"
  }

  static func inline(_ prose: Prose) -> String { prose.spans.map(inline).joined() }

  private static func inline(_ span: Inline) -> String {
    switch span {
    case .text(let text), .fixed(let text): Escaping.xml(Escaping.unbroken(text))
    case .strong(let inner): "<strong>\(inner.map(inline).joined())</strong>"
    case .name(let name): "<bdi>\(Escaping.xml(name))</bdi>"
    case .code(let code): "<code>\(Escaping.xml(code))</code>"
    case .quoted(let text): "<q dir=\"auto\">\(Escaping.xml(text))</q>"
    case .number(let quantity):
      "<span class=\"n\" data-finding=\"\(Escaping.xml(quantity.path.pointer))\">"
        + "\(Escaping.xml(quantity.text))</span>"
    }
  }
}
