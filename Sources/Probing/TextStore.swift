/// Keeps the texts of responses: the first in memory, the others in a temporary file once there are
/// more than memory should hold.
public struct TextStore: Sendable {
  /// UTF-8 kept in memory, in bytes.
  public static let limit = 1 << 30
  private static let bufferSize = 1 << 20
  /// Texts that take no memory beside their reference.
  private static let shortest = 15

  private let folder: String
  private let limit: Int
  private var held = 0
  private var file: TextFile?
  private var written = 0
  private var buffer: [UInt8] = []

  /// - Parameters:
  ///   - folder: for the file.
  ///   - limit: kept in memory, instead of the program's.
  public init(folder: String, limit: Int = TextStore.limit) {
    self.folder = folder
    self.limit = limit
  }

  /// The same response with its text kept here; not to be read before `finish()`.
  public mutating func keep(_ response: Response) throws(TextStoreError) -> Response {
    var response = response
    let length = response.text.utf8.count
    guard length > Self.shortest, length <= TextFile.Place.longest else { return response }
    if held + length <= limit {
      held += length
      return response
    }
    let file = try opened()
    let place = TextFile.Place(offset: written + buffer.count, length: length)
    buffer += response.text.utf8
    response.recorded = .onDisk(file, place)
    if buffer.count >= Self.bufferSize { try finish() }
    return response
  }

  private mutating func opened() throws(TextStoreError) -> TextFile {
    if let file { return file }
    let new = try TextFile(in: folder)
    file = new
    return new
  }

  /// Writes what has been kept.
  public mutating func finish() throws(TextStoreError) {
    guard let file, !buffer.isEmpty else { return }
    let code = file.write(buffer, at: written)
    guard code == 0 else { throw TextStoreError(folder: folder, code: code) }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
