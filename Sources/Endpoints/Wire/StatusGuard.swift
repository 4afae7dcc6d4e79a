import NIOCore
import NIOHTTP1

/// Refuses responses with a status below 100, on which the HTTP client would end the process.
final class StatusGuard: ChannelInboundHandler, Sendable {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  struct NoSuchStatus: Error, CustomStringConvertible {
    var description: String { "it answered with a status that HTTP does not have" }
  }

  /// Puts a guard behind the decoder of a connection that has just been opened.
  @Sendable static func protect(_ channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
      try pipeline.addHandler(StatusGuard(), position: .after(decoder))
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data), head.status.code < 100 {
      context.fireErrorCaught(NoSuchStatus())
      context.close(promise: nil)
    } else {
      context.fireChannelRead(data)
    }
  }
}
