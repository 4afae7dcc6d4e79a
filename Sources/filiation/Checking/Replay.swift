import Endpoints
import Evidence
import Foundation
import Probing

/// A study answered from what is recorded, in its folder and in panels; nothing is asked.
///
/// A locked run never takes answers from a record, so what is replayed counts as retrospective.
struct Replay {
  let study: Study
  let sets: [PlannedSet]
  let plan: AnalysisPlan
  let file: String

  private var folder: StudyFolder { StudyFolder(study.out) }

  /// Throws `MissingExchanges` when anything is not recorded.
  func recorded() async throws -> RecordedStudy {
    let respondents = try await Respondents(
      study, file: file, environment: study.environmentWithoutKeys)
    do {
      let recorded = try await recorded(by: respondents)
      await respondents.close()
      return recorded
    } catch {
      await respondents.close()
      throw error
    }
  }

  private func recorded(by respondents: Respondents) async throws -> RecordedStudy {
    let cassette = try Cassette(folder)
    var found = FoundAnswers()
    let blocks = Set(sets.filter { $0.moment != nil }.map(\.id))
    let items = Collection(study: study, sets: sets, folder: folder).items
    for item in items {
      guard let respondent = respondents.all[item.respondent] else { continue }
      let isInBlock = blocks.contains(item.question.probeSet)
      try await found.find(item, respondent.endpoint, cassette, isInBlock)
    }
    guard found.missing.isEmpty else { throw MissingExchanges(found.missing, in: folder.url.path) }
    return try RecordedStudy(
      folder, replaying: plan, sets: sets, logDigest: cassette.end, modelsReturned: found.models,
      answers: found.answers)
  }
}

/// What a replay has found so far.
private struct FoundAnswers {
  var answers: [Question: RecordedAnswer] = [:]
  /// By subject, in order of first appearance.
  var models: [String: [String]] = [:]
  var missing: [Question] = []
  /// How each subject's requests were adapted last.
  private var adapted: [String: Set<Adaptation>] = [:]

  mutating func find(
    _ item: Asking.Item, _ endpoint: any ModelEndpoint, _ cassette: Cassette, _ isInBlock: Bool
  ) async throws {
    if let panel = endpoint as? RecordedPanel {
      let exchange = await panel.exchange(for: item.prompt, adapted: [])
      guard case .success(let reply) = exchange.result else { return missing.append(item.question) }
      add(RecordedAnswer(reply), reply.modelReturned, to: item.question)
      return
    }
    let usual = adapted[item.respondent] ?? endpoint.untaken
    for adaptation in [usual] + Self.adaptations(beside: endpoint.untaken) {
      guard let sent = endpoint.sent(for: item.prompt, adapted: adaptation) else { break }
      let key = Cassette.Key(
        request: Digest256(of: sent.body),
        endpoint: sent.url ?? type(of: endpoint).provider.rawValue, model: endpoint.model,
        sample: item.prompt.sample)
      if let known = try cassette.answer(key, to: item.question, inBlock: isInBlock) {
        adapted[item.respondent] = adaptation
        return add(known.answer, known.entry.modelReturned, to: item.question)
      }
    }
    missing.append(item.question)
  }

  private mutating func add(_ answer: RecordedAnswer, _ model: String?, to question: Question) {
    answers[question] = answer
    if let model, models[question.subject]?.contains(model) != true {
      models[question.subject, default: []].append(model)
    }
  }

  /// Every way in which a server may have had a request adapted.
  private static func adaptations(beside untaken: Set<Adaptation>) -> [Set<Adaptation>] {
    Adaptation.allCases.reduce([untaken]) { known, part in
      known + known.filter { !$0.contains(part) }.map { $0.union([part]) }
    }
  }
}

/// Why a study cannot be replayed: what its folder and panels do not hold.
struct MissingExchanges: Error, CustomStringConvertible {
  let questions: [Question]
  private let folder: String

  /// Most questions named for one subject and probe set.
  private static let mostNamed = 20

  init(_ questions: [Question], in folder: String) {
    self.questions = questions
    self.folder = folder
  }

  var description: String {
    let groups = Dictionary(grouping: questions) { [$0.subject, $0.probeSet] }
    let lines = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, questions in
      let names = questions.prefix(Self.mostNamed).map {
        $0.sample == 0 ? $0.probe : "\($0.probe) (sample \($0.sample))"
      }
      let more = questions.count > Self.mostNamed ? ", ..." : ""
      return "  \(key[0]), \(key[1]): \(questions.count.grouped): "
        + names.joined(separator: ", ") + more
    }
    return "\(counted(questions.count, "answer")) not recorded in \(folder) nor in a panel:\n"
      + lines.joined(separator: "\n")
      + "\nrun 'filiation ask' on the study file where there is a network, or restore the record"
  }
}

extension Study {
  /// The environment with a place holder for every key that is not there: none is sent.
  fileprivate var environmentWithoutKeys: [String: String] {
    let named = subjects.flatMap { $0.endpoint.spec.variables }
    let placeHolders = Dictionary(named.map { ($0, "offline") }, uniquingKeysWith: { $1 })
    return placeHolders.merging(ProcessInfo.processInfo.environment) { $1.isEmpty ? $0 : $1 }
  }
}

extension EndpointSpec {
  /// The environment variables that keys are read from.
  fileprivate var variables: [String] {
    let headers: [String]
    if case .object(let values)? = raw["headers"] {
      headers = values.values.compactMap(\.string).filter { $0.hasPrefix("$") }
        .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "${}")) }
    } else {
      headers = []
    }
    return [raw["key_env"]?.string].compactMap { $0 } + headers
      + ["OPENAI_API_KEY", "ANTHROPIC_API_KEY"]
  }
}
