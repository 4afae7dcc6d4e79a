/// The parts of a generated study file that depend on its suspect and source.
struct StudyDraft {
  let suspect: ModelReference
  let source: ModelReference

  /// Controls of the source's or the suspect's maker are left out: they are not unrelated.
  var unrelated: [SuggestedControl] {
    SuggestedControl.unrelated.filter { ![suspect.maker, source.maker].contains($0.maker) }
  }

  var students: [SuggestedControl] {
    SuggestedControl.hostedStudents.filter { teacher(of: $0) != nil }
  }

  var localStudents: [SuggestedControl] {
    SuggestedControl.localStudents.filter { teacher(of: $0) != nil }
  }

  /// The environment variables that hold keys.
  var keys: [String] {
    let direct = [suspect, source].filter { $0.baseURL == nil }.map {
      $0.provider == "anthropic" ? "ANTHROPIC_API_KEY" : "OPENAI_API_KEY"
    }
    return Set(direct + ["OPENROUTER_API_KEY"]).sorted()
  }

  func endpoint(_ model: ModelReference) -> String {
    let base = model.baseURL.map { ", base_url: \(quoted($0))" } ?? ""
    return "{provider: \(model.provider), model: \(quoted(model.model))\(base)}"
  }

  func origin(_ model: ModelReference, id: String, indent: String = "  ") -> String {
    guard let maker = model.maker else {
      return "\(indent)# maker: who made it, if known; without it, it is a family of its own\n"
        + "\(indent)lineage: \(id)\n"
    }
    return "\(indent)maker: \(maker)\n\(indent)lineage: \(lineage(of: maker))\n"
  }

  var unrelatedLines: String {
    unrelated.map { "  - {\(common($0)), relation: unrelated}" }.joined(separator: "\n")
  }

  var studentLines: String {
    students.map { control in
      "  # \(control.evidence ?? "")\n"
        + "  - {\(common(control)), relation: derived, from: \(teacher(of: control) ?? "")}\n"
    }.joined()
  }

  var localStudentLines: String {
    localStudents.map { control in
      let base = control.base.map { ", base: \($0)" } ?? ""
      return "  # \(control.evidence ?? "")\n"
        + "  # - {id: \(control.lineage), maker: \(control.maker), lineage: \(control.lineage)\(base),\n"
        + "  #    endpoint: {provider: openai, model: \(quoted(control.model)), "
        + "base_url: http://localhost:11434/v1},\n"
        + "  #    relation: derived, from: \(teacher(of: control) ?? "")}\n"
    }.joined()
  }

  private func common(_ control: SuggestedControl) -> String {
    let base = control.base.map { ", base: \($0)" } ?? ""
    return "id: \(control.id), endpoint: {<<: *host, model: \(control.model)},\n"
      + "     maker: \(control.maker), lineage: \(control.lineage)\(base)"
  }

  /// The subject of this study that the student learned from, or `nil` when it has none.
  private func teacher(of student: SuggestedControl) -> String? {
    if student.teacher == source.maker { return "source" }
    return unrelated.first { $0.maker == student.teacher }?.id
  }

  private func lineage(of maker: String) -> String {
    SuggestedControl.unrelated.first { $0.maker == maker }?.lineage ?? maker
  }

  private func quoted(_ text: String) -> String {
    text.contains(":") || text.contains("#") ? "\"\(text)\"" : text
  }
}
