import Foundation

/// A file that must not be there yet.
enum NewFile {
  static func write(_ text: String, to path: String) throws(CommandFailure) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        .cannotCreate, "\(path) exists and is not overwritten; choose another name")
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      throw CommandFailure(
        .cannotCreate,
        "cannot write \(path): \(error.localizedDescription); "
          + "choose a folder that you may write")
    }
  }
}
