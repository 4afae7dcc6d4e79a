public import Foundation

/// A fixed, published list of probes: the first line of its file is a header, every further line
/// one probe. A published set is never edited, only followed by a next version.
public struct ProbeSet: Hashable, Sendable {
  /// The first line.
  public struct Header: Codable, Hashable, Sendable {
    public var id: String
    /// 1 or above.
    public var version: Int
    public var licence: String
    public var summary: String
    public var strata: [Stratum]
    /// The recommended sampling.
    public var sampling: Sampling
    /// How the probes were chosen from another set; `nil` for a set that is no selection.
    public var selection: Selection?

    /// The name by which studies refer to the set, as "arithmetic-v1".
    public var name: String { "\(id)-v\(version)" }

    public init(
      id: String, version: Int, licence: String, summary: String, strata: [Stratum],
      sampling: Sampling, selection: Selection? = nil
    ) {
      self.id = id
      self.version = version
      self.licence = licence
      self.summary = summary
      self.strata = strata
      self.sampling = sampling
      self.selection = selection
    }
  }

  /// Where a selection comes from, so that a plan can show that it was not made for a suspect.
  public struct Selection: Codable, Hashable, Sendable {
    /// The name of the set it was chosen from.
    public var from: String
    /// SHA-256 of that set's file.
    public var digest: String
    public var criterion: String
    /// How many unrelated controls answered.
    public var controls: Int
    /// SHA-256 of the answers that were read.
    public var answers: String

    public init(from: String, digest: String, criterion: String, controls: Int, answers: String) {
      self.from = from
      self.digest = digest
      self.criterion = criterion
      self.controls = controls
      self.answers = answers
    }
  }

  /// A part of the set, graded by how its probes are made.
  public struct Stratum: Codable, Hashable, Sendable {
    public var id: String
    /// What the probes of this stratum have in common: digits, steps, obscurity, language.
    public var construction: String
    /// The share of wrong answers that a study has reported, 0 to 1; `nil` while unmeasured.
    public var errorRate: Double?

    public init(id: String, construction: String, errorRate: Double? = nil) {
      self.id = id
      self.construction = construction
      self.errorRate = errorRate
    }

    enum CodingKeys: String, CodingKey {
      case id, construction
      case errorRate = "error_rate"
    }
  }

  public var header: Header
  public var probes: [Probe]

  public init(header: Header, probes: [Probe]) {
    self.header = header
    self.probes = probes
  }

  /// Reads and checks a set.
  ///
  /// - Returns: the set and the bytes of the file, for its digest.
  /// - Throws: all errors of the file at once.
  public static func read(_ path: String) throws(ProbeSetError) -> (set: ProbeSet, bytes: Data) {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ProbeSetError(
        .missing, file: path,
        issues: [
          .init(
            line: nil,
            reason: "the file does not exist or cannot be read; give the path of a probe set")
        ])
    }
    return (try parse(bytes, file: path), bytes)
  }

  /// The canonical file: one JSON object a line, members in a fixed order.
  public func encoded() -> Data {
    var bytes: [UInt8] = []
    for line in [header.json] + probes.map(\.json) {
      line.append(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return Data(bytes)
  }
}

extension ProbeSet.Header {
  var json: JSONValue {
    .object(
      [
        ("id", .string(id)), ("version", .integer(version)), ("licence", .string(licence)),
        ("summary", .string(summary)), ("strata", .array(strata.map(\.json))),
        ("sampling", sampling.json),
      ] + (selection.map { [("selection", $0.json)] } ?? []))
  }
}

extension ProbeSet.Selection {
  var json: JSONValue {
    .object([
      ("from", .string(from)), ("digest", .string(digest)), ("criterion", .string(criterion)),
      ("controls", .integer(controls)), ("answers", .string(answers)),
    ])
  }
}

extension ProbeSet.Stratum {
  var json: JSONValue {
    .object([
      ("id", .string(id)), ("construction", .string(construction)),
      ("error_rate", errorRate.map { .decimal($0) } ?? .null),
    ])
  }
}

extension Sampling {
  var json: JSONValue {
    .object([
      ("samples", .integer(samples)), ("temperature", temperature.map { .decimal($0) } ?? .null),
      ("max_tokens", .integer(maxTokens)),
    ])
  }
}
