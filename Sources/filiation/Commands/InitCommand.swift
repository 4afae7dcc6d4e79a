import ArgumentParser
import Foundation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a study file to start from.",
    discussion: """
      Without options the file is a commented template. With a suspect and a source it runs as it \
      is: the controls it suggests are asked through one host that serves models of many makers. \
      A model is written provider:model, or provider:model@base-url for a server of your own. An \
      existing file is never overwritten.

      Examples:
        filiation init
        filiation init case.yml --suspect openai:gpt-4.1-mini --source anthropic:claude-haiku-4-5
        filiation init --suspect openai:mine@http://localhost:8000/v1 --source openai:gpt-4.1
      """)

  @Argument(help: "The file to write.")
  var file = "study.yml"

  @Option(help: "The model that is examined, provider:model[@base-url].")
  var suspect: String?

  @Option(help: "The model it may descend from, provider:model[@base-url].")
  var source: String?

  mutating func validate() throws {
    guard (suspect == nil) == (source == nil) else {
      throw ValidationError("Give both --suspect and --source, or neither.")
    }
    for text in [suspect, source].compactMap({ $0 }) where ModelReference(text) == nil {
      throw ValidationError(
        "'\(text)' is not a model. Write openai:MODEL, anthropic:MODEL or openai:MODEL@BASE_URL.")
    }
  }

  mutating func run() throws {
    let text = try studyText()
    try OutputFile.create(Data(text.utf8), at: file)
    let study = try StudyLoading.study(at: file)
    let plan = QuestionPlan(subjects: study.subjects, sets: try study.plannedSets())
    let sizes = SizeTable(
      questionsPerSubject: plan.questionsPerSubject, examined: 1 + study.sources.count)
    let isDraft = suspect == nil
    let next =
      isDraft
      ? "Fill in the models, then: filiation ask \(file) --dry-run"
      : "Next: filiation doctor \(file)"
    let parts = [
      "Wrote \(file).", sizes.text, isDraft ? nil : StudyAdvice(study, plan: plan).text, next,
    ]
    print(parts.compactMap { $0 }.joined(separator: "\n\n"))
  }

  private func studyText() throws -> String {
    let sets = StudyTemplate.suggestedSets(among: ProbeLibrary.installed?.names ?? [])
    guard let suspect = suspect.flatMap(ModelReference.init),
      let source = source.flatMap(ModelReference.init)
    else { return StudyTemplate.blank(probeSets: sets) }
    return StudyTemplate.study(
      suspect: suspect, source: source, probeSets: sets, requestBudget: 50_000)
  }
}
