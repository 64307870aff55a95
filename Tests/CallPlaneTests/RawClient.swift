import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that sends exactly the bytes it is given, and tells what came back.
actor RawClient {
    /// What came back for one request.
    struct Answer: Equatable {
        var status: Int
        var fields: [String: String]
        var body: String
    }

    /// The connection ended before a whole answer had come.
    struct Ended: Error {
        let text: String
    }

    private final class Inbox: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        let bytes: AsyncStream<[UInt8]>
        let byteCount = Atomic<Int>(0)
        private let continuation: AsyncStream<[UInt8]>.Continuation

        init() {
            (self.bytes, self.continuation) = AsyncStream.makeStream()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = self.unwrapInboundIn(data)
            self.byteCount.wrappingAdd(bytes.readableBytes, ordering: .relaxed)
            self.continuation.yield(Array(bytes.readableBytesView))
        }

        func channelInactive(context: ChannelHandlerContext) {
            self.continuation.finish()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    nonisolated let channel: any Channel
    private nonisolated let inbox: Inbox
    private var text = ""

    /// Connects.
    ///
    /// - Parameter readsAtOnce: False for a client that leaves its answers unread.
    init(to address: SocketAddress, tls: NIOSSLContext? = nil, readsAtOnce: Bool = true) async throws {
        let inbox = Inbox()
        self.inbox = inbox
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: readsAtOnce)
        if !readsAtOnce { bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: 4096) }
        self.channel =
            try await bootstrap
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let client = try NIOSSLClientHandler(context: tls, serverHostname: "localhost")
                        try channel.pipeline.syncOperations.addHandler(client)
                    }
                    try channel.pipeline.syncOperations.addHandler(inbox)
                }
            }
            .connect(to: address).get()
    }

    /// How many bytes the server has sent.
    nonisolated var receivedByteCount: Int {
        self.inbox.byteCount.load(ordering: .relaxed)
    }

    nonisolated func send(_ text: String) async throws {
        try await self.send(Array(text.utf8))
    }

    nonisolated func send(_ bytes: [UInt8]) async throws {
        try await self.channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    nonisolated func close(mode: CloseMode = .all) async throws {
        try await self.channel.close(mode: mode).get()
    }

    /// The next answer.
    ///
    /// - Parameter hasBody: False for the answer to a HEAD request.
    func answer(hasBody: Bool = true) async throws -> Answer {
        while true {
            if let (answer, end) = Self.parse(self.text, hasBody: hasBody) {
                self.text = String(self.text[end...])
                return answer
            }
            guard let bytes = await self.next() else { throw Ended(text: self.text) }
            self.text += String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Everything until the server closes.
    func rest() async -> String {
        while let bytes = await self.next() { self.text += String(decoding: bytes, as: UTF8.self) }
        defer { self.text = "" }
        return self.text
    }

    private func next() async -> [UInt8]? {
        for await bytes in self.inbox.bytes { return bytes }
        return nil
    }

    private static func parse(_ text: String, hasBody: Bool) -> (Answer, String.Index)? {
        guard let headEnd = text.utf8.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = text[..<headEnd.lowerBound].split(separator: "\r\n")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmed }
            fields[parts[0].lowercased()] = parts[1]
        }
        let byteCount = hasBody ? Int(fields["content-length"] ?? "0") ?? 0 : 0
        guard let end = text.utf8.index(headEnd.upperBound, offsetBy: byteCount, limitedBy: text.utf8.endIndex) else {
            return nil
        }
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return (Answer(status: status, fields: fields, body: String(text[headEnd.upperBound..<end])), end)
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(self.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
