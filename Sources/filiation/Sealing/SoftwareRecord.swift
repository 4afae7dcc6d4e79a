import Evidence
import Foundation
import Statistics

/// `software/tool-version.json`: which program sealed, so that the same one can be found or built.
struct SoftwareRecord: Encodable {
  /// What the build wrote beside the program; counts only for the very program it was written for.
  struct Build: Codable {
    /// SHA-256 of the program that was built.
    var program: Digest256
    /// The commit it was built from.
    var commit: String
    /// Whether files differed from that commit.
    var changed: Bool
    /// The compiler, in its own words.
    var compiler: String
  }

  var version = toolVersion
  var program: Digest256
  /// Absent when the build left no word of itself.
  var build: Build?
  var linearAlgebra = "\(BLAS.configuration), core \(BLAS.coreName)"
  var system = SoftwareRecord.platform

  enum CodingKeys: String, CodingKey {
    case version, build, system
    case program = "program_sha256"
    case linearAlgebra = "linear_algebra"
  }

  init() throws {
    let file = try Self.program()
    program = try Digest256(contentsOf: file)
    let stamp = file.deletingLastPathComponent().appendingPathComponent("filiation.build.json")
    let found = FileManager.default.contents(atPath: stamp.path).flatMap {
      try? JSONDecoder().decode(Build.self, from: $0)
    }
    build = found.flatMap { $0.program == program ? $0 : nil }
  }

  func json() throws -> Data { try JSONEncoder.forFiles.encode(self) + Data("\n".utf8) }

  /// The file of the running program.
  private static func program() throws -> URL {
    #if os(Linux)
      return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    #else
      guard let path = Bundle.main.executablePath else {
        throw CommandFailure(.internalError, "the program cannot find its own file")
      }
      return URL(fileURLWithPath: path)
    #endif
  }

  /// Kind of system and processor; nothing that names the machine.
  private static let platform: String = {
    var names = utsname()
    uname(&names)
    func text(_ field: UnsafeRawBufferPointer) -> String {
      String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
    let system = withUnsafeBytes(of: &names.sysname, text)
    return system + " " + withUnsafeBytes(of: &names.machine, text)
  }()
}
