import Foundation

/// Reads study files as every command does.
enum StudyLoading {
  static func study(at path: String) throws -> Study {
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        .inputMissing, "no study file at \(path); 'filiation init \(path)' writes one")
    }
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(bytes: data, encoding: .utf8)
    else {
      throw CommandFailure(.configuration, "\(path) cannot be read as UTF-8 text; save it so")
    }
    return try Study(text: text, file: path, vocabulary: .current)
  }
}

extension Vocabulary {
  /// What this build knows.
  static var current: Vocabulary {
    Vocabulary(
      probeSets: ["arithmetic-v1"], metrics: [],
      providers: [
        "openai": [
          "model", "base_url", "key_env", "headers", "timeout", "system", "effort", "extra",
          "max_tokens_field", "concurrency", "requests_per_minute", "tokens_per_minute",
        ],
        "anthropic": ["model", "key_env", "base_url", "system"],
      ])
  }
}
