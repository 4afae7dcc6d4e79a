package import Foundation

/// The proxies named in the environment, with the exceptions curl and Go make.
///
/// `HTTPS_PROXY` and `HTTP_PROXY` apply by the scheme of the URL; `NO_PROXY` lists hosts and
/// domains that are reached directly, or `*`. Loopback hosts always are. Lower-case names win.
package struct Proxies: Sendable {
  package struct Server: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case http, socks }
    package var kind: Kind
    package var host: String
    package var port: Int
    /// `user:password` in base 64, when the URL names a user.
    var credentials: String?
  }

  private let servers: [String: Server]
  private let exceptions: [String]

  /// - Throws: `.configuration` for a proxy URL that cannot be used.
  package init(environment: [String: String]) throws(EndpointError) {
    func variable(_ name: String) -> String? {
      let value = environment[name.lowercased()] ?? environment[name]
      return value.flatMap { $0.isEmpty ? nil : $0 }
    }
    var servers: [String: Server] = [:]
    for (scheme, name) in [("https", "HTTPS_PROXY"), ("http", "HTTP_PROXY")] {
      if let url = variable(name) { servers[scheme] = try Self.server(url, from: name) }
    }
    self.servers = servers
    exceptions = (variable("NO_PROXY") ?? "").split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces).lowercased()
    }.filter { !$0.isEmpty }
  }

  /// Every proxy named.
  var all: Set<Server> { Set(servers.values) }

  /// The proxy for a URL, or `nil` to connect directly.
  package func server(for url: URL) -> Server? {
    guard let host = url.host?.lowercased(), let server = servers[url.scheme ?? ""],
      !Loopback.contains(host: host),
      !exceptions.contains(where: { Self.matches($0, host, url.port) })
    else { return nil }
    return server
  }

  private static func server(_ text: String, from name: String) throws(EndpointError) -> Server {
    let url = URL(string: text.contains("://") ? text : "http://" + text)
    guard let url, let host = url.host, !host.isEmpty, 1...65_535 ~= url.port ?? 1,
      ["http", "socks5", "socks5h"].contains(url.scheme)
    else {
      throw EndpointError(
        .configuration, "\(name) is not a proxy that can be used; write http://HOST:PORT")
    }
    let isHTTP = url.scheme == "http"
    let credentials = url.user.map {
      Data("\($0):\(url.password ?? "")".utf8).base64EncodedString()
    }
    return Server(
      kind: isHTTP ? .http : .socks, host: host, port: url.port ?? (isHTTP ? 80 : 1080),
      credentials: credentials)
  }

  /// Whether an exception such as `example.com`, `.example.com` or `example.com:8080` covers it.
  private static func matches(_ exception: String, _ host: String, _ port: Int?) -> Bool {
    if exception == "*" { return true }
    var domain = Substring(exception)
    if let colon = exception.lastIndex(of: ":"), let wanted = Int(exception[colon...].dropFirst()) {
      guard wanted == port else { return false }
      domain = exception[..<colon]
    }
    while domain.hasPrefix("*") || domain.hasPrefix(".") { domain = domain.dropFirst() }
    return host == domain || host.hasSuffix("." + domain)
  }
}
