import Endpoints
import Foundation

extension StudyResolution {
  /// `nil`, with the mistakes, when the provider cannot be set up as described.
  func endpoint(_ entry: StudyFile.Subject) -> EndpointChoice? {
    guard let written = entry.endpoint, let provider = written.provider else { return nil }
    guard let allowed = vocabulary.providers[provider.value] else {
      mistakes.addUnknown(
        "provider", provider.value, at: provider, known: vocabulary.providers.keys.sorted())
      return nil
    }
    let unknown = written.places.values.filter { !(allowed + ["provider"]).contains($0.value) }
    for place in unknown {
      mistakes.add(
        "the provider \(provider.value) has no setting '\(place.value)'", at: place,
        remedy: suggestion(for: place.value, among: allowed))
    }
    guard unknown.isEmpty, let spec = spec(written) else { return nil }
    for problem in spec.problems {
      let place = written.places[problem.setting]
      mistakes.add(
        problem.problem, at: place?.position ?? written.position,
        path: place?.path ?? written.path, remedy: problem.remedy)
    }
    return EndpointChoice(
      spec: spec, model: written.texts["model"], baseURL: written.texts["base_url"],
      system: written.texts["system"], panel: written.texts["path"], position: written.position,
      path: written.path)
  }

  private func spec(_ written: StudyFile.Endpoint) -> EndpointSpec? {
    do {
      return try JSONDecoder().decode(EndpointSpec.self, from: Data(written.json.utf8))
    } catch let error as DecodingError {
      report(error, written)
      return nil
    } catch {
      preconditionFailure("decoding throws decoding errors only: \(error)")
    }
  }

  private func report(_ error: DecodingError, _ written: StudyFile.Endpoint) {
    switch error {
    case .keyNotFound(let key, _):
      mistakes.add(
        "is missing", at: written.position, path: "\(written.path).\(key.stringValue)",
        remedy: "the provider \(written.provider?.value ?? "") needs it")
    case .typeMismatch(let type, let context) where type == String.self:
      let place = context.codingPath.first.flatMap { written.places[$0.stringValue] }
      mistakes.add(
        "is not a text", at: place?.position ?? written.position,
        path: place?.path ?? written.path, remedy: "write one text, in quotes if it is a number")
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      let name = context.codingPath.first?.stringValue ?? ""
      let place = written.places[name]
      mistakes.add(
        "cannot be used: \(context.debugDescription)", at: place?.position ?? written.position,
        path: place?.path ?? written.path, remedy: "write a value of the kind it asks for")
    @unknown default:
      mistakes.add(
        "cannot be used: \(error)", at: written.position, path: written.path,
        remedy: "see the settings of the provider in the documentation")
    }
  }
}
