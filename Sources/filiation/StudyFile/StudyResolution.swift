import Endpoints
import Foundation
import Probing

/// The names a study file may use.
package struct Vocabulary: Sendable {
  package var probeSets: [String]
  package var metrics: [String]
  /// The settings each provider takes, limits included.
  package var providers: [String: [String]]

  package init(probeSets: [String], metrics: [String], providers: [String: [String]]) {
    self.probeSets = probeSets
    self.metrics = metrics
    self.providers = providers
  }
}

extension Study {
  /// Reads and resolves the text of a study file, and reports all its mistakes at once.
  package init(text: String, file: String, vocabulary: Vocabulary) throws(StudyFileError) {
    let mistakes = Mistakes()
    let written = try StudyFile.read(text, file: file, mistakes: mistakes)
    let resolution = StudyResolution(
      written: written, folder: URL(fileURLWithPath: file).deletingLastPathComponent(),
      vocabulary: vocabulary, mistakes: mistakes)
    let study = resolution.study()
    try mistakes.throwIfAny(in: file)
    self = study
  }
}

/// One pass over a study file as written, from names to what they mean.
///
/// Where something is missing or wrong it is reported and left out, so that the rest is checked as
/// well; such a study is never returned to a caller.
struct StudyResolution {
  let written: StudyFile
  let folder: URL
  let vocabulary: Vocabulary
  let mistakes: Mistakes

  func study() -> Study {
    let subjects =
      [written.suspect].compactMap { $0 }.compactMap { subject($0, .suspect) }
      + written.sources.compactMap { subject($0, .source) }
      + written.controls.compactMap { subject($0, .control) }
    checkSubjects()
    let embedder = embedder()
    checkPrices(embedder)
    return Study(
      name: written.study?.value ?? "", folder: folder, subjects: subjects,
      probes: written.probes.map(selection),
      budget: budget(), prices: prices(), embedder: embedder, metrics: metrics(),
      identity: identity(), check: check(),
      seed: UInt64(written.seed?.value ?? 1), out: out(), notes: written.notes)
  }

  private func selection(_ probes: StudyFile.Probes) -> ProbeSelection {
    if let set = probes.set { check(set: set) }
    return ProbeSelection(
      set: probes.set?.value ?? "", samples: probes.samples?.value,
      temperature: probes.temperature?.value, maxTokens: probes.maxTokens?.value)
  }

  /// A name with a slash or an extension is a path, relative to the study file.
  private func check(set: Located<String>) {
    guard ProbeSelection.isPath(set.value) else {
      if !vocabulary.probeSets.contains(set.value) {
        mistakes.addUnknown("probe set", set.value, at: set, known: vocabulary.probeSets)
      }
      return
    }
    let path = URL(fileURLWithPath: set.value, relativeTo: folder).path
    guard !FileManager.default.fileExists(atPath: path) else { return }
    mistakes.add(
      "no probe set at '\(set.value)'", at: set,
      remedy: "give a path relative to the study file, or a built-in name")
  }

  private func metrics() -> [String]? {
    guard let names = written.metrics?.value, names.map(\.value) != ["default"] else { return nil }
    for name in names where !vocabulary.metrics.contains(name.value) {
      mistakes.addUnknown("metric", name.value, at: name, known: vocabulary.metrics)
    }
    return names.map(\.value)
  }

  private func identity() -> IdentityBlock {
    var block = IdentityBlock()
    if let samples = written.identity.samples {
      block.samples = samples.value
      if samples.value == 1 {
        mistakes.add(
          "one sample at either end shows no change", at: samples,
          remedy: "write 2 or more (10 is assumed), or 0 to ask no repeated block")
      }
    }
    if let maxTokens = written.identity.maxTokens { block.maxTokens = maxTokens.value }
    guard let name = written.identity.onDrift else { return block }
    if let response = DriftResponse(rawValue: name.value) {
      block.onDrift = response
    } else {
      let known = DriftResponse.allCases.map(\.rawValue)
      mistakes.addUnknown("response to drift", name.value, at: name, known: known)
    }
    return block
  }

  private func out() -> URL {
    let name = written.out?.value ?? "\(written.study?.value ?? "").study"
    return URL(fileURLWithPath: name, relativeTo: folder).absoluteURL
  }
}

extension StudyResolution {
  private func budget() -> StudyBudget {
    let money = written.budget.money.flatMap(money)
    return StudyBudget(
      limit: SpendLimit(
        requests: written.budget.requests?.value, tokens: written.budget.tokens?.value,
        money: money?.amount),
      currency: money?.currency ?? "USD")
  }

  private func money(_ text: Located<String>) -> Money? {
    if let money = Money(text.value) { return money }
    mistakes.add(
      "is '\(text.value)'", at: text, remedy: "write an amount and a currency, such as 50 USD")
    return nil
  }

  private func prices() -> [String: Price] {
    let pairs = written.prices.map { price in
      (
        price.place.value,
        Price(
          inputPerMillion: price.inputPerMillion?.value ?? 0,
          outputPerMillion: price.outputPerMillion?.value ?? 0)
      )
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private var allSubjects: [StudyFile.Subject] {
    [written.suspect].compactMap { $0 } + written.sources + written.controls
  }

  /// Every price belongs to a subject, and a budget in money needs a price for all that is paid.
  private func checkPrices(_ embedder: EmbedderChoice?) {
    let subjects = allSubjects
    let names =
      subjects.flatMap { [$0.id?.value, $0.endpoint?.texts["model"]].compactMap { $0 } }
      + [embedder?.model].compactMap { $0 }
    for price in written.prices where !names.contains(price.place.value) {
      mistakes.addUnknown("model", price.place.value, at: price.place, known: names)
    }
    guard written.budget.money != nil else { return }
    let priced = Set(written.prices.map(\.place.value))
    if let embedder, !embedder.isFree, !priced.contains(embedder.model ?? "") {
      mistakes.add(
        "has no price, so the budget in money cannot be kept", at: embedder.position,
        path: embedder.path,
        remedy: "add '\(embedder.model ?? "")' to prices, with output_per_million 0")
    }
    for subject in subjects {
      guard let endpoint = subject.endpoint, let id = subject.id?.value,
        !EndpointChoice.isFree(
          provider: endpoint.provider?.value ?? "", baseURL: endpoint.texts["base_url"]),
        !priced.contains(id),
        !priced.contains(endpoint.texts["model"] ?? "")
      else { continue }
      mistakes.add(
        "has no price, so the budget in money cannot be kept", at: endpoint.position,
        path: endpoint.path,
        remedy:
          "add '\(endpoint.texts["model"] ?? id)' to prices, or limit requests or tokens instead")
    }
  }
}
