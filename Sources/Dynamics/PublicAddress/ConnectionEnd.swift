import NIOCore

/// Fails a promise when its connection ends; by then it is mostly kept.
final class ConnectionEnd<Value: Sendable>: ChannelInboundHandler {
    typealias InboundIn = Any

    private let promise: EventLoopPromise<Value>

    init(_ promise: EventLoopPromise<Value>) {
        self.promise = promise
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.promise.fail(PublicAddressFailure.closed)
        context.fireChannelInactive()
    }
}
