import Foundation
import HummingbirdTLS

/// A certificate authority that exists for one test, made with openssl(1).
final class Authority {
  static let program = "/usr/bin/openssl"
  static let canBeMade = FileManager.default.isExecutableFile(atPath: program)

  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("authority-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Throw-away authority", "-days", "2")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The authority's own certificate.
  var certificate: String { folder.appendingPathComponent("ca.pem").path }

  /// What a server needs to call itself by a name, such as `IP:127.0.0.1` or `DNS:model.invalid`.
  ///
  /// - Parameter days: from now; negative for a certificate that has expired.
  func identity(of name: String, days: Int = 2) throws -> TLSConfiguration {
    try Data("subjectAltName=\(name)\n".utf8).write(to: folder.appendingPathComponent("names"))
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
      "server.key", "-out", "server.csr", "-subj", "/CN=server")
    try openssl(
      "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
      "-out", "server.pem", "-days", "\(days)", "-extfile", "names")
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    return .makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(path("server.pem")).map {
        .certificate($0)
      }, privateKey: .privateKey(try NIOSSLPrivateKey(file: path("server.key"), format: .pem)))
  }

  private func openssl(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(command: arguments) }
  }

  struct Failure: Error { var command: [String] }
}
