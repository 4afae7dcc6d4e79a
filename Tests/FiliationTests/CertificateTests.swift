import Foundation
import Testing

private let openssl = "/usr/bin/openssl"

/// A server with a certificate that nobody vouches for, made with openssl(1), and the built program.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl)))
struct CertificateTests {
  @Test func anUntrustedCertificateEndsTheRunWithAClearMessage() async throws {
    try await withFolder { folder in
      let tools = Program(folder: folder)
      let made = try await tools.start(as: [
        openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=x", "-days", "2",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
      ]).outcome()
      #expect(made.status == 0, "\(made.errors)")
      let server = try tools.start(as: [
        openssl, "s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem",
        "-www",
      ])
      defer { server.send(SIGTERM) }
      let port = try await port(of: server)
      var study = SmallStudy(folder: folder, base: "https://127.0.0.1:\(port)/v1")
      study.unrelated = 0
      study.questions = 1
      try study.write()
      let untrusted = try await Program(folder: folder).run("ask", study.file)
      #expect(untrusted.status == 69)
      #expect(untrusted.errors.contains("its certificate is not trusted"), "\(untrusted.errors)")
      #expect(untrusted.errors.contains("SSL_CERT_FILE"))
    }
  }

  private func port(of server: RunningProgram) async throws -> Int {
    for _ in 0..<200 {
      if let match = server.printed.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)/) {
        return try #require(Int(match.1))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw CancellationError()
  }
}
