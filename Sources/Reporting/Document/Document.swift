package import Similarity

/// A section of a report: what it is called and how it follows from the findings. A section that
/// composes nothing is left out.
package struct Section: Sendable {
  package var id: String
  package var title: String
  package var isAppendix = false
  package var compose: @Sendable (Findings) -> [Block]
}

/// A composed report, before it is rendered.
package struct Document: Sendable {
  package struct Chapter: Sendable {
    package var id: String
    /// `1`, `2` ... or `A`, `B` ... for an appendix.
    package var number: String
    package var title: String
    package var isAppendix: Bool
    package var blocks: [Block]

    package var heading: String {
      isAppendix ? "Appendix \(number). \(title)" : "\(number). \(title)"
    }
  }

  package var title: Prose
  package var cover: [Block]
  package var chapters: [Chapter]

  package init(title: Prose, cover: [Block], chapters: [Chapter]) {
    self.title = title
    self.cover = cover
    self.chapters = chapters
  }
}

extension Document {
  package init(of findings: Findings) {
    let sections = findings.headlines.isEmpty ? BuiltInSections.panel : BuiltInSections.study
    title = Cover.title(findings)
    cover = Cover.blocks(findings)
    chapters = Self.chapters(sections, findings)
  }

  private static func chapters(_ sections: [Section], _ findings: Findings) -> [Chapter] {
    let composed = sections.map { ($0, $0.compose(findings)) }.filter { !$0.1.isEmpty }
    let body = composed.filter { !$0.0.isAppendix }.enumerated().map { index, part in
      Chapter(part, number: "\(index + 1)")
    }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let appendices = composed.filter { $0.0.isAppendix }.enumerated().map { index, part in
      Chapter(part, number: String(letters[index]))
    }
    return body + appendices
  }
}

extension Document.Chapter {
  fileprivate init(_ part: (Section, [Block]), number: String) {
    self.init(
      id: part.0.id, number: number, title: part.0.title, isAppendix: part.0.isAppendix,
      blocks: part.1)
  }
}
