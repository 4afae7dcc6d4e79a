import Foundation
import Panels
import Probing
import Statistics

/// The inputs of one row, written by the Python side: arrays as raw little-endian numbers.
struct InputFolder {
  private let url: URL

  init(_ path: String) { url = URL(fileURLWithPath: path) }

  func array<Element: BitwiseCopyable>(_ name: String, of type: Element.Type) throws -> [Element] {
    try Data(contentsOf: url.appending(path: name)).withUnsafeBytes {
      Array($0.bindMemory(to: Element.self))
    }
  }

  /// The rows of a matrix of single precision.
  func rows(_ name: String, columns: Int) throws -> [[Float]] {
    let elements = try array(name, of: Float.self)
    return stride(from: 0, to: elements.count, by: columns).map {
      Array(elements[$0..<$0 + columns])
    }
  }

  /// The folder of a recorded panel, below the folder that `PANELS` names.
  func panel(_ name: String) throws -> String {
    guard let panels = ProcessInfo.processInfo.environment["PANELS"] else {
      throw CocoaError(.fileNoSuchFile)
    }
    return panels + "/" + name
  }

  /// Values for the Python side to compare.
  func write(_ values: [Double], to name: String = "filiation.f64") throws {
    try values.withUnsafeBytes { try Data($0).write(to: url.appending(path: name)) }
  }
}
