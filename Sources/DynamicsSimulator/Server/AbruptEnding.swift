import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Resets a connection: with a linger time of zero, closing a socket sends RST and drops what was not sent.
///
/// Stands nearest to the socket, so that TLS gets no chance to say goodbye first.
final class AbruptEnding: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is AbruptEnd else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        guard let options = context.channel as? any SocketOptionProvider else {
            context.close(promise: promise)
            return
        }
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in
            context.close(promise: promise)
        }
    }
}
