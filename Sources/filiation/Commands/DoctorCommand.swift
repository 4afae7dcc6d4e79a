import ArgumentParser
import Endpoints
import Foundation
import Probing

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks keys and models of a study with one cheap request each.",
    discussion: """
      Names the model that each endpoint returned and how long it took. Nothing is recorded.

      Example:
        filiation doctor study.yml

      Exit status: 0 when every subject answered, otherwise that of the first that did not: 77 key \
      refused, 78 unknown model or setting, 69 not reachable, 75 rate limit.
      """)

  @Argument(help: "The study file.")
  var study: String

  mutating func run() async throws {
    let study = try StudyLoading.study(at: study)
    let respondents = try await Respondents(
      study, file: self.study, environment: ProcessInfo.processInfo.environment)
    var checks = await Self.checks(study, respondents)
    await respondents.close()
    if let embedder = study.embedder {
      checks.append(try await EndpointCheck(embedder, in: study.folder))
    }
    print(table([["subject", "asked for", "", "returned", "time"]] + checks.map(\.row)))
    guard let failed = checks.first(where: { $0.error != nil }), let error = failed.error else {
      return
    }
    let count = checks.filter { $0.error != nil }.count
    throw CommandFailure(
      ExitStatus(of: error.kind),
      "\(counted(count, "endpoint")) did not answer; \(failed.subject): \(error.message)")
  }

  private static func checks(_ study: Study, _ respondents: Respondents) async -> [EndpointCheck] {
    await withTaskGroup(of: (Int, EndpointCheck).self) { group in
      for (index, subject) in study.subjects.enumerated() {
        guard let endpoint = respondents.all[subject.id]?.endpoint else { continue }
        group.addTask { (index, await EndpointCheck(subject.id, endpoint)) }
      }
      var checks: [(Int, EndpointCheck)] = []
      for await check in group { checks.append(check) }
      return checks.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// One cheap question to one endpoint and what came of it.
private struct EndpointCheck: Sendable {
  var subject: String
  var model: String
  var reply: Reply?
  var error: EndpointError?
  var seconds: Double

  init(_ subject: String, _ endpoint: any ModelEndpoint) async {
    self.subject = subject
    model = endpoint.model
    let start = ContinuousClock.now
    let prompt = Prompt(
      messages: [Message(role: .user, content: "Reply with the word: ready")], maxTokens: 16)
    do throws(EndpointError) {
      reply = try await endpoint.reply(to: prompt)
    } catch {
      // A panel holds no answer to this question, and that is as it should be.
      if error.kind != .notRecorded { self.error = error }
    }
    seconds = (ContinuousClock.now - start) / .seconds(1)
  }

  /// Has a text embedded.
  init(_ choice: EmbedderChoice, in folder: URL) async throws {
    subject = "(embedder)"
    let start = ContinuousClock.now
    let environment = ProcessInfo.processInfo.environment
    let transport = try Transport(environment: environment)
    model = choice.model ?? choice.spec.kind
    do throws(EndpointError) {
      let embedder = try choice.spec.embedder(
        in: Surroundings(
          environment: environment, transport: transport, folder: folder))
      let result = await embedder.exchange(for: ["ready"]).result
      await embedder.close()
      let embedded = try result.get()
      reply = Reply(
        text: "", modelReturned: embedded.modelReturned ?? "\(embedded.dimensions) dimensions")
    } catch {
      self.error = error
    }
    await transport.shutdown()
    seconds = (ContinuousClock.now - start) / .seconds(1)
  }

  var row: [String] {
    [
      subject, model, error.map { $0.kind.rawValue } ?? "ok",
      reply.map { $0.modelReturned ?? "no name" } ?? (error == nil ? "recorded" : ""),
      "\(seconds.rounded(toPlaces: 2)) s",
    ]
  }
}
