import NIOCore

/// Collects an answer on its channel's event loop and fulfils the promise once.
final class AnswerReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<WireAnswer>
    private let time: TimeAmount
    private let isEnough: @Sendable (WireAnswer) -> Bool
    private var answer = WireAnswer()
    private var isDone = false

    init(promise: EventLoopPromise<WireAnswer>, time: TimeAmount, isEnough: @escaping @Sendable (WireAnswer) -> Bool) {
        self.promise = promise
        self.time = time
        self.isEnough = isEnough
    }

    func channelActive(context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: self.time) { self.finish(.open) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.answer.bytes.append(contentsOf: self.unwrapInboundIn(data).readableBytesView)
        if self.isEnough(self.answer) { self.finish(.open) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.finish(.closed)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.finish(.reset)
    }

    private func finish(_ end: WireAnswer.End) {
        guard !self.isDone else { return }
        self.isDone = true
        self.answer.end = end
        self.promise.succeed(self.answer)
    }
}
