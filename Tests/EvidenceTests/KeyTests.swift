import Evidence
import Foundation
import Testing

@Suite struct KeyTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "keys-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// RFC 8410, 10.3 and 10.1: a private key and the public one that belongs to it.
  @Test func keysAgainstThePublishedExample() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("key.pem")
      try Data(
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----

        """.utf8
      ).write(to: file)
      #expect(
        try SigningKey(contentsOf: file).verificationKey.pem == """
          -----BEGIN PUBLIC KEY-----
          MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
          -----END PUBLIC KEY-----

          """)
    }
  }

  @Test func aKeyIsWrittenForItsOwnerAloneAndNeverOverwritten() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("key.pem")
      let key = SigningKey()
      try key.write(to: file)
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try SigningKey(contentsOf: file).verificationKey == key.verificationKey)
      let before = try Data(contentsOf: file)
      #expect(failure { try SigningKey().write(to: file) }?.kind == .exists)
      #expect(try Data(contentsOf: file) == before)
    }
  }

  @Test func aKeyTellsNothingOfItself() throws {
    try withFolder { folder in
      let key = SigningKey()
      let file = folder.appendingPathComponent("key.pem")
      try key.write(to: file)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      var dumped = "\(key) \(String(reflecting: key))"
      dump(key, to: &dumped)
      #expect(!dumped.contains(lines[1]))
      #expect(Mirror(reflecting: key).children.isEmpty)
    }
  }

  #if os(Linux)
    @Test func keysAgainstOpenSSL() throws {
      try withFolder { folder in
        let made = try Shell.run(
          """
          set -e; openssl genpkey -algorithm ed25519 -out key.pem
          openssl pkey -in key.pem -pubout -out pub.pem
          openssl pkey -pubin -in pub.pem -outform DER | sha256sum | cut -d' ' -f1
          """, in: folder)
        #expect(made.isGood, "\(made.output)")
        let key = try SigningKey(contentsOf: folder.appendingPathComponent("key.pem"))
        let pub = folder.appendingPathComponent("pub.pem")
        #expect(try key.verificationKey == VerificationKey(contentsOf: pub))
        #expect(try Data(key.verificationKey.pem.utf8) == Data(contentsOf: pub))
        #expect(made.output == "\(key.verificationKey.fingerprint)\n")
        try SigningKey().write(to: folder.appendingPathComponent("own.pem"))
        let read = try Shell.run("openssl pkey -in own.pem -noout -text", in: folder)
        #expect(read.isGood && read.output.contains("ED25519"), "\(read.output)")
      }
    }

    @Test(arguments: [
      ("openssl genpkey -algorithm ed25519 -aes256 -pass pass:x", "decrypt"),
      ("openssl genpkey -algorithm ed448", "Ed25519"),
      ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "Ed25519"),
      ("openssl genpkey -algorithm ed25519 | openssl pkey -pubout", "private key"),
      ("echo nothing", "PEM"), ("true", "PEM"),
    ])
    func otherKeysAreRefusedWithARemedy(command: String, remedy: String) throws {
      try withFolder { folder in
        let made = try Shell.run("\(command) > key.pem", in: folder)
        #expect(made.isGood)
        let error = failure {
          _ = try SigningKey(contentsOf: folder.appendingPathComponent("key.pem"))
        }
        #expect(error?.kind == .unusable)
        #expect(error?.message.contains(remedy) == true, "\(error?.message ?? "")")
      }
    }
  #endif

  @Test func aMissingKeyIsNamed() {
    let nowhere = URL(fileURLWithPath: "/no/such/key.pem")
    #expect(failure { _ = try SigningKey(contentsOf: nowhere) }?.kind == .missing)
    #expect(failure { _ = try VerificationKey(contentsOf: nowhere) }?.kind == .missing)
  }
}
