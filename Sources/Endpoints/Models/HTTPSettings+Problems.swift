import Foundation

extension HTTPSettings {
  /// What is wrong with the settings, so far as they show it by themselves. Values that may be keys
  /// are never quoted.
  var problems: [SettingProblem] {
    [
      baseURL.flatMap(HTTPAccess.problem(ofBase:)), keyProblem,
      timeout.flatMap(Duration.problem(ofTimeout:)), fieldProblem, extraProblem,
    ].compactMap { $0 } + headerProblems
  }

  private var keyProblem: SettingProblem? {
    guard let keyEnvironment, !Self.isVariable(keyEnvironment) else { return nil }
    return SettingProblem(
      "key_env", "is not the name of an environment variable",
      "write the name of the variable that holds the key, never the key itself")
  }

  private var fieldProblem: SettingProblem? {
    guard let maxTokensField, !["max_tokens", "max_completion_tokens"].contains(maxTokensField)
    else { return nil }
    return SettingProblem(
      "max_tokens_field", "is '\(maxTokensField)'", "write max_tokens or max_completion_tokens")
  }

  private var extraProblem: SettingProblem? {
    let extra = JSON.object(extra ?? [:])
    if let name = SecretNames.first(in: extra) {
      return SettingProblem(
        "extra", "gives '\(name)', which looks like a key; it would be recorded",
        "send the key by key_env, or in a header as $NAME from the environment")
    }
    return extra.isFinite
      ? nil : SettingProblem("extra", "holds a number that is not finite", "write another number")
  }

  private var headerProblems: [SettingProblem] {
    (headers ?? [:]).sorted { $0.key < $1.key }.compactMap { name, value in
      guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else {
        return SettingProblem(
          "headers", "names '\(name)', which is no header", "use letters, digits and hyphens")
      }
      if value.hasPrefix("$") {
        return Self.isVariable(Self.variable(in: value))
          ? nil
          : SettingProblem(
            "headers", "gives \(name) a $ that no variable's name follows",
            "write $NAME, never the key itself")
      }
      if SecretNames.contains(header: name) {
        return SettingProblem(
          "headers", "gives \(name), which holds a key; it does not belong in a file",
          "write $NAME and put the key in the environment")
      }
      return value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
        ? nil
        : SettingProblem(
          "headers", "gives \(name) a line break or control character", "write it on one line")
    }
  }

  /// The variable that a header's value `$NAME` or `${NAME}` names.
  static func variable(in value: String) -> String {
    value.dropFirst().trimmingCharacters(in: ["{", "}"])
  }

  private static func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
  }

  /// RFC 9110, 5.6.2.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
  }
}

extension HTTPAccess {
  /// What is wrong with a base URL, which is not quoted where it may hold a password.
  static func problem(ofBase base: String) -> SettingProblem? {
    func problem(_ text: String, _ remedy: String) -> SettingProblem {
      SettingProblem("base_url", text, remedy)
    }
    let example = "write for instance https://host.example/v1"
    guard let parts = URLComponents(string: trimmed(base)),
      ["http", "https"].contains(parts.scheme), parts.host?.isEmpty == false
    else { return problem("is not an http or https URL", example) }
    if parts.user != nil || parts.password != nil || parts.query != nil || parts.fragment != nil {
      return problem("holds a user, password, query or fragment", "use key_env and headers")
    }
    guard parts.rangeOfPort == nil || 1...65_535 ~= parts.port ?? 0 else {
      return problem("has a port that does not exist", "write a port from 1 to 65535")
    }
    return nil
  }

  static func trimmed(_ base: String) -> String { base.trimmingCharacters(in: ["/", " "]) }
}

extension Duration {
  /// The longest a request may take.
  private static let longestTimeout = 86_400.0

  /// What is wrong with a `timeout` setting.
  static func problem(ofTimeout seconds: Double) -> SettingProblem? {
    seconds > 0 && seconds <= longestTimeout
      ? nil
      : SettingProblem(
        "timeout", "is \(seconds)", "write seconds above 0 and at most \(Int(longestTimeout))")
  }

  /// A `timeout` setting in seconds, three minutes when absent.
  static func timeout(_ seconds: Double?) throws(EndpointError) -> Duration {
    if let problem = seconds.flatMap(problem(ofTimeout:)) { throw problem.error }
    return .seconds(seconds ?? 180)
  }
}
