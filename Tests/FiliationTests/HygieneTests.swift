import Foundation
import Testing

/// Nothing that belongs to the person or the machine gets into a bag.
@Suite struct HygieneTests {
  private static let key = "sk-planted-0f9a8b7c6d5e4f3a2b1c"
  private static let user = "planted-user"

  @Test func nothingPlantedIsInAnyFileOfABag() async throws {
    try await withFolder { folder in
      try await withModels { server in
        let home = folder.appendingPathComponent("home/\(Self.user)")
        try home.appendingPathComponent("model.sh").write(
          "while read -r line; do echo '{\"text\": \"It is 5.\"}'; done\n")
        var study = SmallStudy(folder: home, base: server.base)
        study.questions = 4
        study.suspect = "echo"
        study.settings = ", key_env: SMALL_API_KEY, headers: {X-Trace: $SMALL_API_KEY}"
        study.furtherControls = [
          "{id: k, endpoint: {provider: command, command: [sh, \(home.path)/model.sh]}, "
            + "relation: unrelated}"
        ]
        try study.write()
        let program = Program(
          folder: home,
          environment: [
            "HOME": home.path, "USER": Self.user, "LOGNAME": Self.user,
            "SMALL_API_KEY": Self.key,
          ])
        for command in [
          ["run", study.file], ["keys", "new", "signer.pem"],
          ["seal", "small.study", "--out", "case", "--key", "signer.pem"],
          ["redact", "case", "--out", "part", "--key", "signer.pem"],
        ] {
          let outcome = try await program.run(command)
          #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        }
        let pem = home.appendingPathComponent("signer.pem").text.split(separator: "\n")[1]
        let planted = [
          "the key": Self.key, "the auth header": "Bearer sk-", "the home folder": home.path,
          "the user's name": Self.user, "the private key": String(pem),
          "the machine's name": ProcessInfo.processInfo.hostName,
        ].filter { $0.value != "localhost" && $0.value.count > 5 }
        #expect(planted.count >= 5)
        for bag in ["case", "part"] {
          let files = try Self.files(in: home.appendingPathComponent(bag))
          #expect(files.count > (bag == "case" ? 80 : 15))
          for (path, bytes) in files {
            for (name, text) in planted {
              #expect(bytes.range(of: Data(text.utf8)) == nil, "\(name) is in \(path)")
            }
          }
        }
        // The server did repeat the key, and it was blotted out.
        let raw = try Self.files(in: home.appendingPathComponent("case/data/raw"))
        #expect(raw.contains { $0.bytes.range(of: Data("Bearer [redacted]".utf8)) != nil })
      }
    }
  }

  @Test func aKeyThatWasAskedAboutIsNotSealed() async throws {
    try await withFolder { folder in
      try await withModels { server in
        let study = SmallStudy(folder: folder, base: server.base)
        try study.write()
        let set = folder.appendingPathComponent("small-v1.jsonl")
        try set.write(set.text.replacing("What is 7 plus", with: "\(Self.key) What is 7 plus"))
        let program = Program(folder: folder, environment: ["OTHER_API_KEY": Self.key])
        #expect(try await program.run("ask", study.file).status == 0)
        let sealed = try await program.run("seal", "small.study", "--out", "case")
        #expect(sealed.status == 65)
        #expect(sealed.errors.contains("the value of OTHER_API_KEY"))
        #expect(!sealed.errors.contains(Self.key))
      }
    }
  }

  private static func files(in folder: URL) throws -> [(path: String, bytes: Data)] {
    let all = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return all.compactMap { path in
      FileManager.default.contents(atPath: folder.appendingPathComponent(path).path)
        .map { (path, $0) }
    }
  }
}
