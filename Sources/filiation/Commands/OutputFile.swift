import Foundation

/// Files that a command writes.
enum OutputFile {
  /// Writes whole or not at all, replacing what was there; makes the folder when it is missing.
  static func write(_ bytes: Data, to url: URL) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url, options: .atomic)
    } catch {
      throw failure(error, url.path)
    }
  }

  /// Makes a folder when it is missing, and throws when nothing can be written there: known before
  /// minutes of work and not after them.
  static func prepare(_ folder: URL) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw failure(error, folder.path)
    }
    guard access(folder.path, W_OK) == 0 else {
      throw failure(CocoaError(.fileWriteNoPermission), folder.path)
    }
  }

  /// Writes a file that must not be there yet.
  static func create(_ bytes: Data, at path: String) throws(CommandFailure) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        .cannotCreate, "\(path) exists and is not overwritten; choose another name")
    }
    try write(bytes, to: URL(fileURLWithPath: path))
  }

  private static func failure(_ error: any Error, _ path: String) -> CommandFailure {
    switch (error as? CocoaError)?.code {
    case .fileWriteOutOfSpace:
      CommandFailure(.cannotWrite, "cannot write \(path): the disk is full; free some space")
    case .fileWriteNoPermission, .fileWriteVolumeReadOnly:
      CommandFailure(
        .cannotCreate, "cannot write \(path): not permitted; choose a folder you may write")
    default:
      CommandFailure(.cannotWrite, "cannot write \(path): \(error.localizedDescription)")
    }
  }
}
