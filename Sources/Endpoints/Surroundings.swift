public import Foundation

/// What an endpoint may use of the world.
public struct Surroundings: Sendable {
  /// Where keys and proxies are read from.
  public var environment: [String: String]
  public var transport: Transport
  /// What relative paths start from.
  public var folder: URL
  /// Loads one subject's recorded answers from a panel named in a study file.
  public var recordedAnswers:
    @Sendable (_ panel: String, _ subject: String) throws(EndpointError) -> RecordedAnswers

  public init(
    environment: [String: String], transport: Transport,
    folder: URL = URL(fileURLWithPath: "."),
    recordedAnswers:
      @escaping @Sendable (_ panel: String, _ subject: String) throws(EndpointError)
      -> RecordedAnswers = { panel, _ throws(EndpointError) in
        throw EndpointError(.configuration, "panels cannot be opened here: \(panel)")
      }
  ) {
    self.environment = environment
    self.transport = transport
    self.folder = folder
    self.recordedAnswers = recordedAnswers
  }
}
