import CZlib
import Foundation
import Probing

/// Writes a panel in the layout that `Panel.read` reads.
public enum PanelWriter {
  /// Writes `probes.jsonl`, `responses.jsonl` (with `.gz` when compressed), `subjects.csv` and, when
  /// there are labels, `pairs.csv`. The folder is created; files in it are replaced.
  public static func write(
    _ panel: Panel, to folder: String, compressed: Bool = true
  ) throws(PanelError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
      throw PanelError.writing(folder, isFull ? ENOSPC : EACCES)
    }
    let ending = compressed ? ".gz" : ""
    try write(probeLines(panel.transcript.probes), "\(folder)/probes.jsonl\(ending)")
    try writeResponses(of: panel.transcript, "\(folder)/responses.jsonl\(ending)")
    let table = SubjectsTable(subjects: panel.transcript.subjects, columns: panel.columns)
    try write(Array(table.encoded().utf8), "\(folder)/subjects.csv")
    if !panel.labels.isEmpty {
      try write(Array(PairsTable.encoded(panel.labels).utf8), "\(folder)/pairs.csv")
    }
  }

  private static func probeLines(_ probes: [Probe]) -> [UInt8] {
    var bytes: [UInt8] = []
    for probe in probes {
      probe.json.append(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], _ path: String) throws(PanelError) {
    let file = try OutputFile(path)
    try file.write(bytes)
    try file.close()
  }

  private static func writeResponses(
    of transcript: Transcript, _ path: String
  ) throws(PanelError) {
    let file = try OutputFile(path)
    for (subject, row) in zip(transcript.subjects, transcript.responses) {
      var bytes: [UInt8] = []
      for (probe, responses) in zip(transcript.probes, row) {
        for (sample, response) in responses.enumerated() {
          let row = RecordedRow(
            subject: subject.id, probe: probe.id, sample: sample, response: response.text,
            answer: probe.kind == .freeText ? nil : response.answer.value,
            isTruncated: response.isTruncated, logprobs: response.firstTokenLogprobs)
          row.json.append(to: &bytes)
          bytes.append(UInt8(ascii: "\n"))
        }
      }
      try file.write(bytes)
    }
    try file.close()
  }
}

/// A file being written, compressed when its name ends with `.gz`.
private struct OutputFile: ~Copyable {
  private var handle: gzFile
  private let path: String

  init(_ path: String) throws(PanelError) {
    guard let handle = gzopen(path, path.hasSuffix(".gz") ? "wb6" : "wbT") else {
      throw PanelError.writing(path, errno)
    }
    self.handle = handle
    self.path = path
  }

  func write(_ bytes: [UInt8]) throws(PanelError) {
    guard !bytes.isEmpty else { return }
    if gzwrite(handle, bytes, UInt32(bytes.count)) == 0 { throw PanelError.writing(path, errno) }
  }

  consuming func close() throws(PanelError) {
    if gzclose_w(handle) != Z_OK { throw PanelError.writing(path, errno) }
  }
}
