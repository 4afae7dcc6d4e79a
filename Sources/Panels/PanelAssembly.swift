import Foundation
import Probing

/// A response with its place in the transcript.
struct PlacedResponse: Sendable {
  var subject: Int
  var probe: Int
  var sample: Int
  /// 1-based, within the block or file it was read from.
  var line: Int
  var response: Response
}

/// Finds the place of recorded rows among the subjects and probes of a panel.
struct PanelIndex: Sendable {
  let file: String
  private let subjects: [String: Int]
  private let probes: [String: Int]
  private let readings: [AnswerReading]

  init(subjects: [Subject], probes: [Probe], file: String) {
    self.file = file
    self.subjects = Dictionary(uniqueKeysWithValues: zip(subjects.map(\.id), subjects.indices))
    self.probes = Dictionary(uniqueKeysWithValues: zip(probes.map(\.id), probes.indices))
    readings = probes.map(AnswerReading.init)
  }

  func place(_ row: RecordedRow, line: Int) throws(PanelError) -> PlacedResponse {
    guard let subject = subjects[row.subject] else {
      throw unknown("subject", row.subject, line, remedy: "Add a row for it to subjects.csv.")
    }
    guard let probe = probes[row.probe] else {
      throw unknown("probe", row.probe, line, remedy: "Add its line to probes.jsonl.")
    }
    guard row.sample >= 0 else {
      throw PanelError(
        .malformed, file: file, line: line, reason: "the sample \(row.sample) is negative",
        remedy: "Number repeated samples 0, 1, 2, ...")
    }
    let response = Response(
      text: row.response, answer: readings[probe].answer(to: row), isTruncated: row.isTruncated,
      firstTokenLogprobs: row.logprobs)
    return PlacedResponse(
      subject: subject, probe: probe, sample: row.sample, line: line, response: response)
  }

  private func unknown(
    _ what: String, _ name: String, _ line: Int, remedy: String
  ) -> PanelError {
    PanelError(
      .malformed, file: file, line: line, reason: "the \(what) \"\(name)\" is unknown",
      remedy: remedy)
  }
}

/// Gathers placed responses into the table of a transcript.
struct PanelAssembly {
  private struct Cell {
    var samples: [Int] = []
    var responses: [Response] = []
  }

  private let file: String
  private var cells: [[Cell]]
  private var texts: TextStore

  init(subjects: Int, probes: Int, file: String) {
    self.file = file
    texts = TextStore(folder: FileManager.default.temporaryDirectory.path)
    cells = Array(repeating: Array(repeating: Cell(), count: probes), count: subjects)
  }

  mutating func add(_ placed: PlacedResponse, lineOffset: Int = 0) throws(PanelError) {
    let samples = cells[placed.subject][placed.probe].samples
    if samples.contains(placed.sample) {
      throw PanelError(
        .malformed, file: file, line: placed.line + lineOffset,
        reason: "this subject, probe and sample \(placed.sample) were answered before",
        remedy: "Number repeated samples 0, 1, 2, ... and keep one line for each.")
    }
    let position = samples.firstIndex { $0 > placed.sample } ?? samples.count
    cells[placed.subject][placed.probe].samples.insert(placed.sample, at: position)
    let response = try writing { () throws(TextStoreError) in try texts.keep(placed.response) }
    cells[placed.subject][placed.probe].responses.insert(response, at: position)
  }

  /// Shape: subjects x probes x samples.
  mutating func finished() throws(PanelError) -> [[[Response]]] {
    try writing { () throws(TextStoreError) in try texts.finish() }
    return cells.map { row in row.map(\.responses) }
  }

  private func writing<Result>(
    _ body: () throws(TextStoreError) -> Result
  ) throws(PanelError) -> Result {
    do { return try body() } catch { throw PanelError.writing(error.folder, error.code) }
  }
}
