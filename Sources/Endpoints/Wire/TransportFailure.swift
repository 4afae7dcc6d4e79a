import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension EndpointError {
  /// Puts what the HTTP client throws into words, which never quote a header.
  init(sending error: any Error, to url: String) {
    switch error {
    case let error as EndpointError: self = error
    case is CancellationError:
      self.init(.interrupted, "the request to \(url) was abandoned")
    case let error as HTTPClientError: self.init(client: error, url: url)
    case is NIOConnectionError:
      self.init(
        .connection, "no connection to \(url); check that base_url is right and the server running",
        isUnsent: true)
    case let error as IOError:
      self.init(
        .connection, "no connection to \(url): \(error.description)",
        isUnsent: Self.unsentErrors.contains(error.errnoCode))
    default:
      self.init(.connection, "the connection to \(url) broke: \(type(of: error))")
    }
  }

  private init(client error: HTTPClientError, url: String) {
    switch error {
    case .cancelled:
      self.init(.interrupted, "the request to \(url) was abandoned")
    case .proxyAuthenticationRequired:
      self.init(
        .configuration, "the proxy refuses the connection to \(url); check its user and password",
        isUnsent: true)
    case .invalidURL, .emptyHost, .emptyScheme:
      self.init(.configuration, "base_url cannot be used: \(url)", isUnsent: true)
    case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
      .socksHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidProxyResponse:
      self.init(.connection, "no connection to \(url): \(error.shortDescription)", isUnsent: true)
    default:
      self.init(.connection, "the connection to \(url) broke: \(error.shortDescription)")
    }
  }

  /// The errors with which connecting fails.
  private static let unsentErrors: Set<CInt> = [
    ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL,
  ]
}
