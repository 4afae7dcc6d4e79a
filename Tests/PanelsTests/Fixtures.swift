import Foundation
import Panels
import Probing
import Testing

/// A folder that is removed when the test is over.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/panels-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  /// A sound panel of two subjects and three probes, to be damaged by a test.
  func writeSoundPanel() throws {
    try write(
      "probes.jsonl",
      """
      {"id":"a","kind":"free-text","prompt":"Say something."}
      {"id":"b","kind":"choice","prompt":"Pick.","choices":["x","y","z"],"key":"B"}
      {"id":"c","kind":"short-answer","prompt":"How many?","key":"1,000"}

      """)
    try write(
      "responses.jsonl",
      """
      {"subject":"m","probe":"a","sample":1,"response":"second"}
      {"subject":"m","probe":"a","sample":0,"response":"first"}
      {"subject":"m","probe":"b","sample":0,"response":"B","answer":"B"}
      {"subject":"n","probe":"c","sample":0,"response":"so many","answer":" 1000.0 "}

      """)
    try write(
      "subjects.csv",
      """
      subject,maker,family,lineage,generation,organisation,relation,confidence
      m,Me,mine,line,,"Mine, Inc.",original,high
      n,You,,,,,distilled-from,low

      """)
    try write(
      "pairs.csv", "suspect,source_model,label,confidence,note\nn,m,distilled,med,\"a, b\"\n")
  }
}

/// The error of an operation that has to fail.
func failure(_ operation: () async throws(PanelError) -> Void) async -> PanelError? {
  do throws(PanelError) {
    try await operation()
    return nil
  } catch {
    return error
  }
}
