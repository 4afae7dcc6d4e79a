public import Similarity

/// A validation as a document for readers. Nothing is computed here: every number printed stands in
/// `validation.json`, at the JSON Pointer its `data-finding` attribute names.
public enum ValidationReport {
  /// One self-contained HTML file.
  public static func html(_ validation: Validation) -> String {
    HTML(document(of: validation)).text
  }

  /// Markdown with pipe tables.
  public static func markdown(_ validation: Validation) -> String {
    Markdown(document(of: validation)).text
  }

  package static func document(of validation: Validation) -> Document {
    let composed = sections.map { ($0, $0.compose(validation)) }.filter { !$0.1.isEmpty }
    return Document(
      title: "Validity of the instrument", cover: cover(validation),
      chapters: composed.enumerated().map { index, part in
        Document.Chapter(
          id: part.0.id, number: "\(index + 1)", title: part.0.title, isAppendix: false,
          blocks: part.1)
      })
  }

  /// In the order of print. A new section is one file and one line here.
  private static let sections: [ValidationSection] = [
    .summary, .errors, .power, .direction, .separation, .curves, .relations, .traps, .learning,
    .groups, .named,
    .conditions, .matrix,
  ]

  private static func cover(_ validation: Validation) -> [Block] {
    let (data, path) = (validation.data, FindingPath.root / "data")
    var facts = [
      Definition("Data", .name(data.name)),
      Definition(
        "Material",
        """
        \(Prose.counted(data.subjects, "subject", at: path / "subjects")), \
        \(Prose.counted(data.probes, "probe", at: path / "probes"))
        """),
      Definition("Program", .name(validation.tool.version)),
    ]
    if let populations = data.populations {
      facts.append(
        Definition("Populations", .number(.count(populations, at: path / "populations"))))
    }
    return [.definitions(facts)] + validation.notes.map { .paragraph(.name($0)) }
  }
}

/// A section of a validity report. One that composes nothing is left out.
struct ValidationSection: Sendable {
  var id: String
  var title: String
  var compose: @Sendable (Validation) -> [Block]
}
