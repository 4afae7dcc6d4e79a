import Endpoints
import Foundation
import NIOCore
import NIOPosix
import Probing
import Synchronization
import Testing

@Suite struct ProxiesTests {
  @Test(
    arguments: [
      ("https://api.example.com/v1", "p1"), ("http://api.example.com/v1", "p2"),
      ("https://a.internal.org/", nil), ("https://internal.org/", nil),
      ("https://notinternal.org/", "p1"), ("http://box:8000/", nil), ("http://box:8001/", "p2"),
      ("http://localhost:8000/", nil), ("http://127.0.0.1:8000/", nil),
    ] as [(String, String?)])
  func serverIsChosenAsCurlAndGoDo(url: String, host: String?) throws {
    let proxies = try Proxies(environment: [
      "HTTPS_PROXY": "http://p1:3128", "http_proxy": "p2:8080", "HTTP_PROXY": "http://upper",
      "NO_PROXY": ".internal.org, box:8000",
    ])
    #expect(proxies.server(for: URL(string: url)!)?.host == host)
  }

  @Test func starExceptsEverything() throws {
    let proxies = try Proxies(environment: ["HTTPS_PROXY": "http://p", "NO_PROXY": "*"])
    #expect(proxies.server(for: URL(string: "https://h/")!) == nil)
  }

  @Test func unusableProxyIsRefused() {
    let error = #expect(throws: EndpointError.self) {
      try Proxies(environment: ["HTTPS_PROXY": "ftp://p"])
    }
    #expect(error?.kind == .configuration)
  }

  @Test func requestTravelsThroughTheProxy() async throws {
    try await withProxy { port, received in
      let environment = ["http_proxy": "http://user:pass@127.0.0.1:\(port)"]
      try await withSurroundings(environment: environment) { surroundings in
        let endpoint = try openAI("http://model.invalid", in: surroundings)
        #expect(try await endpoint.reply(to: prompt()).text == "through")
      }
      let text = received.text.withLock { $0 }
      #expect(text.hasPrefix("CONNECT model.invalid:80 HTTP/1.1"))
      #expect(text.contains("Basic dXNlcjpwYXNz"))
      #expect(text.contains("POST /v1/chat/completions"))
    }
  }
}

/// A proxy that agrees to every CONNECT and answers in the place of the server behind it.
private func withProxy(
  _ body: (_ port: Int, _ received: Received) async throws -> Void
) async throws {
  let received = Received()
  let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(ProxyHandler(received: received))
      }
    }
    .bind(host: "127.0.0.1", port: 0).get()
  do {
    try await body(channel.localAddress?.port ?? 0, received)
  } catch {
    try await channel.close()
    throw error
  }
  try await channel.close()
}

private final class Received: Sendable {
  let text = Mutex("")
}

private final class ProxyHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let received: Received

  init(received: Received) { self.received = received }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let text = String(buffer: unwrapInboundIn(data))
    received.text.withLock { $0 += text }
    if text.hasPrefix("CONNECT") {
      send("HTTP/1.1 200 OK\r\n\r\n", context)
    } else if text.hasSuffix("}") {
      let body = #"{"choices":[{"message":{"content":"through"}}]}"#
      send("HTTP/1.1 200 OK\r\ncontent-length: \(body.utf8.count)\r\n\r\n" + body, context)
    }
  }

  private func send(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }
}
