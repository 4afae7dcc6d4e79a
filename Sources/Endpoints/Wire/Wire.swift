public import Foundation

/// One header field.
public struct Header: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A header whose value is a key, kept apart from everything that is recorded.
public struct SecretHeader: Hashable, Sendable {
  public var name: String
  /// What precedes the key, such as `Bearer `.
  public var prefix: String
  public var secret: Secret

  public init(_ name: String, prefix: String = "", _ secret: Secret) {
    self.name = name
    self.prefix = prefix
    self.secret = secret
  }
}

/// A POST request with a JSON body.
public struct WireRequest: Hashable, Sendable {
  public var url: String
  public var headers: [Header]
  public var secretHeaders: [SecretHeader]
  public var body: Data

  public init(
    url: String, headers: [Header] = [], secretHeaders: [SecretHeader] = [], body: Data
  ) {
    self.url = url
    self.headers = headers
    self.secretHeaders = secretHeaders
    self.body = body
  }
}

/// A whole response.
public struct WireResponse: Hashable, Sendable {
  public var status: Int
  public var headers: [Header]
  public var body: Data
  /// When its head arrived, the reference for a `Retry-After` date from a server without a clock.
  public var received: Date

  public init(status: Int, headers: [Header] = [], body: Data, received: Date = Date()) {
    self.status = status
    self.headers = headers
    self.body = body
    self.received = received
  }

  /// The value of the first header of that name, in any case.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }

  var requestID: String? {
    header("x-request-id") ?? header("request-id")
  }

  var rateLimits: [String: String] {
    let limits = headers.map { ($0.name.lowercased(), $0.value) }
      .filter { $0.0.contains("ratelimit-") }
    return Dictionary(limits, uniquingKeysWith: { first, _ in first })
  }

  /// The header by which a cache on the way says that it answered: `Age` (RFC 9111, 5.1), or one
  /// named after a cache with the value `hit`.
  package var cache: String? {
    let said = headers.first { header in
      let name = header.name.lowercased()
      if name == "age" { return Int(header.value.trimmingCharacters(in: .whitespaces)) ?? 0 > 0 }
      let words = header.value.lowercased().split { !$0.isLetter }
      return name.contains("cache") && words.contains("hit")
    }
    return said.map { "\($0.name.lowercased()): \($0.value)" }
  }

  /// How long the server asks to wait: `Retry-After` in seconds or as an HTTP date
  /// (RFC 9110, 10.2.3), or the millisecond form that some servers add.
  package var retryAfter: Duration? {
    if let milliseconds = header("retry-after-ms").flatMap(Double.init) {
      return Self.wait(seconds: milliseconds / 1000)
    }
    guard let text = header("retry-after") else { return nil }
    if let seconds = Double(text) { return Self.wait(seconds: seconds) }
    guard let date = Self.date(text) else { return nil }
    let now = header("date").flatMap(Self.date) ?? received
    return Self.wait(seconds: date.timeIntervalSince(now))
  }

  /// A day is longer than anything worth waiting for, and far from the range of `Duration`.
  private static func wait(seconds: Double) -> Duration? {
    seconds.isFinite ? .seconds(min(max(seconds, 0), 86_400)) : nil
  }

  private static func date(_ text: String) -> Date? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return format.date(from: text)
  }
}
