import NIOCore

/// Counts bytes before the parser sees them, so that what the parser swallows, such as the extensions of chunks, counts;
/// and keeps from it what comes after a refusal.
final class WireMeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: WebhookConnection

    init(_ connection: WebhookConnection) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard self.connection.mayParse(byteCount: self.unwrapInboundIn(data).readableBytes) else { return }
        context.fireChannelRead(data)
    }
}
