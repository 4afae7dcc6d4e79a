public import Foundation

/// Where the files of a study are.
public struct StudyFolder: Hashable, Sendable {
  public let url: URL

  public init(_ url: URL) {
    self.url = url
  }

  public var plan: URL { url.appendingPathComponent("plan.json") }
  public var log: URL { url.appendingPathComponent("log.jsonl") }
  public var head: URL { url.appendingPathComponent("log.head") }
  public var raw: URL { url.appendingPathComponent("raw") }

  /// Held locked by the one process that may write the log.
  var lock: URL { url.appendingPathComponent("log.lock") }

  /// The first unused name for the end of a log that was set aside.
  var nextQuarantine: URL {
    var number = 1
    while fileExists(quarantine(number)) { number += 1 }
    return quarantine(number)
  }

  private func quarantine(_ number: Int) -> URL {
    url.appendingPathComponent("log.quarantine-\(number).jsonl")
  }
}
