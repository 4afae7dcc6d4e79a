import NIOCore
import NIOPosix
import Synchronization

/// A proxy that connects every CONNECT to one port of this machine, or refuses it.
final class Tunnel: Sendable {
  let target = Mutex(0)
  /// The heads of the CONNECT requests.
  let asked = Mutex<[String]>([])
  let refusal: String?

  init(refusal: String? = nil) { self.refusal = refusal }

  func run<Value: Sendable>(_ body: (_ port: Int) async throws -> Value) async throws -> Value {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(TunnelEntrance(self))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let result: Result<Value, any Error>
    do {
      result = .success(try await body(channel.localAddress?.port ?? 0))
    } catch {
      result = .failure(error)
    }
    try await channel.close()
    return try result.get()
  }
}

/// Reads the CONNECT, opens the other end, and passes bytes on.
private final class TunnelEntrance: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let tunnel: Tunnel
  private var exit: (any Channel)?
  private var waiting: [ByteBuffer] = []
  private var isConnecting = false

  init(_ tunnel: Tunnel) { self.tunnel = tunnel }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    if let exit {
      exit.writeAndFlush(bytes, promise: nil)
    } else if isConnecting {
      waiting.append(bytes)
    } else {
      tunnel.asked.withLock { $0.append(String(buffer: bytes)) }
      isConnecting = true
      connect(context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) { exit?.close(promise: nil) }

  private func connect(_ context: ChannelHandlerContext) {
    if let refusal = tunnel.refusal {
      return answer("HTTP/1.1 \(refusal)\r\ncontent-length: 0\r\n\r\n", context)
    }
    let entrance = context.channel
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    ClientBootstrap(group: context.eventLoop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(TunnelExit(entrance))
        }
      }
      .connect(host: "127.0.0.1", port: tunnel.target.withLock { $0 })
      .whenSuccess { channel in
        let (handler, context) = bound.value
        handler.exit = channel
        handler.answer("HTTP/1.1 200 OK\r\n\r\n", context)
        for bytes in handler.waiting { channel.writeAndFlush(bytes, promise: nil) }
      }
  }

  private func answer(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }
}

private final class TunnelExit: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let entrance: any Channel

  init(_ entrance: any Channel) { self.entrance = entrance }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    entrance.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { entrance.close(promise: nil) }
}
