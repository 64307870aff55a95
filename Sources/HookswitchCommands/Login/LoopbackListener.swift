import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Waits on this machine's loopback address for a browser that comes back from signing in: RFC 8252, 7.3.
enum LoopbackListener {
    /// Lends a listener.
    ///
    /// - Parameters:
    ///   - state: What the browser must bring back.
    ///   - timeout: How long somebody may take to sign in.
    ///   - onListening: Told the port.
    /// - Returns: With what the browser came; `nil` if it did not in time.
    static func wait(
        for state: String,
        timeout: Duration,
        onListening: (Int) -> Void
    ) async throws -> SignInReturn? {
        let (returns, continuation) = AsyncStream.makeStream(
            of: SignInReturn.self,
            bufferingPolicy: .bufferingOldest(1)
        )
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                    try channel.pipeline.syncOperations.addHandler(Answerer(state: state, returns: continuation))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        onListening(channel.localAddress?.port ?? 0)
        let result = await withTaskGroup(of: SignInReturn?.self) { group in
            group.addTask {
                for await found in returns { return found }
                return nil
            }
            group.addTask {
                // Cut short when the browser came first.
                try? await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        try await channel.close().get()
        try Task.checkCancellation()
        return result
    }

    /// Answers one request of a connection.
    private final class Answerer: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let state: String
        private let returns: AsyncStream<SignInReturn>.Continuation
        private var head: HTTPRequestHead?

        init(state: String, returns: AsyncStream<SignInReturn>.Continuation) {
            self.state = state
            self.returns = returns
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch self.unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body: break
            case .end:
                let isGet = self.head?.method == .GET
                let found = self.head.flatMap { isGet ? SignInReturn(target: $0.uri, state: self.state) : nil }
                self.answer(found, context: context)
                if let found { self.returns.yield(found) }
            }
        }

        private func answer(_ found: SignInReturn?, context: ChannelHandlerContext) {
            let text =
                switch found {
                case .code: "You are signed in. Go back to the terminal; this window can be closed.\n"
                case .refused: "You were not signed in. The terminal says why; this window can be closed.\n"
                case nil: "There is nothing here.\n"
                }
            let headers: HTTPHeaders = [
                "content-type": "text/plain; charset=utf-8", "content-length": String(text.utf8.count),
                "connection": "close", "cache-control": "no-store", "referrer-policy": "no-referrer",
            ]
            let head = HTTPResponseHead(version: .http1_1, status: found == nil ? .notFound : .ok, headers: headers)
            context.write(self.wrapOutboundOut(.head(head)), promise: nil)
            context.write(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            let channel = context.channel
            context.writeAndFlush(self.wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
        }
    }
}
