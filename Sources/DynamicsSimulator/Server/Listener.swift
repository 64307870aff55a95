import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A listening socket and its connections.
final class Listener: Sendable {
    private let connections = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let channel = Mutex<(any Channel)?>(nil)

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - tls: The certificate to show; none for plain HTTP.
    ///   - respond: Called on an event loop for each request; must not block.
    /// - Returns: The port, which the system chooses when `port` is 0.
    func start(
        host: String,
        port: Int,
        tls: NIOSSLContext?,
        respond: @escaping @Sendable (Request) -> Transmission
    ) async throws -> Int {
        let bootstrap = ServerBootstrap(group: ServerThreads.group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try self.prepare(channel, tls: tls, respond: respond)
                }
            }
        let channel = try await bootstrap.bind(host: host, port: port).get()
        self.channel.withLock { $0 = channel }
        return channel.localAddress?.port ?? port
    }

    /// Stops listening and closes every connection.
    func stop() async throws {
        let channel = self.channel.withLock { channel in
            defer { channel = nil }
            return channel
        }
        guard let channel else { return }
        try await channel.close()
        for connection in self.connections.withLock({ Array($0.values) }) {
            connection.close(promise: nil)
        }
    }

    private func prepare(
        _ channel: any Channel,
        tls: NIOSSLContext?,
        respond: @escaping @Sendable (Request) -> Transmission
    ) throws {
        let identifier = ObjectIdentifier(channel)
        let isAdmitted = self.connections.withLock { connections in
            guard connections.count < ServerLimits.maximumConnectionCount else { return false }
            connections[identifier] = channel
            return true
        }
        guard isAdmitted else { throw ChannelError.ioOnClosedChannel }
        channel.closeFuture.whenComplete { _ in
            _ = self.connections.withLock { $0.removeValue(forKey: identifier) }
        }

        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(AbruptEnding())
        if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
        try pipeline.addHandler(IdleStateHandler(allTimeout: ServerLimits.idleTime))
        try pipeline.addHandler(ServerConnection(isSecure: tls != nil, respond: respond))
    }
}
