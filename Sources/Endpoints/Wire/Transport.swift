import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// Sends requests over pooled HTTP/1.1 and HTTP/2 connections.
///
/// Every request has one deadline, which covers connecting, waiting and the whole body, and every
/// body has a cap. Redirects are not followed: they would carry the key elsewhere. Certificates are
/// always checked.
public final class Transport: Sendable {
  private let proxies: Proxies
  private let direct: HTTPClient
  private let proxied: [Proxies.Server: HTTPClient]
  private let maximumBodyBytes: Int

  /// - Parameters:
  ///   - environment: Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read, and `SSL_CERT_FILE`,
  ///     which as for OpenSSL and curl names the authorities to trust in place of the system's.
  ///   - maximumBodyBytes: The cap on a response's body.
  /// - Throws: `.configuration` for a proxy or a file of authorities that cannot be used.
  public init(
    environment: [String: String], maximumBodyBytes: Int = 16 << 20
  ) throws(EndpointError) {
    let proxies = try Proxies(environment: environment)
    let tls = try TLSConfiguration(trusting: environment["SSL_CERT_FILE"])
    self.proxies = proxies
    direct = Transport.client(through: nil, tls)
    proxied = Dictionary(
      uniqueKeysWithValues: proxies.all.map { ($0, Transport.client(through: $0, tls)) })
    self.maximumBodyBytes = maximumBodyBytes
  }

  /// Closes all connections; must be called once, after the last request.
  public func shutdown() async {
    for client in [direct] + proxied.values {
      try? await client.shutdown()
    }
  }

  /// The response, whatever its status.
  ///
  /// - Throws: `.connection`, `.deadline`, `.tooLarge`, `.configuration` or `.interrupted`.
  func send(
    _ request: WireRequest, within limit: Duration
  ) async throws(EndpointError) -> WireResponse {
    guard let url = URL(string: request.url), url.host != nil else {
      throw EndpointError(.configuration, "base_url is not a URL: \(request.url)")
    }
    let proxy = proxies.server(for: url)
    let response: WireResponse?
    do {
      response = try await deadline(limit) { try await self.fetch(request, through: proxy) }
    } catch {
      throw EndpointError(sending: error, on: Route(url: request.url, proxy: proxy))
    }
    guard let response else {
      throw EndpointError(
        .deadline,
        "\(request.url) gave no whole answer within \(limit); raise timeout if it is slow")
    }
    return response
  }

  private func fetch(
    _ request: WireRequest, through proxy: Proxies.Server?
  ) async throws -> WireResponse {
    let client = proxy.flatMap { proxied[$0] } ?? direct
    let response = try await client.execute(HTTPClientRequest(request), deadline: .distantFuture)
    return WireResponse(
      status: Int(response.status.code),
      headers: response.headers.map { Header($0.name, $0.value) },
      body: try await body(of: response, at: request.url))
  }

  private func body(of response: HTTPClientResponse, at url: String) async throws -> Data {
    let announced = response.headers.first(name: "content-length").flatMap(Int.init) ?? 0
    guard announced <= maximumBodyBytes else { throw tooLarge(response, url) }
    // Packed bytes could neither be read nor searched for keys.
    if let packing = response.headers.first(name: "content-encoding"), packing != "identity" {
      throw EndpointError(
        .malformed, "\(url) answered in a content-encoding that was not asked for",
        status: Int(response.status.code))
    }
    var body = Data()
    for try await chunk in response.body {
      guard body.count + chunk.readableBytes <= maximumBodyBytes else {
        throw tooLarge(response, url)
      }
      body.append(contentsOf: chunk.readableBytesView)
    }
    try Task.checkCancellation()
    return body
  }

  private func tooLarge(_ response: HTTPClientResponse, _ url: String) -> EndpointError {
    EndpointError(
      .tooLarge, "the response of \(url) exceeds \(maximumBodyBytes) bytes and was dropped",
      status: Int(response.status.code))
  }

  private static func client(
    through proxy: Proxies.Server?, _ tls: TLSConfiguration
  ) -> HTTPClient {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(10)))
    // Concurrency is limited where questions are asked; here it would only queue until a timeout.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 512
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.http1_1ConnectionDebugInitializer = StatusGuard.protect
    configuration.proxy = proxy.map(HTTPClient.Configuration.Proxy.init)
    return HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
  }
}

extension TLSConfiguration {
  /// Checks certificates against the authorities in a PEM file, or the system's when there is none.
  fileprivate init(trusting file: String?) throws(EndpointError) {
    self = .makeClientConfiguration()
    guard let file, !file.isEmpty else { return }
    guard let authorities = try? NIOSSLCertificate.fromPEMFile(file), !authorities.isEmpty else {
      throw EndpointError(
        .configuration, "SSL_CERT_FILE names \(file), which holds no certificates in PEM form")
    }
    trustRoots = .certificates(authorities)
  }
}

extension HTTPClientRequest {
  init(_ request: WireRequest) {
    self.init(url: request.url)
    method = .POST
    headers.add(name: "content-type", value: "application/json")
    headers.add(name: "accept", value: "application/json")
    for header in request.headers {
      headers.replaceOrAdd(name: header.name, value: header.value)
    }
    for header in request.secretHeaders {
      headers.replaceOrAdd(name: header.name, value: header.prefix + header.secret.reveal())
    }
    body = .bytes(ByteBuffer(bytes: request.body))
  }
}

extension HTTPClient.Configuration.Proxy {
  init(_ server: Proxies.Server) {
    switch server.kind {
    case .socks: self = .socksServer(host: server.host, port: server.port)
    case .http:
      self = .server(
        host: server.host, port: server.port,
        authorization: server.credentials.map { .basic(credentials: $0) })
    }
  }
}
