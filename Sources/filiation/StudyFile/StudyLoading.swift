import Endpoints
import Foundation
import Similarity

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
  package static var current: Vocabulary {
    let providers = BuiltInEndpoints.providers.map { provider in
      (
        provider.rawValue,
        (BuiltInEndpoints.settingNames(of: provider) ?? []) + Limits.settingNames
      )
    }
    return Vocabulary(
      probeSets: ProbeLibrary.installed?.names ?? [],
      metrics: BuiltInMetrics.all.map(\.descriptor.id),
      providers: Dictionary(uniqueKeysWithValues: providers))
  }
}
