import Endpoints
import Foundation
import Panels
import Probing

/// The endpoints of a study, set up and ready to be asked.
struct Respondents: Sendable {
  var all: [String: Respondent]
  private let transport: Transport

  /// Sets up every endpoint; nothing is sent.
  ///
  /// Throws what is wrong with any of them, all at once, missing keys included.
  init(
    _ study: Study, file: String, environment: [String: String]
  ) async throws {
    let shelf = try await PanelShelf(study)
    transport = try Transport(environment: environment)
    let surroundings = Surroundings(
      environment: environment, transport: transport, recordedAnswers: shelf.answers)
    let mistakes = Mistakes()
    all = [:]
    for subject in study.subjects {
      for variable in subject.endpoint.spec.keysWrittenOut(in: environment) {
        mistakes.add(
          "holds the key that is in the environment variable \(variable)",
          at: subject.endpoint.position, path: subject.endpoint.path,
          remedy: "name the variable instead; what the file says is recorded")
      }
      do throws(EndpointError) {
        all[subject.id] = Respondent(
          endpoint: try subject.endpoint.spec.endpoint(in: surroundings),
          limits: subject.endpoint.spec.limits, price: study.price(of: subject))
      } catch {
        mistakes.add(
          error.message, at: subject.endpoint.position, path: subject.endpoint.path,
          remedy: "nothing has been asked yet")
      }
    }
    do {
      try mistakes.throwIfAny(in: file)
    } catch {
      await close()
      throw error
    }
  }

  /// Frees connections and programs; must be called once.
  func close() async {
    for respondent in all.values { await respondent.endpoint.close() }
    await transport.shutdown()
  }
}

/// The panels that a study's endpoints name, read once.
private struct PanelShelf: Sendable {
  private var panels: [String: Panel] = [:]
  private let folder: URL

  init(_ study: Study) async throws(PanelError) {
    folder = study.folder
    let meter = WorkMeter("reading panels")
    defer { meter.finish() }
    for subject in study.subjects {
      guard let path = subject.endpoint.panel, panels[path] == nil else { continue }
      panels[path] = try await Panel.read(URL(fileURLWithPath: path, relativeTo: folder).path)
    }
  }

  func answers(_ path: String, _ subject: String) throws(EndpointError) -> RecordedAnswers {
    guard let transcript = panels[path]?.transcript,
      let row = transcript.subjects.firstIndex(where: { $0.id == subject })
    else {
      throw EndpointError(
        .configuration,
        "the panel \(path) has no subject '\(subject)'; "
          + suggestion(for: subject, among: panels[path]?.transcript.subjects.map(\.id) ?? []))
    }
    var answers = RecordedAnswers([:])
    for (probe, samples) in zip(transcript.probes, transcript.responses[row]) {
      for (sample, response) in samples.enumerated() {
        let key = RecordedAnswers.Key(probe: probe.id, sample: sample)
        answers.texts[key] = response.text
        answers.logprobs[key] = response.firstTokenLogprobs
      }
    }
    return answers
  }
}
