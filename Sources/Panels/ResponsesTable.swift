import Probing

/// The lines of `responses.jsonl`, unpacked in sequence and parsed block by block on all cores.
enum ResponsesTable {
  private struct Block: Sendable {
    var responses: [PlacedResponse] = []
    var lines = 0
  }

  /// Blocks that may wait or be in work at a time; bounds the memory.
  private static let blocksInFlight = 4

  static func read(
    _ path: String, subjects: [Subject], probes: [Probe]
  ) async throws(PanelError) -> Transcript {
    let index = PanelIndex(subjects: subjects, probes: probes, file: path)
    var assembly = PanelAssembly(subjects: subjects.count, probes: probes.count, file: path)
    var lines = 0
    for result in await parsedBlocks(path, index) {
      switch result {
      case .success(let block):
        for placed in block.responses { try assembly.add(placed, lineOffset: lines) }
        lines += block.lines
      case .failure(var error):
        error.line = error.line.map { $0 + lines }
        throw error
      }
    }
    return Transcript(subjects: subjects, probes: probes, responses: assembly.responses)
  }

  /// The blocks in the order of the file, up to the first that cannot be read.
  private static func parsedBlocks(
    _ path: String, _ index: PanelIndex
  ) async -> [Result<Block, PanelError>] {
    await withTaskGroup(of: (Int, Result<Block, PanelError>).self) { group in
      var results: [Int: Result<Block, PanelError>] = [:]
      var started = 0
      do throws(PanelError) {
        var blocks = try LineBlocks(path)
        while let bytes = try blocks.next() {
          let number = started
          group.addTask { (number, parsed(bytes, index)) }
          started += 1
          if started - results.count >= blocksInFlight, let (number, result) = await group.next() {
            results[number] = result
            if case .failure = result { break }
          }
        }
      } catch {
        results[started] = .failure(error)
      }
      for await (number, result) in group { results[number] = result }
      return results.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  private static func parsed(_ bytes: [UInt8], _ index: PanelIndex) -> Result<Block, PanelError> {
    Result { () throws(PanelError) in
      var block = Block()
      block.lines = try forEachLine(in: bytes) { (line, number) throws(PanelError) in
        block.responses.append(try index.place(try row(line, number, index.file), line: number))
      }
      return block
    }
  }

  private static func row(
    _ line: ArraySlice<UInt8>, _ number: Int, _ file: String
  ) throws(PanelError) -> RecordedRow {
    if let row = line.withUnsafeBufferPointer(ResponseScanner.row) { return row }
    return try JSONLines.decode(RecordedRow.self, from: line, file, number)
  }
}
