import Foundation
import Testing

/// Keys that servers repeat and files hold, through the built program.
@Suite struct SecretTests {
  private static let key = "sk-planted/secret+0123456789/abc"

  /// The forms are written by the server, so that what is looked for is what was sent.
  @Test(arguments: KeyForm.allCases)
  func aKeyThatTheServerRepeatsStandsNowhere(form: KeyForm) async throws {
    try await askSmallStudy(
      {
        $0.suspect = form.rawValue
        $0.settings = ", key_env: SMALL_API_KEY"
      }, environment: ["SMALL_API_KEY": Self.key],
      { study, program, _, outcome in
        #expect(outcome.errors.contains("bad-request"), "\(outcome.errors)")
        #expect(study.suspectLines.count == 3)
        let doctor = try await program.run("doctor", study.file)
        #expect(doctor.errors.contains("[redacted]"), "\(doctor.errors)")
        let forms = Set([form.write(Self.key), Self.key])
        var texts = [outcome.errors, doctor.errors, doctor.output]
        texts += study.files.map { $0.text }
        #expect(texts.count > 10)
        for text in texts {
          #expect(!forms.contains { text.contains($0) })
          #expect(!text.replacing("\\", with: "").contains(Self.key))
          #expect(text.removingPercentEncoding?.contains(Self.key) != true)
        }
      })
  }

  @Test func aKeyInsideAnAnswerIsBlottedOutAndNoted() async throws {
    try await askSmallStudy(
      {
        $0.suspect = "repeats-key"
        $0.settings = ", key_env: SMALL_API_KEY"
      }, environment: ["SMALL_API_KEY": Self.key],
      { study, _, _, outcome in
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!study.files.contains { $0.text.contains(Self.key) })
        #expect(study.files.contains { $0.text == "I was asked with [redacted]." })
        #expect(study.logLines.contains { $0["event"] as? String == "deviation" })
      })
  }

  @Test func aKeyThatALocalProgramRepeatsStandsNowhere() async throws {
    try await askSmallStudy(
      {
        $0.furtherControls = [
          "{id: c, relation: unrelated, endpoint: {provider: command, command: [sh, -c, "
            + #"'while read -r line; do printf "{\"text\":\"%s\"}\n" "$SMALL_API_KEY"; done']}}"#
        ]
      }, environment: ["SMALL_API_KEY": Self.key],
      { study, _, _, outcome in
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!study.files.contains { $0.text.contains(Self.key) })
        #expect(study.files.contains { $0.text == "[redacted]" })
      })
  }

  @Test(arguments: [
    (", extra: {api_key: abc}", "suspect.endpoint.extra", "'api_key'"),
    (
      ", extra: {options: {auth: [{Access-Token: abc}]}}", "suspect.endpoint.extra",
      "'Access-Token'"
    ),
    (", headers: {Authorization: abc}", "suspect.endpoint.headers", "$NAME"),
    (", headers: {x-api-key: abc}", "suspect.endpoint.headers", "$NAME"),
    (", headers: {x-team: $not a name}", "suspect.endpoint.headers", "$NAME"),
    (", key_env: not-a-name", "suspect.endpoint.key_env", "name of the variable"),
    (", key_env: KEY0123456789PLANTED0123", "suspect.endpoint", "KEY0123456789PLANTED0123"),
  ])
  func aSettingThatHoldsAKeyIsRefused(setting: String, path: String, words: String) async throws {
    try await askSmallStudy {
      $0.settings = setting
    } _: { study, _, server, outcome in
      #expect(outcome.status == 78)
      #expect(outcome.errors.contains("study.yml:3:"), "\(outcome.errors)")
      #expect(outcome.errors.contains(path), "\(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(server.total == 0)
      #expect(!FileManager.default.fileExists(atPath: study.out.path))
    }
  }

  @Test(arguments: [
    ", key_env: sk-proj-0123456789abcdefghij", ", system: 'use sk-ant-api03-0123456789abcdef'",
    ", extra: {x: AIzaSyA0123456789abcdefghijklmnopqrstuv}",
    ", headers: {x-a: 'Bearer 0123456789abcdef01234567'}",
    ", headers: {x-a: $ghp_0123456789abcdefghijklmnop}",
  ])
  func whatLooksLikeAKeyIsRefusedWithoutBeingRepeated(setting: String) async throws {
    try await askSmallStudy {
      $0.settings = setting
    } _: { _, _, server, outcome in
      #expect(outcome.status == 78)
      #expect(outcome.errors.contains("study.yml:3:"))
      #expect(outcome.errors.contains("looks like a key"))
      #expect(!outcome.errors.contains("0123456789"), "\(outcome.errors)")
      #expect(server.total == 0)
    }
  }

  @Test(arguments: [
    ", extra: {max_tokens_per_step: 3, stop_token_ids: [1], prompt_cache_key: study}",
    ", system: 'You are a sketch-artist-with-2-hands; hf_ is a prefix.'",
    ", headers: {x-team: research, X-Title: a study}",
  ])
  func ordinarySettingsAreNotTakenForKeys(setting: String) async throws {
    try await askSmallStudy {
      $0.settings = setting
    } _: { _, _, _, outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test func aKeyWrittenOutInThePlanIsRefused() async throws {
    let secret = "planted-without-a-known-form-42"
    try await askSmallStudy(
      { $0.settings = ", extra: {user: \(secret)}" }, environment: ["SMALL_API_KEY": secret],
      { study, _, server, outcome in
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("SMALL_API_KEY"))
        #expect(!outcome.errors.contains(secret))
        #expect(server.total == 0)
        #expect(!FileManager.default.fileExists(atPath: study.out.path))
      })
  }
}
