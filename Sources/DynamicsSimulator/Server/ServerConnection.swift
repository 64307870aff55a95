import NIOCore
import NIOHTTP1

/// Reads requests from one connection, one after the other, and sends what ``respond`` says.
///
/// It writes answers as bytes, not through an encoder, because faults are bytes that no encoder would write.
/// Lives on its channel's event loop alone.
final class ServerConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private enum State {
        case idle
        case reading(HTTPRequestHead, body: [UInt8])
        case answering
        case closing
    }

    private let isSecure: Bool
    private let respond: @Sendable (Request) -> Transmission
    private var state = State.idle
    private var waiting: [HTTPServerRequestPart] = []

    init(isSecure: Bool, respond: @escaping @Sendable (Request) -> Transmission) {
        self.isSecure = isSecure
        self.respond = respond
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = self.unwrapInboundIn(data)
        switch self.state {
        case .closing:
            return
        case .answering:
            guard self.waiting.count < ServerLimits.maximumPipelinedPartCount else {
                self.close(context)
                return
            }
            self.waiting.append(part)
        case .idle, .reading:
            self.receive(part, context: context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { self.close(context) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError, case .idle = self.state {
            let reply = Reply.text("Bad Request", status: 400)
            self.write(reply.wire(closes: true, withoutBody: false), context: context)
        }
        self.close(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.state = .closing
        self.waiting = []
        context.fireChannelInactive()
    }

    private func receive(_ part: HTTPServerRequestPart, context: ChannelHandlerContext) {
        switch (part, self.state) {
        case (.head(let head), _):
            self.state = .reading(head, body: [])
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                self.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), context: context)
            }
        case (.body(let buffer), .reading(let head, var body)):
            self.state = .idle
            guard body.count + buffer.readableBytes <= ServerLimits.maximumBodyByteCount else {
                let reply = Reply.text("Content Too Large", status: 413)
                self.write(reply.wire(closes: true, withoutBody: false), context: context)
                self.close(context)
                return
            }
            body.append(contentsOf: buffer.readableBytesView)
            self.state = .reading(head, body: body)
        case (.end, .reading(let head, let body)):
            self.state = .answering
            let request = Request(head, body: body, isSecure: self.isSecure)
            self.send(self.respond(request), keepAlive: head.isKeepAlive, context: context)
        default:
            return
        }
    }

    private func send(_ transmission: Transmission, keepAlive: Bool, context: ChannelHandlerContext) {
        guard transmission.delayMilliseconds > 0 else {
            self.begin(transmission, keepAlive: keepAlive, context: context)
            return
        }
        let delay = TimeAmount.milliseconds(Int64(transmission.delayMilliseconds))
        context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            self.begin(transmission, keepAlive: keepAlive, context: context)
        }
    }

    private func begin(_ transmission: Transmission, keepAlive: Bool, context: ChannelHandlerContext) {
        guard case .answering = self.state else { return }
        transmission.onSent?()
        let bytes = transmission.bytes
        switch transmission.delivery {
        case .whole:
            self.write(bytes, context: context)
            self.finish(keepAlive: keepAlive, context: context)
        case .drip(let milliseconds):
            let interval = TimeAmount.milliseconds(Int64(max(milliseconds, 1)))
            self.drip(bytes[...], every: interval, keepAlive: keepAlive, context: context)
        case .stall:
            self.write(bytes, context: context)
        case .close:
            self.write(bytes, context: context)
            self.close(context)
        case .reset:
            self.reset(after: bytes, context: context)
        case .endless(let chunk):
            self.write(bytes, context: context)
            self.repeatEndlessly(chunk, remaining: ServerLimits.maximumEndlessByteCount, context: context)
        }
    }

    private func finish(keepAlive: Bool, context: ChannelHandlerContext) {
        guard keepAlive else {
            self.close(context)
            return
        }
        self.state = .idle
        while case .idle = self.state, !self.waiting.isEmpty { self.receiveWaiting(context) }
    }

    /// Takes parts that came early, up to the end of one request.
    private func receiveWaiting(_ context: ChannelHandlerContext) {
        while !self.waiting.isEmpty {
            if case .answering = self.state { return }
            if case .closing = self.state { return }
            self.receive(self.waiting.removeFirst(), context: context)
        }
    }

    private func drip(
        _ bytes: ArraySlice<UInt8>,
        every interval: TimeAmount,
        keepAlive: Bool,
        context: ChannelHandlerContext
    ) {
        guard case .answering = self.state else { return }
        guard let first = bytes.first else {
            self.finish(keepAlive: keepAlive, context: context)
            return
        }
        self.write([first], context: context)
        context.eventLoop.assumeIsolated().scheduleTask(in: interval) {
            self.drip(bytes.dropFirst(), every: interval, keepAlive: keepAlive, context: context)
        }
    }

    private func repeatEndlessly(_ chunk: [UInt8], remaining: Int, context: ChannelHandlerContext) {
        guard case .answering = self.state, !chunk.isEmpty, remaining > 0 else {
            self.close(context)
            return
        }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(bytes: chunk)), promise: written)
        written.futureResult.assumeIsolated().whenComplete { result in
            guard case .success = result else { return }
            self.repeatEndlessly(chunk, remaining: remaining - chunk.count, context: context)
        }
    }

    private func reset(after bytes: [UInt8], context: ChannelHandlerContext) {
        self.state = .closing
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: written)
        written.futureResult.assumeIsolated().whenComplete { _ in
            context.triggerUserOutboundEvent(AbruptEnd(), promise: nil)
        }
    }

    private func write(_ bytes: [UInt8], context: ChannelHandlerContext) {
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func close(_ context: ChannelHandlerContext) {
        self.state = .closing
        context.close(promise: nil)
    }
}
