import Panels
import Probing

/// A recorded panel from its compressed file to texts in memory.
enum ReadingRow {
  /// Values: the number of responses and of their bytes.
  static func prepare(_ folder: InputFolder) throws -> () async throws -> [Double] {
    let path = try folder.panel("alpaca-eval")
    return {
      let transcript = try await Panel.read(path).transcript
      let responses = transcript.responses.joined().joined()
      return [Double(responses.count), Double(responses.reduce(0) { $0 + $1.text.utf8.count })]
    }
  }
}
