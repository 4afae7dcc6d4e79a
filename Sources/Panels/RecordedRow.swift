package import Foundation
public import Probing

/// One line of `responses.jsonl`: what one subject answered to one sample of one probe.
public struct RecordedRow: Hashable, Sendable {
  public var subject: String
  public var probe: String
  /// 0-based; 0 when the file does not say.
  public var sample: Int
  public var response: String
  /// An answer read out of the response beforehand.
  public var answer: String?
  /// Whether generation stopped at the token limit.
  public var isTruncated: Bool
  /// Log probabilities of the first generated token's alternatives; empty without any.
  public var logprobs: [TokenLogprob]

  public init(
    subject: String, probe: String, sample: Int = 0, response: String, answer: String? = nil,
    isTruncated: Bool = false, logprobs: [TokenLogprob] = []
  ) {
    self.subject = subject
    self.probe = probe
    self.sample = sample
    self.response = response
    self.answer = answer
    self.isTruncated = isTruncated
    self.logprobs = logprobs
  }
}

extension RecordedRow: Decodable {
  enum CodingKeys: String, CodingKey {
    case subject, probe, sample, response, answer, truncated, logprobs
  }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      subject: try members.decode(String.self, forKey: .subject),
      probe: try members.decode(String.self, forKey: .probe),
      sample: try members.decodeIfPresent(Int.self, forKey: .sample) ?? 0,
      response: try members.decode(String.self, forKey: .response),
      answer: try members.decodeIfPresent(String.self, forKey: .answer),
      isTruncated: try members.decodeIfPresent(Bool.self, forKey: .truncated) ?? false,
      logprobs: try members.decodeIfPresent([TokenLogprob].self, forKey: .logprobs) ?? [])
  }

  /// The line of this row in `responses.jsonl`, with its line feed.
  public var line: String {
    var bytes: [UInt8] = []
    json.append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  /// The object of that line.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("subject", .string(subject)), ("probe", .string(probe)), ("sample", .integer(sample)),
      ("response", .string(response)),
    ]
    if let answer { members.append(("answer", .string(answer))) }
    if isTruncated { members.append(("truncated", .bool(true))) }
    if !logprobs.isEmpty { members.append(("logprobs", .array(logprobs.map(\.json)))) }
    return .object(members)
  }

  /// Reads recorded responses from JSON lines (`.jsonl`, `.jsonl.gz`) or from a CSV file with the
  /// columns subject, probe, response and optionally sample and answer.
  public static func read(_ path: String) throws(PanelError) -> [RecordedRow] {
    if path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") { return try readCSV(path) }
    var rows: [RecordedRow] = []
    try forEachLine(ofFile: path) { (line, number) throws(PanelError) in
      rows.append(try JSONLines.decode(Self.self, from: line, path, number))
    }
    return rows
  }

  private static func readCSV(_ path: String) throws(PanelError) -> [RecordedRow] {
    let table = try CSVTable.read(path, requiring: ["subject", "probe", "response"])
    var rows: [RecordedRow] = []
    for row in table.rows {
      let sample = table["sample", row] ?? "0"
      guard let sample = Int(sample), sample >= 0 else {
        throw PanelError(
          .malformed, file: path, line: row.line, reason: "the sample \"\(sample)\" is no index",
          remedy: "Number repeated samples 0, 1, 2, ...")
      }
      rows.append(
        RecordedRow(
          subject: table["subject", row] ?? "", probe: table["probe", row] ?? "", sample: sample,
          response: table["response", row] ?? "", answer: table["answer", row]))
    }
    return rows
  }
}

extension TokenLogprob {
  fileprivate var json: JSONValue {
    .object([("token", .string(token)), ("logprob", .decimal(logprob))])
  }
}

/// Decoding of single lines with errors that name the place.
package enum JSONLines {
  static func decode<Value: Decodable>(
    _ type: Value.Type, from line: some Sequence<UInt8>, _ file: String, _ number: Int
  ) throws(PanelError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: try text(of: line, file, number))
    } catch let error as PanelError {
      throw error
    } catch {
      let reason = (error as? DecodingError)?.reason ?? "it is not JSON"
      throw PanelError(
        .malformed, file: file, line: number, reason: reason,
        remedy: "Every line is one JSON object; see the description of the panel layout.",
        cause: error)
    }
  }

  /// The bytes of a line, with halves of surrogate pairs that stand alone as U+FFFD: some programs
  /// write them where a model stopped inside a character.
  package static func text(
    of line: some Sequence<UInt8>, _ file: String, _ number: Int
  ) throws(PanelError) -> Data {
    let bytes = Array(line)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw PanelError(
        .malformed, file: file, line: number, reason: "the line is not UTF-8 text",
        remedy: "Convert the file to UTF-8.")
    }
    return Data(JSONRepair.repaired(bytes) ?? bytes)
  }
}
