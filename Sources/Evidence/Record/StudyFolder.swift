public import Foundation

/// Where the files of a study are.
public struct StudyFolder: Hashable, Sendable {
  public let url: URL

  public init(_ url: URL) {
    self.url = url
  }

  public var plan: URL { url.appendingPathComponent("plan.json") }
  /// The request for a time-stamp of the plan, what an authority answered, and its certificates.
  public var planRequest: URL { url.appendingPathComponent("plan.tsq") }
  public var planResponse: URL { url.appendingPathComponent("plan.tsr") }
  public var planAuthority: URL { url.appendingPathComponent("plan.tsa-chain.pem") }
  public var log: URL { url.appendingPathComponent("log.jsonl") }
  public var head: URL { url.appendingPathComponent("log.head") }
  public var raw: URL { url.appendingPathComponent("raw") }

  /// Held locked by the one process that may write the log.
  var lock: URL { url.appendingPathComponent("log.lock") }

  /// The first unused name for the end of a log that was set aside.
  var nextQuarantine: URL {
    quarantine(quarantines.count + 1)
  }

  private func quarantine(_ number: Int) -> URL {
    url.appendingPathComponent("log.quarantine-\(number).jsonl")
  }

  /// Ends of the log that were set aside.
  public var quarantines: [URL] { numbered(quarantine) }

  /// Plans that replaced the locked one after answers were seen, in the order of their making.
  public var amendments: [URL] { numbered(amendment) }

  func amendment(_ number: Int) -> URL {
    url.appendingPathComponent("plan-amended-\(number).json")
  }

  /// The files numbered from 1 without a gap.
  private func numbered(_ file: (Int) -> URL) -> [URL] {
    var found: [URL] = []
    while fileExists(file(found.count + 1)) { found.append(file(found.count + 1)) }
    return found
  }
}
