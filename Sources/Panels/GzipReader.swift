import CZlib
import Foundation

/// Reads a file, unpacking it when it is gzip; several members are read as one.
struct GzipReader: ~Copyable {
  private let handle: gzFile
  private let path: String

  init(_ path: String) throws(PanelError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      !isFolder.boolValue, let handle = gzopen(path, "rb")
    else {
      throw PanelError(
        .missing, file: path, reason: "the file does not exist or cannot be opened",
        remedy: "Give the path of an existing file that you may read.")
    }
    gzbuffer(handle, 1 << 18)
    self.handle = handle
    self.path = path
  }

  deinit { gzclose_r(handle) }

  /// Appends as many bytes as asked for, or fewer when the file ends.
  func append(_ count: Int, to bytes: inout [UInt8]) throws(PanelError) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    let got = try bytes.withUnsafeMutableBufferPointer {
      (buffer: inout UnsafeMutableBufferPointer<UInt8>) throws(PanelError) -> Int in
      try read(into: UnsafeMutableBufferPointer(rebasing: buffer[start...]))
    }
    bytes.removeLast(count - got)
  }

  private func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(PanelError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let wanted = UInt32(min(buffer.count - filled, 1 << 30))
      let got = gzread(handle, buffer.baseAddress! + filled, wanted)
      if got < 0 { throw damage() }
      if got == 0 { break }
      filled += Int(got)
    }
    if filled < buffer.count { try checkEnd() }
    return filled
  }

  /// A gzip stream that stops early reads as a short file; only the status tells.
  private func checkEnd() throws(PanelError) {
    var status: Int32 = Z_OK
    gzerror(handle, &status)
    if status != Z_OK, status != Z_STREAM_END { throw damage() }
  }

  private func damage() -> PanelError {
    var status: Int32 = Z_OK
    gzerror(handle, &status)
    let reason =
      status == Z_BUF_ERROR
      ? "the gzip data stops early: the file is truncated"
      : "the gzip data is damaged or the file cannot be read (zlib status \(status))"
    return PanelError(
      .malformed, file: path, reason: reason, remedy: "Copy or write the file again.")
  }
}
