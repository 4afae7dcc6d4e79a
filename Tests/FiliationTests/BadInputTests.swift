import Foundation
import Testing

/// Files that are not what they should be, through the built program, each with its exit status.
@Suite struct BadInputTests {
  @Test(arguments: [
    ("study: [", "not valid YAML"), ("\tstudy: a", "not valid YAML"), ("", "is empty"),
    ("- a\n- b\n", "not a mapping"), ("study: a\nstudy: b\n", "written twice"),
    (Self.bomb, "aliases"), (String(repeating: "[", count: 5000), "nesting"),
  ])
  func textThatIsNoStudyFileIsAConfigurationError(text: String, words: String) async throws {
    try await withFolder { folder in
      try folder.appendingPathComponent("study.yml").write(text)
      let outcome = try await Program(folder: folder).run("ask", "study.yml")
      #expect(outcome.status == 78, "\(outcome.errors)")
      #expect(outcome.errors.contains("study.yml:"))
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  /// Nine aliases, each of ten of the one before: a billion values.
  private static let bomb =
    "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    + (1...9).map { n in
      "a\(n): &a\(n) [" + [String](repeating: "*a\(n - 1)", count: 10).joined(separator: ", ")
        + "]\n"
    }.joined()

  @Test(arguments: [
    ("base_url: \"http://127.0.0.1:65536/v1\"", "base_url", "port from 1 to 65535"),
    ("base_url: \"http://127.0.0.1:0/v1\"", "base_url", "port from 1 to 65535"),
    ("base_url: \"http://h:99999999999999999999/v1\"", "base_url", "port"),
    ("base_url: \"ftp://h/v1\"", "base_url", "not an http or https URL"),
    ("base_url: \"http://u:p@h/v1\"", "base_url", "use key_env and headers"),
    ("base_url: \"http://h/v1?x=1\"", "base_url", "use key_env and headers"),
    ("timeout: -1", "timeout", "seconds above 0"), ("timeout: .inf", "timeout", "cannot be used"),
    ("max_tokens_field: tokens", "max_tokens_field", "max_completion_tokens"),
    ("headers: {\"a b\": x}", "headers", "no header"),
    ("headers: {a: \"x\\r\\ny: z\"}", "headers", "on one line"),
  ])
  func aSettingThatCannotBeUsedIsNamedWithItsLine(
    setting: String, name: String, words: String
  ) async throws {
    try await withFolder { folder in
      let others = setting.hasPrefix("base_url") ? "" : ", base_url: \"http://127.0.0.1:9/v1\""
      try folder.appendingPathComponent("study.yml").write(
        """
        study: a
        suspect: {id: s, endpoint: {provider: command, command: [cat]}}
        sources:
          - id: t
            endpoint: {provider: openai, model: m, \(setting)\(others)}
        probes: [{set: ./small-v1.jsonl}]
        """)
      for arguments in [["ask", "study.yml"], ["ask", "study.yml", "--dry-run"]] {
        let outcome = try await Program(folder: folder).run(arguments)
        #expect(outcome.status == 78)
        #expect(
          outcome.errors.contains("study.yml:5:")
            && outcome.errors.contains("sources[0].endpoint.\(name): "), "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
      }
    }
  }

  @Test(arguments: [
    ("\"samples\": 1", "\"samples\": 9000000000000000000", "10000"),
    ("\"samples\": 1", "\"samples\": 0", "1 to"),
    ("\"max_tokens\": 64", "\"max_tokens\": 9000000000000000000", "1000000"),
    ("\"id\": \"small\"", "\"id\": \"../small\"", "names a file"),
    ("\"temperature\": 0", "\"temperature\": 9", "outside 0 to 2"),
    ("\"key\": \"10\"", "\"key\": \"x y\"", "no answer of the kind integer"),
    ("\"id\": \"p2\"", "\"id\": \"p1\"", "repeated from line 2"), ("{", "[", "header"),
  ])
  func aProbeSetThatIsNotSoundIsBadData(old: String, new: String, words: String) async throws {
    try await withFolder { folder in
      var study = SmallStudy(folder: folder, base: "http://127.0.0.1:9/v1")
      study.questions = 2
      try study.write()
      let set = folder.appendingPathComponent("small-v1.jsonl")
      try set.write(set.text.replacing(old, with: new))
      let outcome = try await Program(folder: folder).run("ask", study.file)
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains("small-v1.jsonl:"), "\(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  /// A panel of three subjects, with a change made to it.
  private func assess(
    _ change: (URL) throws -> Void, _ check: (Program.Outcome) throws -> Void
  ) async throws {
    try await withFolder { folder in
      let panel = folder.appendingPathComponent("p")
      let probes = (0..<6).map { #"{"id":"q\#($0)","kind":"free-text","prompt":"Say \#($0)."}"# }
      try panel.appendingPathComponent("probes.jsonl").write(probes.joined(separator: "\n"))
      let rows = ["a", "b", "c"].flatMap { subject in
        (0..<6).map {
          #"{"subject":"\#(subject)","probe":"q\#($0)","sample":0,"response":"\#(subject) \#($0)"}"#
        }
      }
      try panel.appendingPathComponent("responses.jsonl").write(rows.joined(separator: "\n"))
      try panel.appendingPathComponent("subjects.csv").write(
        "subject,maker,family,lineage\na,a,a,a\nb,b,b,b\nc,c,c,c\n")
      try panel.appendingPathComponent("pairs.csv").write("suspect,source_model,label\na,b,\n")
      try change(panel)
      try check(try await Program(folder: folder).run("assess", "--panel", "p", "--out", "o"))
    }
  }

  @Test func aPanelWithMissingResponsesIsAssessed() async throws {
    try await assess { panel in
      let file = panel.appendingPathComponent("responses.jsonl")
      let rows = file.text.split(separator: "\n").enumerated().filter { $0.offset % 4 != 1 }
      try file.write(rows.map { String($0.element) }.joined(separator: "\n"))
    } _: { outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    ("responses.jsonl", "\"sample\":0", "\"sample\":\"0\"", ":1: "),
    ("responses.jsonl", "\"response\":\"b 0\"", "\"response\":5", ":7: "),
    ("responses.jsonl", "\"subject\":\"b\"", "\"subject\":\"z\"", ":7: "),
    ("probes.jsonl", "\"id\":\"q1\"", "\"id\":\"q0\"", ":2: "),
    ("probes.jsonl", "free-text", "essay", ":1: "),
    ("subjects.csv", "b,b,b,b", "b,b,b", ":3: "),
    ("pairs.csv", "a,b,", "a,b,cousin", ":2: "), ("pairs.csv", "a,b,", "a,z,", ":2: "),
  ])
  func aPanelOfWrongTypesIsBadData(
    file: String, old: String, new: String, place: String
  ) async throws {
    try await assess { panel in
      let url = panel.appendingPathComponent(file)
      try url.write(url.text.replacing(old, with: new))
    } _: { outcome in
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains(file + place), "\(outcome.errors)")
    }
  }

  @Test func aTruncatedGzipIsBadData() async throws {
    try await assess { panel in
      let file = panel.appendingPathComponent("responses.jsonl")
      let zip = Process()
      zip.executableURL = URL(fileURLWithPath: "/bin/gzip")
      zip.arguments = [file.path]
      try zip.run()
      zip.waitUntilExit()
      let packed = file.appendingPathExtension("gz")
      let bytes = try Data(contentsOf: packed)
      try bytes.prefix(bytes.count * 2 / 3).write(to: packed)
    } _: { outcome in
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains("truncated"), "\(outcome.errors)")
    }
  }

  @Test func aMissingAuthorityFileOrProxyIsAConfigurationError() async throws {
    try await withFolder { folder in
      let study = SmallStudy(folder: folder, base: "http://127.0.0.1:9/v1")
      try study.write()
      for (name, value) in [
        ("SSL_CERT_FILE", "no-such-file.pem"), ("HTTPS_PROXY", "ftp://p"),
        ("HTTPS_PROXY", "http://p:65536"),
      ] {
        let outcome = try await Program(folder: folder, environment: [name: value])
          .run("ask", study.file)
        #expect(outcome.status == 78, "\(outcome.errors)")
        #expect(outcome.errors.contains(name), "\(outcome.errors)")
      }
    }
  }
}
