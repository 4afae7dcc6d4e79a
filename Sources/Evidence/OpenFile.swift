import Foundation

#if os(Linux)
  import CSynchronize
#endif

/// An open file descriptor, closed with its last reference.
final class OpenFile: Sendable {
  enum Use {
    case reading
    /// Bytes go to the end; the file must exist.
    case appending
    /// Created when it is not there, emptied when it is.
    case replacing
    /// Created; the file must not be there.
    case creating(mode: mode_t)
    /// Created when it is not there, left as it is when it is.
    case locking

    var flags: Int32 {
      switch self {
      case .reading: O_RDONLY
      case .appending: O_WRONLY | O_APPEND
      case .replacing: O_WRONLY | O_CREAT | O_TRUNC
      case .creating: O_WRONLY | O_CREAT | O_EXCL
      case .locking: O_RDWR | O_CREAT
      }
    }

    var mode: mode_t {
      if case .creating(let mode) = self { mode } else { 0o644 }
    }
  }

  let path: String
  private let descriptor: Int32

  convenience init(_ file: URL, for use: Use) throws(EvidenceError) {
    try self.init(at: file.path, for: use)
  }

  init(at path: String, for use: Use) throws(EvidenceError) {
    self.path = path
    // Not inherited: a child process must not keep a study locked.
    descriptor = open(path, use.flags | O_CLOEXEC, use.mode)
    guard descriptor >= 0 else {
      if case .reading = use { throw .reading(path) }
      throw .writing(path)
    }
  }

  deinit { close(descriptor) }

  /// The next bytes, at most 64 KiB; nil at the end of the file.
  func nextChunk() throws(EvidenceError) -> [UInt8]? {
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
      repeat {
        count = read(descriptor, buffer.baseAddress, buffer.count)
      } while count < 0 && errno == EINTR
      initialized = max(count, 0)
    }
    guard count >= 0 else { throw .reading(path) }
    return count == 0 ? nil : chunk
  }

  func readToEnd() throws(EvidenceError) -> Data {
    var bytes = Data()
    while let chunk = try nextChunk() { bytes.append(contentsOf: chunk) }
    return bytes
  }

  func seek(to offset: Int) throws(EvidenceError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .reading(path) }
  }

  /// Writes every byte, in as many calls as that takes.
  func writeAll(_ bytes: Data) throws(EvidenceError) {
    let complete = bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
    guard complete else { throw .writing(path) }
  }

  /// Returns once the bytes are on the disk and not only in a cache.
  func synchronize() throws(EvidenceError) {
    #if canImport(Darwin)
      let result = fcntl(descriptor, F_FULLFSYNC)
    #else
      let result = fsync(descriptor)
    #endif
    // EINVAL: a file system that cannot synchronise folders.
    guard result == 0 || errno == EINVAL else { throw .writing(path) }
  }

  /// Returns once everything written so far to the file system that holds this file is on the disk.
  ///
  /// One call for many small files costs less than one for each of them.
  func synchronizeFileSystem() throws(EvidenceError) {
    #if os(Linux)
      guard syncfs(descriptor) == 0 else { throw .writing(path) }
    #else
      sync()
      try synchronize()
    #endif
  }

  func truncate(to length: Int) throws(EvidenceError) {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw .writing(path) }
  }

  /// Takes the exclusive lock of this file; false when another holder has it.
  func lockIfFree() throws(EvidenceError) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw .writing(path) }
    return false
  }
}
