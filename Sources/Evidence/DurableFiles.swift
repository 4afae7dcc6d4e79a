import Foundation

/// Puts `bytes` at `file` so that the end of this process leaves the old content or the new, never a
/// part of it; not yet on the disk.
func putWhole(_ bytes: Data, at path: String, by way: String) throws(EvidenceError) {
  try OpenFile(at: way, for: .replacing).writeAll(bytes)
  guard rename(way, path) == 0 else { throw .writing(path) }
}

/// Puts `bytes` at `file` so that a crash leaves the old content or the new, never a part of it.
func writeWhole(_ bytes: Data, to file: URL, by way: URL) throws(EvidenceError) {
  let temporary = try OpenFile(way, for: .replacing)
  try temporary.writeAll(bytes)
  try temporary.synchronize()
  guard rename(way.path, file.path) == 0 else { throw .writing(file.path) }
}

/// Makes the names in the folder that holds `file` as durable as their bytes.
func synchronizeFolder(of file: URL) throws(EvidenceError) {
  try OpenFile(file.deletingLastPathComponent(), for: .reading).synchronize()
}

/// Makes a folder and those above it; one that is there already is left alone.
func makeFolder(_ folder: URL) throws(EvidenceError) {
  if mkdir(folder.path, 0o755) == 0 { return try synchronizeFolder(of: folder) }
  switch errno {
  case EEXIST: return
  case ENOENT where folder.pathComponents.count > 1:
    try makeFolder(folder.deletingLastPathComponent())
    guard mkdir(folder.path, 0o755) == 0 || errno == EEXIST else { throw .writing(folder.path) }
    try synchronizeFolder(of: folder)
  default: throw .writing(folder.path)
  }
}

func fileExists(_ file: URL) -> Bool { fileExists(at: file.path) }

func fileExists(at path: String) -> Bool { access(path, F_OK) == 0 }

/// In bytes; `nil` where there is none.
func fileSize(at path: String) -> Int? {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : nil
}
