public import Foundation

/// A file that an authority can be asked to time-stamp, and where request and answer are kept.
public struct Stampable: Hashable, Sendable {
  public let file: URL
  public let request: URL
  public let response: URL
  public let authority: URL

  /// The root of a bag.
  public init(_ bag: BagFolder) {
    file = bag.file(BagLayout.root)
    request = bag.file(BagLayout.request)
    response = bag.file(BagLayout.response)
    authority = bag.file(BagLayout.authority)
  }

  /// The plan of a study, best stamped before the first question.
  public init(planOf study: StudyFolder) {
    file = study.plan
    request = study.planRequest
    response = study.planResponse
    authority = study.planAuthority
  }

  /// Writes the request where it is not there yet; nothing is sent.
  ///
  /// Throws `.corrupt(.wrongTimestamp)` when the one there is about something else.
  public func writeRequest() throws(EvidenceError) {
    let bytes = TimestampRequest(for: try Digest256(contentsOf: file)).bytes
    guard fileExists(request) else {
      try OpenFile(request, for: .creating(mode: 0o644)).writeAll(bytes)
      return
    }
    guard try OpenFile(request, for: .reading).readToEnd() == bytes else {
      throw EvidenceError(
        .corrupt(.wrongTimestamp),
        "\(request.path) is not the request for \(file.path): one of the two was altered")
    }
  }

  /// Keeps an authority's answer, and the certificates to check it with, once and for all.
  ///
  /// Throws `.unusable` when the answer is none or refuses, `.corrupt(.wrongTimestamp)` when it is
  /// about something else, `.exists` when there is one already.
  public func attach(
    response given: URL, authority chain: URL?
  ) throws(EvidenceError) -> TimestampResponse {
    let stamp = try TimestampResponse(contentsOf: given)
    guard try Digest256(contentsOf: file) == stamp.digest else {
      throw EvidenceError(
        .corrupt(.wrongTimestamp),
        "\(given.path) is a time-stamp of another file than \(file.path)")
    }
    guard !fileExists(response) else { throw .writing(response.path, EEXIST) }
    if let chain { try copy(chain, to: authority) }
    try copy(given, to: response)
    return stamp
  }

  private func copy(_ from: URL, to target: URL) throws(EvidenceError) {
    let bytes = try OpenFile(from, for: .reading).readToEnd()
    let file = try OpenFile(target, for: .creating(mode: 0o644))
    try file.writeAll(bytes)
    try file.synchronize()
  }
}
