import Endpoints
import Foundation
import Probing
import Testing
import filiation

/// A study file that is right, as lines to put mistakes into.
private let sound = """
  study: my-case
  suspect:  {id: s, endpoint: {provider: openai, model: M, base_url: "http://127.0.0.1:1/v1"}}
  sources:  [{id: t, endpoint: {provider: anthropic, model: N}, maker: y, lineage: y}]
  controls:
    - {id: c1, endpoint: {provider: command, command: [cat]}, family: f, lineage: l, relation: unrelated}
    - {id: c2, endpoint: {provider: command, command: [cat]}, lineage: m, relation: derived, from: t}
  probes:   [{set: arithmetic-v1, samples: 2}]
  budget:   {requests: 20000, money: 50 USD}
  prices:   {N: {input_per_million: 3, output_per_million: 15}}
  embedder: built-in
  metrics:  [lexical.opening4]
  seed: 7
  out: my-case.study
  """

private func study(_ text: String) throws(StudyFileError) -> Study {
  var vocabulary = Vocabulary.current
  vocabulary.probeSets = ["arithmetic-v1", "openings-v1"]
  return try Study(text: text, file: "cases/study.yml", vocabulary: vocabulary)
}

/// The mistakes of a file as `line: path: ...` lines.
private func mistakes(_ text: String) -> [Mistake] {
  do throws(StudyFileError) {
    _ = try study(text)
    return []
  } catch {
    return error.mistakes
  }
}

/// The sound file with one line replaced.
private func file(with line: String, insteadOf start: String) -> String {
  sound.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.hasPrefix(start) ? line : String($0) }.joined(separator: "\n")
}

@Suite struct StudyFileTests {
  @Test func everyValueOfASoundFileIsRead() throws {
    let study = try study(sound)
    #expect(study.name == "my-case")
    #expect(study.subjects.map(\.id) == ["s", "t", "c1", "c2"])
    #expect(study.subjects.map { $0.subject.role } == [.suspect, .source, .control, .control])
    #expect(study.controls.map(\.relation) == [.unrelated, .derived])
    #expect(study.controls.map { $0.subject.inCohort } == [true, false])
    #expect(study.controls[1].from == "t")
    #expect(study.probes.map(\.samples) == [2])
    #expect(study.budget.limit.money == 50)
    #expect(study.budget.limit.requests == 20_000)
    #expect(study.metrics == ["lexical.opening4"])
    #expect(study.identity == IdentityBlock())
    #expect(study.seed == 7)
    #expect(study.out.path.hasSuffix("cases/my-case.study"))
  }

  @Test func theRepeatedBlockIsAskedOfModelsAtBothEnds() throws {
    let recorded = file(
      with: "  - {id: c1, endpoint: {provider: panel, path: p, subject: x}, relation: unrelated}",
      insteadOf: "  - {id: c1")
    let study = try study(recorded + "\nidentity: {samples: 3, max_tokens: 9, on_drift: stop}")
    #expect(study.identity == IdentityBlock(samples: 3, maxTokens: 9, onDrift: .stop))
    let sets = try study.plannedSets()
    #expect(sets.map(\.id) == ["identity-start", "arithmetic-v1", "identity-end"])
    let plan = QuestionPlan(subjects: study.subjects, sets: sets)
    let asked = Array(plan.questions(to: study.suspect))
    #expect(asked.count == plan.questionsPerSubject + 2 * 18)
    #expect(asked.prefix(18).allSatisfy { $0.probeSet == "identity-start" })
    #expect(asked.suffix(18).allSatisfy { $0.probeSet == "identity-end" })
    #expect(Array(plan.questions(to: study.controls[0])).count == plan.questionsPerSubject)
    #expect(plan.cost(of: study.suspect, in: study).requests == asked.count)
    #expect(sets[0].sampling == Sampling(samples: 3, temperature: 1, maxTokens: 9))
  }

  @Test func noRepeatedBlockWithoutSamples() throws {
    let study = try study(sound + "\nidentity: {samples: 0}")
    #expect(try study.plannedSets().map(\.id) == ["arithmetic-v1"])
  }

  @Test(arguments: [
    ("{endpoint: {model: e, base_url: \"http://127.0.0.1:1/v1\", concurrency: 2}}", "endpoint"),
    ("{endpoint: {provider: openai, model: N}}", "endpoint"),
    ("{command: [python3, embed.py], model: mini, timeout: 60}", "command"),
  ])
  func embeddersAreRead(written: String, kind: String) throws {
    let other = try study(file(with: "embedder: \(written)", insteadOf: "embedder:"))
    #expect(other.embedder?.spec.kind == kind)
    #expect(try study(sound).embedder == nil)
  }

  @Test(arguments: [
    "word2vec", "{model: e}", "{endpoint: {base_url: \"http://h\"}}",
    "{endpoint: {model: e, temperature: 1}}", "{command: cat}",
    "{command: [cat], endpoint: {model: e}}",
    "{endpoint: {model: unpriced}}", "[built-in]",
  ])
  func embeddersThatCannotBeUsedAreMistakes(written: String) {
    let found = mistakes(file(with: "embedder: \(written)", insteadOf: "embedder:"))
    #expect(found.count == 1 && found.first?.path.hasPrefix("embedder") == true, "\(found)")
  }

  @Test func whatIsNotSaidIsItsOwn() throws {
    let study = try study(sound)
    #expect(study.suspect.subject.lineage == "s")
    #expect(study.suspect.subject.family == "s")
    #expect(study.sources[0].subject.family == "y")
    #expect(study.controls[1].subject.family == "c2")
  }

  @Test func mergedKeysCountAsWritten() throws {
    let text = """
      x-host: &host {provider: openai, base_url: "http://127.0.0.1:1/v1"}
      study: a
      suspect: {id: s, endpoint: {<<: *host, model: M}}
      sources: [{id: t, endpoint: {<<: *host, model: N}}]
      probes: [{set: arithmetic-v1}]
      """
    let study = try study(text)
    #expect(study.sources[0].endpoint.baseURL == "http://127.0.0.1:1/v1")
  }

  @Test(
    arguments: [
      ("suspectt: {}", "study", 1, "suspectt", "did you mean 'suspect'?"),
      (
        "suspect:  {id: s, endpoint: {provider: opnai, model: M}}", "suspect", 2,
        "suspect.endpoint.provider", "did you mean 'openai'?"
      ),
      (
        "suspect:  {id: s, endpoint: {provider: openai, modell: M}}", "suspect", 2,
        "suspect.endpoint.modell", "did you mean 'model'?"
      ),
      (
        "suspect:  {id: s, endpoint: {provider: openai}}", "suspect", 2, "suspect.endpoint.model",
        "the provider openai needs it"
      ),
      (
        "suspect:  {id: s, endpoint: {provider: openai, model: M, timeout: soon}}", "suspect", 2,
        "suspect.endpoint.timeout", "write a value of the kind it asks for"
      ),
      (
        "suspect:  {id: s, endpoint: {provider: command, command: [cat]}, limits: {concurrency: 0}}",
        "suspect", 2, "suspect.limits.concurrency", "write a value of the kind it asks for"
      ),
      ("sources: []", "sources", 1, "sources", "list at least one model"),
      (
        "sources:  [{id: s, endpoint: {provider: command, command: [cat]}}]", "sources", 3,
        "sources[0].id", "give every subject an id of its own"
      ),
      (
        "  - {id: c2, endpoint: {provider: command, command: [cat]}, relation: derived, from: u}",
        "  - {id: c2", 6, "controls[1].from", "did you mean 't'?"
      ),
      (
        "  - {id: c2, endpoint: {provider: command, command: [cat]}, relation: derived}",
        "  - {id: c2", 6, "controls[1].from", "name the source or control"
      ),
      (
        "  - {id: c2, endpoint: {provider: command, command: [cat]}, relation: derivd, from: t}",
        "  - {id: c2", 6, "controls[1].relation", "did you mean 'derived'?"
      ),
      (
        "  - {id: c2, endpoint: {provider: command, command: [cat]}, relation: derived, from: t, "
          + "use: [cohort]}", "  - {id: c2", 6, "controls[1].use[0]", "write use: [control]"
      ),
      (
        "  - {id: c2, endpoint: {provider: command, command: [cat]}, lineage: y, "
          + "relation: unrelated}", "  - {id: c2", 6, "controls[1].lineage", "another lineage"
      ),
      (
        "probes:   [{set: arithmetic-v1, samples: 0}]", "probes", 7, "probes[0].samples",
        "write a whole number from 1 to 10000"
      ),
      (
        "probes:   [{set: arithmetics-v1}]", "probes", 7, "probes[0].set",
        "did you mean 'arithmetic-v1'?"
      ),
      (
        "probes:   [{set: ./mine.jsonl}]", "probes", 7, "probes[0].set",
        "give a path relative to the study file"
      ),
      ("budget:   {money: 50}", "budget", 8, "budget.money", "write an amount and a currency"),
      (
        "prices:   {M: {input_per_million: 3, output_per_million: 15}}", "prices", 3,
        "sources[0].endpoint", "add 'N' to prices"
      ),
      (
        "prices:   {N: {input_per_million: 3}}", "prices", 9, "prices.N.output_per_million",
        "write the price"
      ),
      (
        "embedder: built-in\nidentity: {on_drift: stopp}", "embedder", 11, "identity.on_drift",
        "did you mean 'stop'?"
      ),
      (
        "embedder: built-in\nidentity: {samples: 1}", "embedder", 11, "identity.samples",
        "write 2 or more"
      ),
      (
        "metrics:  [lexical.openning4]", "metrics", 11, "metrics[0]",
        "did you mean 'lexical.opening4'?"
      ),
      ("embedder: builtin", "embedder", 10, "embedder", "did you mean 'built-in'?"),
      ("seed: -1", "seed", 12, "seed", "write a whole number, 0 or more"),
    ])
  func everyMistakeNamesItsLinePathAndRemedy(
    line: String, start: String, number: Int, path: String, remedy: String
  ) throws {
    let found = mistakes(file(with: line, insteadOf: start))
    let mistake = try #require(found.first { $0.path == path }, "found \(found)")
    #expect(mistake.position.line == number)
    #expect(mistake.remedy.contains(remedy), "\(mistake)")
  }

  @Test func allMistakesAreReportedAtOnceInTheOrderOfLines() {
    var text = file(with: "seed: x", insteadOf: "seed")
    text = text.replacing("relation: unrelated", with: "relation: unrelatd")
    text = text.replacing("provider: anthropic", with: "provider: antropic")
    let lines = mistakes(text).map(\.position.line)
    #expect(lines.count == 3)
    #expect(lines == lines.sorted())
  }

  @Test(arguments: [
    ("study: [", 1), ("study: a\nstudy: b\n", 2), ("\tstudy: a", 1), ("a: b: c", 1), ("", 1),
    ("- 1\n- 2\n", 1),
  ])
  func textThatIsNoStudyFileIsOneMistake(text: String, line: Int) {
    let found = mistakes(text)
    #expect(found.count == 1)
    #expect(found.first.map { abs($0.position.line - line) <= 1 } == true, "\(found)")
  }
}

@Suite struct NearestNameTests {
  /// The definition, without a table.
  private func distanceByRecursion(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
    guard let x = a.last, let y = b.last else { return max(a.count, b.count) }
    var best = min(
      distanceByRecursion(a.dropLast(), b.dropLast()) + (x == y ? 0 : 1),
      distanceByRecursion(a.dropLast(), b) + 1, distanceByRecursion(a, b.dropLast()) + 1)
    if a.count > 1, b.count > 1, x == b.dropLast().last, y == a.dropLast().last {
      best = min(best, distanceByRecursion(a.dropLast(2), b.dropLast(2)) + 1)
    }
    return best
  }

  @Test(arguments: [
    ("", ""), ("a", ""), ("model", "modle"), ("seed", "speed"), ("from", "form"), ("abc", "cab"),
    ("use", "uses"),
  ])
  func distanceAgainstTheRecursiveDefinition(a: String, b: String) {
    #expect(editDistance(a, b) == distanceByRecursion(Array(a.utf8)[...], Array(b.utf8)[...]))
    #expect(editDistance(a, b) == editDistance(b, a))
  }

  @Test func whatIsFarFromEveryNameIsNoSlip() {
    #expect(nearestName(to: "temperature", among: ["id", "use"]) == nil)
    #expect(suggestion(for: "temperature", among: ["id", "use"]) == "use one of: id, use")
  }
}
