import Yams

extension StudyFile {
  static let keys = [
    "study", "suspect", "sources", "controls", "probes", "budget", "prices", "embedder", "metrics",
    "identity", "check", "seed", "out", "notes",
  ]

  /// Reads the text of a study file; what is wrong with single values goes to `mistakes`.
  ///
  /// Throws when the text is not YAML, or not a mapping, so that nothing else can be checked.
  static func read(
    _ text: String, file: String, mistakes: Mistakes
  ) throws(StudyFileError) -> StudyFile {
    let node = try compose(text, file: file)
    // Alone: other mistakes quote what is written.
    let secrets = SecretSearch(node).mistakes
    guard secrets.isEmpty else { throw StudyFileError(file: file, mistakes: secrets) }
    guard let top = Section(node, path: "", known: keys, mistakes: mistakes) else {
      try mistakes.throwIfAny(in: file)
      preconditionFailure("a section that is not read reports why")
    }
    return StudyFile(top)
  }

  private init(_ top: Section) {
    study = top.string("study")
    suspect = top.section("suspect", known: Subject.keys).map { Subject($0) }
    sources = top.sections("sources", known: Subject.keys).map { Subject($0) }
    controls = top.sections("controls", known: Subject.controlKeys).map { Subject($0) }
    probes = top.sections("probes", known: Probes.keys).map(Probes.init)
    budget = Budget(top.section("budget", known: Budget.keys))
    prices = Self.prices(top)
    embedder = Embedder(top)
    metrics = top.strings("metrics")
    identity = Identity(top.section("identity", known: Identity.keys))
    check = Check(top.section("check", known: Check.keys))
    seed = top.integer("seed", in: 0...(.max))
    out = top.string("out")
    notes = top.strings("notes")?.value.map(\.value) ?? []
    top.reportMissing("study", remedy: "give the study a name, such as 'study: my-case'")
    top.reportMissing("suspect", remedy: "say which model is examined")
    top.reportMissing("sources", remedy: "list the models it may descend from")
    top.reportMissing("probes", remedy: "name at least one probe set")
  }

  private static func prices(_ top: Section) -> [Price] {
    guard let table = top.section("prices", known: nil) else { return [] }
    return table.keys.compactMap { model in
      guard let place = table.place(of: model),
        let price = table.section(model, known: Price.keys)
      else { return nil }
      price.reportMissing("input_per_million", remedy: "write the price of a million prompt tokens")
      price.reportMissing(
        "output_per_million", remedy: "write the price of a million output tokens")
      return Price(
        place: place, inputPerMillion: price.number("input_per_million", in: 0...1e6),
        outputPerMillion: price.number("output_per_million", in: 0...1e6))
    }
  }
}

/// The YAML of a study file as a tree.
private func compose(_ text: String, file: String) throws(StudyFileError) -> Node {
  do {
    guard let node = try Yams.compose(yaml: text), node.null == nil else {
      throw StudyFileError(
        "is empty", "'filiation init' writes a commented study file to start from", file: file)
    }
    guard node.isReadable else {
      throw StudyFileError(
        "holds more than \(Node.mostValues.grouped) values, or is nested more than "
          + "\(Node.deepest) levels, once its aliases (*) are put in",
        "write less, or fewer aliases of aliases", file: file)
    }
    return node
  } catch let error as StudyFileError {
    throw error
  } catch {
    throw StudyFileError(file: file, mistakes: [Mistake(error)])
  }
}

extension StudyFileError {
  /// A mistake of the file as a whole.
  fileprivate init(_ problem: String, _ remedy: String, file: String) {
    let start = Position(line: 1, column: 1)
    self.init(
      file: file,
      mistakes: [Mistake(position: start, path: "", problem: problem, remedy: remedy)])
  }
}

extension Mistake {
  /// What the YAML parser could not read.
  fileprivate init(_ error: any Error) {
    var position = Position(line: 1, column: 1)
    var problem = "\(error)"
    switch error as? YamlError {
    case .scanner(let context, let what, let mark, _), .parser(let context, let what, let mark, _),
      .composer(let context, let what, let mark, _):
      position = Position(mark)
      problem = [context?.text, what].compactMap { $0 }.joined(separator: " ")
    case .duplicatedKeysInMapping(let duplicates, let context):
      position = Position(context.mark)
      problem = "key written twice: " + duplicates.joined(separator: ", ")
    default: break
    }
    self.init(
      position: position, path: "", problem: "not valid YAML: \(problem)",
      remedy: "check the indentation, quotes and brackets here and on the line above")
  }
}

extension StudyFile.Subject {
  static let keys = [
    "id", "endpoint", "maker", "family", "lineage", "base", "generation", "limits",
  ]
  static let controlKeys = keys + ["relation", "from", "use"]
  static let limitKeys = ["concurrency", "requests_per_minute", "tokens_per_minute"]

  fileprivate init(_ table: Section) {
    position = table.position
    path = table.path
    id = table.string("id")
    maker = table.string("maker")
    family = table.string("family")
    lineage = table.string("lineage")
    base = table.string("base")
    generation = table.string("generation")
    let limits = table.section("limits", known: Self.limitKeys)
    endpoint = table.section("endpoint", known: nil).map {
      StudyFile.Endpoint($0, limits: limits)
    }
    relation = table.string("relation")
    from = table.string("from")
    use = table.strings("use")
    table.reportMissing("id", remedy: "give every subject a short name of its own")
    table.reportMissing("endpoint", remedy: "say how it is asked: {provider: ..., model: ...}")
  }
}

extension StudyFile.Endpoint {
  fileprivate init(_ table: Section, limits: Section?) {
    position = table.position
    path = table.path
    provider = table.string("provider")
    let sections = [limits, table].compactMap { $0 }
    places = Dictionary(
      sections.flatMap { section in section.keys.compactMap { section.place(of: $0) } }
        .map { ($0.value, $0) }, uniquingKeysWith: { _, last in last })
    texts = table.plainTexts
    json = Section.json(merging: sections)
    table.reportMissing("provider", remedy: "name the kind of endpoint, such as openai")
  }
}

extension StudyFile.Embedder {
  /// The settings, as JSON text, are decoded where they are resolved.
  fileprivate init?(_ top: Section) {
    guard top.isMapping("embedder") else {
      guard let name = top.string("embedder") else { return nil }
      self = .named(name)
      return
    }
    guard let table = top.section("embedder", known: nil) else { return nil }
    let server = table.isMapping("endpoint") ? table.section("endpoint", known: nil) : nil
    let texts = (server ?? table).plainTexts
    self = .described(
      Located(value: Section.json(merging: [table]), position: table.position, path: table.path),
      model: texts["model"], baseURL: texts["base_url"])
  }
}

extension StudyFile.Probes {
  static let keys = ["set", "samples", "temperature", "max_tokens"]

  fileprivate init(_ table: Section) {
    set = table.string("set")
    samples = table.integer("samples", in: 1...10_000)
    temperature = table.number("temperature", in: 0...2)
    maxTokens = table.integer("max_tokens", in: 1...1_000_000)
    table.reportMissing("set", remedy: "name a built-in probe set or the path of your own")
  }
}

extension StudyFile.Identity {
  static let keys = ["samples", "max_tokens", "on_drift"]

  fileprivate init(_ table: Section?) {
    samples = table?.integer("samples", in: 0...10_000)
    maxTokens = table?.integer("max_tokens", in: 1...1_000_000)
    onDrift = table?.string("on_drift")
  }
}

extension StudyFile.Check {
  static let keys = ["suspect_model", "gates"]

  fileprivate init(_ table: Section?) {
    suspectModel = table?.string("suspect_model")
    gates = table?.sections("gates", known: BuiltInGates.keys).map(Gate.init) ?? []
  }
}

extension StudyFile.Check.Gate {
  fileprivate init(_ table: Section) {
    position = table.position
    path = table.path
    kind = table.string("gate")
    let type = kind.flatMap { BuiltInGates.type(of: $0.value) }
    let settings = type?.settings ?? []
    for setting in settings {
      table.reportMissing(setting.name, remedy: "write " + setting.meaning)
    }
    source = table.string("source")
    values = Dictionary(
      uniqueKeysWithValues: settings.compactMap { setting in
        table.number(setting.name, in: setting.range).map { (setting.name, $0.value) }
      })
    let taken = ["gate"] + (type?.isPerSource == false ? [] : ["source"]) + settings.map(\.name)
    strangers =
      type == nil
      ? []
      : table.keys.filter { !taken.contains($0) && !$0.hasPrefix("x-") }
        .compactMap { table.place(of: $0) }
    table.reportMissing(
      "gate", remedy: "name a kind of gate: " + BuiltInGates.kinds.joined(separator: ", "))
  }
}

extension StudyFile.Budget {
  static let keys = ["requests", "tokens", "money"]

  fileprivate init(_ table: Section?) {
    requests = table?.integer("requests", in: 1...(.max))
    tokens = table?.integer("tokens", in: 1...(.max))
    money = table?.string("money")
  }
}

extension StudyFile.Price {
  static let keys = ["input_per_million", "output_per_million"]
}
