import Foundation

/// A point in drawing units, about one per CSS pixel at full width.
package struct Point {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// What a stroke or a filling stands for; the stylesheet gives it its colour on dark ground.
package enum Ink: String {
  case text, muted, grid, band, suspect, derived, unrelated

  /// On white, and where no stylesheet reaches.
  var colour: String {
    switch self {
    case .text: "#1d2733"
    case .muted: "#5a6673"
    case .grid: "#d5dae0"
    case .band: "#eef1f4"
    case .suspect: "#b4480f"
    case .derived: "#1f5a93"
    case .unrelated: "#59636e"
    }
  }
}

/// The shape that says what a mark is, so that colour is never needed.
package enum Shape: Sendable { case suspect, derived, unrelated }

/// Vector drawing as SVG elements, without the enclosing `svg`.
package struct Drawing: Sendable {
  package private(set) var width: Double
  package var height: Double
  package private(set) var elements = ""
  /// Everything written in the drawing.
  package private(set) var words: [Prose] = []

  package init(width: Double = 720, height: Double) {
    self.width = width
    self.height = height
  }

  package enum Anchor: String { case start, middle, end }

  /// Bold words are kept legible where they cross a line.
  package mutating func text(
    _ prose: Prose, at point: Point, anchor: Anchor = .start, ink: Ink = .text, size: Double = 13,
    isBold: Bool = false
  ) {
    words.append(prose)
    let weight = isBold ? " font-weight=\"600\"" : ""
    let place = """
      x="\(n(point.x))" y="\(n(point.y))" font-size="\(n(size))" \
      text-anchor="\(anchor.rawValue)"\(weight)
      """
    let content = Escaping.xml(Escaping.unbroken(prose.plainText))
    if isBold {
      elements += """
        <text class="halo" \(place) fill="none" stroke="#ffffff" stroke-width="3.5" \
        stroke-linejoin="round">\(content)</text>\n
        """
    }
    elements += """
      <text class="f-\(ink.rawValue)" \(place) fill="\(ink.colour)">\(content)</text>\n
      """
  }

  mutating func line(
    from start: Point, to end: Point, ink: Ink, width: Double = 1, dash: String? = nil
  ) {
    elements += """
      <line class="s-\(ink.rawValue)" x1="\(n(start.x))" y1="\(n(start.y))" x2="\(n(end.x))" \
      y2="\(n(end.y))"\(stroke(ink, width, dash))/>\n
      """
  }

  mutating func path(_ points: [Point], ink: Ink, width: Double, dash: String? = nil) {
    let list = points.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
    elements += """
      <polyline class="s-\(ink.rawValue)" points="\(list)" fill="none"\
      \(stroke(ink, width, dash))/>\n
      """
  }

  mutating func band(x: Double, y: Double, width: Double, height: Double, ink: Ink = .band) {
    elements += """
      <rect class="f-\(ink.rawValue)" x="\(n(x))" y="\(n(y))" width="\(n(max(0, width)))" \
      height="\(n(height))" fill="\(ink.colour)"/>\n
      """
  }

  /// A rectangle the darker the larger `share` (0...1) is, with the place of its value.
  mutating func cell(
    x: Double, y: Double, width: Double, height: Double, share: Double,
    finding path: FindingPath? = nil
  ) {
    let finding = path.map { " data-finding=\"\(Escaping.xml($0.pointer))\"" } ?? ""
    elements += """
      <rect class="f-derived" x="\(n(x))" y="\(n(y))" width="\(n(width))" height="\(n(height))" \
      fill="\(Ink.derived.colour)" fill-opacity="\(String(format: "%.2f", 0.04 + 0.96 * share))"\
      \(finding)/>\n
      """
  }

  /// A circle (unrelated), square (derived) or diamond (suspect) of half-width `radius`.
  mutating func mark(_ mark: Mark, at point: Point, radius: Double) {
    let title = "<title>\(Escaping.xml("\(mark.name): \(mark.quantity.text)"))</title>"
    let finding = "data-finding=\"\(Escaping.xml(mark.quantity.path.pointer))\""
    let (x, y, r) = (point.x, point.y, radius)
    switch mark.shape {
    case .unrelated:
      elements += """
        <circle class="s-unrelated open" cx="\(n(x))" cy="\(n(y))" r="\(n(r))" fill="#ffffff" \
        fill-opacity="0.6" \(finding)\(stroke(.unrelated, 1.3, nil))>\(title)</circle>\n
        """
    case .derived:
      elements += """
        <rect class="f-derived" x="\(n(x - r))" y="\(n(y - r))" width="\(n(2 * r))" \
        height="\(n(2 * r))" fill="\(Ink.derived.colour)" \(finding)>\(title)</rect>\n
        """
    case .suspect:
      let corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
      elements += """
        <polygon class="f-suspect" points="\(corners.map { "\(n($0)),\(n($1))" }
          .joined(separator: " "))" fill="\(Ink.suspect.colour)" \(finding)>\(title)</polygon>\n
        """
    }
  }

  private func stroke(_ ink: Ink, _ width: Double, _ dash: String?) -> String {
    let dashes = dash.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    return " stroke=\"\(ink.colour)\" stroke-width=\"\(n(width))\"\(dashes)"
  }

  /// A coordinate with at most one decimal.
  private func n(_ value: Double) -> String {
    let text = String(format: "%.1f", value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// One value to be drawn.
package struct Mark: Sendable {
  package var value: Double
  package var shape: Shape
  package var name: String
  package var quantity: Quantity
}
