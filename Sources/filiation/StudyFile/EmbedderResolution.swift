import Endpoints
import Foundation

extension StudyResolution {
  /// `nil` for the built-in embedder and, with the mistakes, when it cannot be set up as described.
  func embedder() -> EmbedderChoice? {
    switch written.embedder {
    case nil: return nil
    case .named(let name):
      if name.value != "built-in" {
        mistakes.add(
          "unknown embedder '\(name.value)'", at: name,
          remedy: suggestion(for: name.value, among: ["built-in"])
            + ", or describe one: {endpoint: {model: ...}}, {command: [...]} or {encoder: FOLDER}")
      }
      return nil
    case .described(let json, let model, let baseURL):
      return spec(json).map {
        EmbedderChoice(
          spec: $0, model: model, baseURL: baseURL, position: json.position, path: json.path)
      }
    }
  }

  private func spec(_ json: Located<String>) -> EmbedderSpec? {
    do {
      return try JSONDecoder().decode(EmbedderSpec.self, from: Data(json.value.utf8))
    } catch let error as DecodingError {
      mistakes.add(
        "cannot be used: \(error.complaint)", at: json,
        remedy: "write built-in, {endpoint: {model: ..., base_url: ...}}, {command: [...]} or "
          + "{encoder: FOLDER}")
      return nil
    } catch {
      preconditionFailure("decoding throws decoding errors only: \(error)")
    }
  }
}

extension DecodingError {
  /// What is wrong and with which setting, in one phrase.
  fileprivate var complaint: String {
    switch self {
    case .keyNotFound(let key, _): "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      [context.codingPath.last?.stringValue, context.debugDescription].compactMap { $0 }
        .joined(separator: ": ")
    @unknown default: "\(self)"
    }
  }
}
