import Endpoints
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import HummingbirdTLS
import NIOCore
import NIOPosix
import Probing
import Synchronization
import Testing

/// HTTPS with an authority made for the test: HTTP/1.1 and HTTP/2, certificates that must not be
/// trusted, and a proxy on the way.
@Suite(.enabled(if: Authority.canBeMade)) struct TLSTests {
  private enum Version: CaseIterable { case one, two }

  private let authority: Authority

  init() throws { authority = try Authority() }

  /// A server that is who it says, and surroundings that trust the authority unless told otherwise.
  private func withTLS<Value: Sendable>(
    _ version: Version = .two, name: String = "IP:127.0.0.1", days: Int = 2, trusts: Bool = true,
    environment: [String: String] = [:],
    _ body: (MisbehavingServer, Surroundings) async throws -> Value
  ) async throws -> Value {
    let identity = try authority.identity(of: name, days: days)
    let builder: HTTPServerBuilder =
      version == .two
      ? try .http2Upgrade(tlsConfiguration: identity) : try .tls(tlsConfiguration: identity)
    var environment = environment
    if trusts { environment["SSL_CERT_FILE"] = authority.certificate }
    return try await withServer(builder) { server in
      try await withSurroundings(environment: environment) { surroundings in
        try await body(server, surroundings)
      }
    }
  }

  private func error(
    _ behaviour: String = "fine", name: String = "IP:127.0.0.1", days: Int = 2,
    trusts: Bool = true, timeout: Double = 20
  ) async throws -> EndpointError? {
    try await withTLS(name: name, days: days, trusts: trusts) { server, surroundings in
      let endpoint = try openAI(
        server.base(behaviour, scheme: "https"), in: surroundings, timeout: timeout)
      return await endpoint.exchange(for: prompt(), adapted: []).result.error
    }
  }

  /// HTTP/2 carries requests under way at once over one connection, HTTP/1.1 over one each.
  @Test(arguments: Version.allCases)
  private func requestsShareConnectionsAsTheVersionAllows(version: Version) async throws {
    try await withTLS(version) { server, surroundings in
      let endpoint = try openAI(server.base("later", scheme: "https"), in: surroundings)
      let asking = Asking(respondents: [
        "r": Respondent(endpoint: endpoint, limits: Limits(concurrency: 6))
      ])
      let summary = try await asking.ask(items(30)) { _ in }
      #expect(summary.answered == 30)
      let connections = Set(server.seen["later"].map(\.peer))
      #expect(version == .two ? connections.count == 1 : (2...6).contains(connections.count))
    }
  }

  @Test func headersAndKeyTravelOverHTTP2() async throws {
    try await withTLS(environment: ["KEY": "sk-very-secret-0123456789"]) { server, surroundings in
      let endpoint = try openAI(server.base("fine", scheme: "https"), in: surroundings, key: "KEY")
      let exchange = await endpoint.exchange(for: prompt(), adapted: [])
      #expect(try exchange.result.get().text == "fine")
      #expect(exchange.requestID == "req-0")
      #expect(server.seen["fine"].map(\.authorization) == ["Bearer sk-very-secret-0123456789"])
    }
  }

  @Test func anUnknownAuthorityIsNotTrusted() async throws {
    let error = try await error(trusts: false)
    #expect(error?.kind == .connection)
    #expect(error?.isRetriable == false)
    #expect(error?.message.contains("its certificate is not trusted") == true)
    #expect(error?.message.contains("SSL_CERT_FILE") == true)
  }

  @Test func anExpiredCertificateIsNotTrusted() async throws {
    let error = try await error(days: -1)
    #expect(error?.kind == .connection)
    #expect(error?.isRetriable == false)
    #expect(error?.message.contains("expired") == true)
  }

  @Test func aCertificateForAnotherHostIsNotTrusted() async throws {
    let error = try await error(name: "DNS:other.invalid")
    #expect(error?.kind == .connection)
    #expect(error?.isRetriable == false)
    #expect(error?.message.contains("another host") == true)
  }

  @Test func aServerWithoutTLSIsSaidToHaveNone() async throws {
    try await withServer { server in
      try await withSurroundings { surroundings in
        let endpoint = try openAI(server.base("fine", scheme: "https"), in: surroundings)
        let error = await endpoint.exchange(for: prompt(), adapted: []).result.error
        #expect(error?.kind == .connection)
        #expect(error?.message.contains("http://") == true, "\(error?.message ?? "")")
      }
    }
  }

  @Test(arguments: [
    ("cut", EndpointError.Kind.connection), ("huge", .tooLarge), ("drip", .deadline),
  ])
  func brokenAnswersOverHTTP2AreTold(behaviour: String, kind: EndpointError.Kind) async throws {
    let error = try await error(behaviour, timeout: behaviour == "drip" ? 0.5 : 60)
    #expect(error?.kind == kind, "\(error?.message ?? "")")
  }

  @Test func aFileWithoutCertificatesIsRefused() {
    let error = #expect(throws: EndpointError.self) {
      try Transport(environment: ["SSL_CERT_FILE": "/dev/null"])
    }
    #expect(error?.kind == .configuration)
    #expect(error?.message.contains("SSL_CERT_FILE") == true)
  }

  /// The proxy sees the name of the host and nothing of what is said to it.
  @Test func aTunnelThroughAProxyCarriesTLS() async throws {
    let tunnel = Tunnel()
    try await tunnel.run { port in
      let environment = ["https_proxy": "http://127.0.0.1:\(port)"]
      try await withTLS(name: "DNS:model.invalid", environment: environment) {
        server, surroundings in
        tunnel.target.withLock { $0 = server.port }
        let endpoint = try openAI("https://model.invalid/fine/v1", in: surroundings)
        let exchange = await endpoint.exchange(for: prompt(), adapted: [])
        #expect(try exchange.result.get().text == "fine")
        let asked = tunnel.asked.withLock { $0 }
        #expect(asked.count == 1)
        #expect(asked[0].hasPrefix("CONNECT model.invalid:443 HTTP/1.1"))
      }
    }
  }

  @Test(arguments: [
    ("407 Proxy Authentication Required", EndpointError.Kind.configuration, "user and password"),
    ("403 Forbidden", .connection, "refuses"),
  ])
  func aProxyThatRefusesIsNamed(
    answer: String, kind: EndpointError.Kind, words: String
  ) async throws {
    let tunnel = Tunnel(refusal: answer)
    try await tunnel.run { port in
      let environment = ["https_proxy": "http://127.0.0.1:\(port)"]
      try await withSurroundings(environment: environment) { surroundings in
        let endpoint = try openAI("https://model.invalid/v1", in: surroundings)
        let error = await endpoint.exchange(for: prompt(), adapted: []).result.error
        #expect(error?.kind == kind)
        #expect(error?.message.contains("through the proxy 127.0.0.1:\(port)") == true)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
      }
    }
  }

  @Test func aProxyThatIsNotThereIsNamed() async throws {
    try await withSurroundings(environment: ["HTTPS_PROXY": "http://127.0.0.1:9"]) { surroundings in
      let endpoint = try openAI("https://model.invalid/v1", in: surroundings)
      let error = await endpoint.exchange(for: prompt(), adapted: []).result.error
      #expect(error?.kind == .connection)
      #expect(error?.message.contains("through the proxy 127.0.0.1:9") == true)
    }
  }
}
