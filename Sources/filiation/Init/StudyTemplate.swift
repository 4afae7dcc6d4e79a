/// The study files that `init` writes.
package enum StudyTemplate {
  /// A commented file to fill in.
  package static func blank(probeSets: [String]) -> String {
    """
    # A study for filiation: was the suspect trained on outputs of a source?
    # Every key is described in the documentation, "The study file".
    # 'filiation ask THIS --dry-run' shows what it asks, costs and can conclude.

    study: my-case

    # The model that is examined.
    suspect:
      id: suspect
      # Kinds of endpoint: openai (any server that speaks OpenAI's chat completions), anthropic,
      # command (a program of yours that speaks JSON lines), panel (recorded answers).
      endpoint: {provider: openai, model: SUSPECT-MODEL, base_url: http://localhost:8000/v1}
      # maker: who made it.  lineage: models joined by a weights parent or as successors.
      maker: someone
      lineage: suspect

    # The models it may descend from, one or more.
    sources:
      - id: source
        # Keys are read from the environment variable named here, never from this file.
        endpoint: {provider: openai, model: SOURCE-MODEL, key_env: OPENAI_API_KEY}
        maker: openai
        lineage: gpt

    # Models whose relation to the sources is known. Without them the study only describes.
    # relation: unrelated | derived | same-base | sibling | wrapper | shared-vendor; all but
    # unrelated need 'from'.
    # use: [cohort, control] (default) or [control]; a cohort of 5 families or more is needed.
    # A control without 'lineage' counts as a lineage of its own, so do name shared ones.
    controls: []
    #  - id: llama
    #    endpoint: {provider: openai, model: llama3.3, base_url: http://localhost:11434/v1}
    #    maker: meta
    #    lineage: llama
    #    relation: unrelated

    # What is asked. A built-in set or the path of your own; what is left out is as the set
    # recommends.
    probes:
    \(lines(of: probeSets))

    # Asking stops before any of these is exceeded; running again continues.
    budget: {requests: 20000}
    # budget: {money: 50 USD}
    # prices: {SOURCE-MODEL: {input_per_million: 0.4, output_per_million: 1.6}}

    embedder: built-in
    metrics: default
    seed: 1
    out: my-case.study

    """
  }

  /// A file that runs as it is, with controls to keep or change.
  package static func study(
    suspect: ModelReference, source: ModelReference, probeSets: [String], requestBudget: Int
  ) -> String {
    let draft = StudyDraft(suspect: suspect, source: source)
    return """
      # Was \(suspect.model) trained on outputs of \(source.model)?
      # Keys are read from the environment: \(draft.keys.joined(separator: ", ")).
      # 'filiation doctor' names every model that is not there any more: change or remove it.
      # 'filiation ask THIS --dry-run' shows what it asks, costs and can conclude.

      study: \(suspect.shortName)

      # Keys that begin with x- are yours; here, what several endpoints share.
      x-host: &host
        {provider: openai, base_url: https://openrouter.ai/api/v1, key_env: OPENROUTER_API_KEY}

      suspect:
        id: suspect
        endpoint: \(draft.endpoint(suspect))
      \(draft.origin(suspect, id: "suspect"))
      sources:
        - id: source
          endpoint: \(draft.endpoint(source))
      \(draft.origin(source, id: "source", indent: "    "))
      controls:
        # Unrelated, as far as is known: none of these is documented to have learned from
        # \(source.model). Remove those of which you know better.
      \(draft.unrelatedLines)

        # Known students, each with the teacher it learned from; they show what descent looks
        # like. A likelihood ratio needs at least 5 lineages of them.
      \(draft.studentLines)
        # More known students, for a local Ollama ('ollama pull NAME'); remove the # in front.
      \(draft.localStudentLines)
      probes:
      \(lines(of: probeSets))

      # Asking stops before any of these is exceeded; running again continues.
      budget: {requests: \(requestBudget)}
      # budget: {money: 50 USD}       # needs a price for every model that is paid for:
      # prices: {\(source.model): {input_per_million: 1, output_per_million: 5}}

      embedder: built-in
      metrics: default
      seed: 1
      out: \(suspect.shortName).study

      """
  }

  /// Built-in sets that are worth their price in most studies: rare errors in open answer spaces.
  package static func suggestedSets(among names: [String]) -> [String] {
    let worthwhile = ["numeric-recall-v1", "altered-puzzles-v1", "arithmetic-v1"]
    let found = worthwhile.filter(names.contains)
    return found.isEmpty ? Array(names.prefix(1)) : found
  }

  private static func lines(of probeSets: [String]) -> String {
    probeSets.map { "  - {set: \($0)}" }.joined(separator: "\n")
  }
}
