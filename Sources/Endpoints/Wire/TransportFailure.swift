import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Where a request goes and by which way.
struct Route {
  let url: String
  let proxy: Proxies.Server?

  /// For error messages.
  var description: String {
    proxy.map { "\(url) through the proxy \($0.host):\($0.port)" } ?? url
  }

  var remedy: String {
    proxy == nil
      ? "check that base_url is right and the server running"
      : "check the proxy in the environment, and base_url"
  }
}

extension EndpointError {
  /// Puts what the HTTP client throws into words, which never quote a header.
  init(sending error: any Error, on route: Route) {
    switch error {
    case let error as EndpointError: self = error
    case is CancellationError:
      self.init(.interrupted, "the request to \(route.url) was abandoned")
    case let error as HTTPClientError: self.init(client: error, route)
    case let error as NIOSSLError: self.init(handshake: "\(error)", route)
    case let error as BoringSSLError: self.init(handshake: "\(error)", route)
    case let error as NIOSSLExtraError: self.init(handshake: "\(error)", route)
    case let error as StatusGuard.NoSuchStatus:
      self.init(.malformed, "\(route.url) answered what is not HTTP: \(error)")
    case is NIOConnectionError:
      self.init(
        .connection, "no connection to \(route.description); \(route.remedy)", isUnsent: true)
    case let error as IOError:
      self.init(
        .connection, "no connection to \(route.description): \(error.description)",
        isUnsent: Self.unsentErrors.contains(error.errnoCode))
    default:
      self.init(.connection, "the connection to \(route.description) broke: \(type(of: error))")
    }
  }

  private init(client error: HTTPClientError, _ route: Route) {
    switch error {
    case .cancelled:
      self.init(.interrupted, "the request to \(route.url) was abandoned")
    case .proxyAuthenticationRequired:
      self.init(
        .configuration,
        "no connection to \(route.description): it asks for a user and password; "
          + "write http://USER:PASSWORD@HOST:PORT", isUnsent: true)
    case .invalidProxyResponse:
      self.init(
        .connection, "no connection to \(route.description): the proxy refuses it", isUnsent: true)
    case .invalidURL, .emptyHost, .emptyScheme:
      self.init(.configuration, "base_url cannot be used: \(route.url)", isUnsent: true)
    case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
      .socksHandshakeTimeout, .getConnectionFromPoolTimeout:
      self.init(
        .connection, "no connection to \(route.description): \(error.shortDescription)",
        isUnsent: true)
    default:
      self.init(
        .connection, "the connection to \(route.description) broke: \(error.shortDescription)")
    }
  }

  /// Failures of TLS by what the library says of them. A certificate that is refused once is refused
  /// again, so that such a request is not repeated.
  private init(handshake said: String, _ route: Route) {
    let url = route.description
    if said.contains("CERTIFICATE_VERIFY_FAILED") {
      self.init(
        .connection,
        "no connection to \(url): its certificate is not trusted, because it has expired or its "
          + "authority is not known to this machine; for an authority of your own, name a PEM file "
          + "with its certificate in SSL_CERT_FILE", isRetriable: false, isUnsent: true)
    } else if said.contains("failedToValidateHostname") {
      self.init(
        .connection, "no connection to \(url): its certificate is for another host; check base_url",
        isRetriable: false, isUnsent: true)
    } else if said.contains("WRONG_VERSION_NUMBER") {
      self.init(
        .connection, "no connection to \(url): it does not speak TLS; try http:// in base_url",
        isRetriable: false, isUnsent: true)
    } else {
      let isHandshake = said.contains("handshakeFailed")
      self.init(.connection, "the TLS connection to \(url) broke: \(said)", isUnsent: isHandshake)
    }
  }

  /// The errors with which connecting fails.
  private static let unsentErrors: Set<CInt> = [
    ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL,
  ]
}
