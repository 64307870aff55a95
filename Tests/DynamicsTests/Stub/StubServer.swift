import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that answers bytes with bytes, rightly or wrongly, over TLS.
final class StubServer: Sendable {
    typealias Answer = @Sendable (StubRequest) -> StubReply

    private struct State {
        var requests: [StubRequest] = []
        var connectionCount = 0
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    private let channel: any Channel
    /// A thread of the stub's own: a flood keeps it busy to its end, and whoever shared it would hear nothing meanwhile.
    private let eventLoopGroup: MultiThreadedEventLoopGroup
    let port: Int

    /// - Parameter certificate: What it shows; by default the one that all tests share.
    init(certificate own: StubCertificate? = nil, answer: @escaping Answer) async throws {
        let certificate = try own ?? StubCertificate.shared.get()
        let tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.certificateFile).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.keyFile, format: .pem))
        )
        let sslContext = try NIOSSLContext(configuration: tls)
        let box = ServerBox()
        self.eventLoopGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        self.channel = try await ServerBootstrap(group: self.eventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        NIOSSLServerHandler(context: sslContext),
                        StubConnection(answer: answer, server: box),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.port = self.channel.localAddress?.port ?? 0
        box.server.withLock { $0 = self }
    }

    var requests: [StubRequest] { self.state.withLock { $0.requests } }
    var connectionCount: Int { self.state.withLock { $0.connectionCount } }
    var tokenRequestCount: Int { self.requests.count(where: \.isToken) }
    var dataRequestCount: Int { self.requests.count { !$0.isToken } }

    /// Waits until so many requests have come.
    func arrived(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isHere = self.state.withLock { state in
                if state.requests.count >= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isHere { continuation.resume() }
        }
    }

    /// Ends the stub, its connections and its thread.
    func shutdown() async {
        do { try await self.eventLoopGroup.shutdownGracefully() } catch { return }
    }

    fileprivate func received(_ request: StubRequest) {
        let ready = self.state.withLock { state in
            state.requests.append(request)
            let ready = state.waiters.filter { $0.count <= state.requests.count }
            state.waiters.removeAll { $0.count <= state.requests.count }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    fileprivate func connected() {
        self.state.withLock { $0.connectionCount += 1 }
    }
}

/// The server, for connections that are set up while it is still being made.
private final class ServerBox: Sendable {
    let server = Mutex<StubServer?>(nil)
}

private final class StubConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: StubServer.Answer
    private let server: ServerBox
    private var buffer = ""

    init(answer: @escaping StubServer.Answer, server: ServerBox) {
        self.answer = answer
        self.server = server
    }

    func channelActive(context: ChannelHandlerContext) {
        self.server.server.withLock { $0 }?.connected()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.buffer += String(buffer: self.unwrapInboundIn(data))
        while let request = self.nextRequest() {
            self.server.server.withLock { $0 }?.received(request)
            self.reply(self.answer(request), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func nextRequest() -> StubRequest? {
        let utf8 = Array(self.buffer.utf8)
        let end = Array("\r\n\r\n".utf8)
        guard let index = utf8.indices.first(where: { utf8[$0...].starts(with: end) }) else { return nil }
        let head = String(decoding: utf8[..<index], as: UTF8.self)
        let request = StubRequest(head: head, body: "")
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        let bodyStart = index + end.count
        guard utf8.count >= bodyStart + length else { return nil }
        self.buffer = String(decoding: utf8[(bodyStart + length)...], as: UTF8.self)
        return StubRequest(head: head, body: String(decoding: utf8[bodyStart..<(bodyStart + length)], as: UTF8.self))
    }

    private func reply(_ reply: StubReply, _ context: ChannelHandlerContext) {
        switch reply {
        case .send(let text):
            context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .sendThenClose(let text):
            context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        case .sendThenReset(let text):
            context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            self.reset(context)
        case .sendAfter(let time, let text):
            let channel = context.channel
            channel.eventLoop.scheduleTask(in: time) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }
        case .drip(let text, let interval):
            Self.drip(Array(text.utf8)[...], every: interval, to: context.channel)
        case .flood(let head, let chunk):
            context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
            Self.flood(ByteBuffer(string: chunk), to: context.channel)
        case .hang:
            return
        case .reset:
            self.reset(context)
        }
    }

    private func reset(_ context: ChannelHandlerContext) {
        let channel = context.channel
        guard let options = channel as? any SocketOptionProvider else { return }
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
    }

    private static func drip(_ bytes: ArraySlice<UInt8>, every interval: TimeAmount, to channel: any Channel) {
        guard let first = bytes.first, channel.isActive else { return }
        channel.writeAndFlush(ByteBuffer(bytes: [first]), promise: nil)
        channel.eventLoop.scheduleTask(in: interval) { Self.drip(bytes.dropFirst(), every: interval, to: channel) }
    }

    private static func flood(_ chunk: ByteBuffer, to channel: any Channel) {
        guard channel.isActive else { return }
        channel.writeAndFlush(chunk).whenSuccess { channel.eventLoop.execute { Self.flood(chunk, to: channel) } }
    }
}
