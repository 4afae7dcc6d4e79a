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
    var gathered = Gathered(
      assembly: PanelAssembly(subjects: subjects.count, probes: probes.count, file: path))
    var waiting: [Task<Result<Block, PanelError>, Never>] = []
    var blocks = try LineBlocks(path)
    var end: Result<[UInt8]?, PanelError>
    repeat {
      end = Result { () throws(PanelError) in try blocks.next() }
      guard case .success(let bytes?) = end else { break }
      waiting.append(Task { parsed(bytes, index) })
      if waiting.count >= blocksInFlight { try gathered.add(await waiting.removeFirst().value) }
    } while true
    for block in waiting { try gathered.add(await block.value) }
    _ = try end.get()
    return Transcript(
      subjects: subjects, probes: probes, responses: try gathered.assembly.finished())
  }

  /// Blocks taken in the order of the file.
  private struct Gathered {
    var assembly: PanelAssembly
    private var lines = 0

    init(assembly: PanelAssembly) { self.assembly = assembly }

    mutating func add(_ result: Result<Block, PanelError>) throws(PanelError) {
      switch result {
      case .success(let block):
        for placed in block.responses { try assembly.add(placed, lineOffset: lines) }
        lines += block.lines
      case .failure(var error):
        error.line = error.line.map { $0 + lines }
        throw error
      }
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
