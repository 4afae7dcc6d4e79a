/// Names under which a key travels. What a study file says is repeated in the plan, in requests and
/// in reports, so that no key may stand there.
enum SecretNames {
  private static let whole: Set = [
    "key", "token", "auth", "secret", "password", "passwd", "passphrase", "credential",
    "credentials", "bearer", "authorization", "cookie",
  ]
  private static let endings = [
    "apikey", "accesskey", "privatekey", "secretkey", "authtoken", "accesstoken", "bearertoken",
    "apitoken", "sessiontoken", "refreshtoken", "secret", "password", "authorization",
    "credentials",
  ]

  /// Whether a field of a request's body of that name holds a key, in any of the usual spellings.
  static func contains(_ name: String) -> Bool {
    let letters = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    return whole.contains(letters) || endings.contains { letters.hasSuffix($0) }
  }

  /// Whether a header of that name holds a key.
  static func contains(header name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("authoriz") || name.contains("key") || name.contains("cookie")
      || name.hasSuffix("auth") || name.hasSuffix("token") || contains(name)
  }

  /// The first such name in a value, at any depth, that is given a text.
  static func first(in json: JSON) -> String? {
    switch json {
    case .array(let values): values.lazy.compactMap { first(in: $0) }.first
    case .object(let values):
      values.keys.sorted().lazy.compactMap { name in
        if let text = values[name]?.string, !text.isEmpty, contains(name) { return name }
        return values[name].flatMap { first(in: $0) }
      }.first
    default: nil
    }
  }
}
