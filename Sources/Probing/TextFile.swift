#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Texts in a temporary file without a name, which vanishes with the last reference: for more
/// responses than memory holds.
final class TextFile: Sendable {
  /// Where a text stands; both within what `Place` packs into eight bytes.
  struct Place: Sendable {
    static let longest = (1 << 24) - 1
    private let bits: UInt64

    init(offset: Int, length: Int) {
      precondition(offset >> 40 == 0 && length <= Self.longest)
      bits = UInt64(offset) << 24 | UInt64(length)
    }

    var offset: Int { Int(bits >> 24) }
    var length: Int { Int(bits & UInt64(Self.longest)) }
  }

  private let descriptor: Int32

  /// - Parameter folder: of the file.
  init(in folder: String) throws(TextStoreError) {
    var name = Array((folder + "/filiation-texts-XXXXXX").utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw TextStoreError(folder: folder, code: errno) }
    unlink(name)
    // A program started meanwhile must not hold the texts open.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(descriptor) }

  /// Writes all bytes from an offset on.
  /// - Returns: 0, or the code of the system's error.
  func write(_ bytes: [UInt8], at offset: Int) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
      }
      if count < 0, errno != EINTR { return errno }
      done += max(0, count)
    }
    return 0
  }

  /// A text that was written. What cannot be read back ends the program with status 74 (input or output):
  /// whatever were computed without it would be wrong.
  func text(at place: Place) -> String {
    String(unsafeUninitializedCapacity: place.length) { bytes in
      var done = 0
      while done < place.length {
        let count = pread(
          descriptor, bytes.baseAddress! + done, place.length - done, off_t(place.offset + done))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          end(
            "error: a temporary file cannot be read back (\(String(cString: strerror(errno))))\n")
        }
        done += count
      }
      return done
    }
  }
}

private func end(_ message: String) -> Never {
  _ = Array(message.utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  exit(74)
}

/// The temporary file for texts that do not fit in memory cannot be made or written.
public struct TextStoreError: Error, Sendable {
  public let folder: String
  /// Of the system.
  public let code: Int32
}
