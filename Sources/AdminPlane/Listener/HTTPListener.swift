import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A socket with a router behind it, under limits; both planes stand on one.
struct HTTPListener: Sendable {
    let host: String
    let port: Int
    let limits: AdminLimits
    let eventLoopGroup: (any EventLoopGroup)?
    let logger: Logger
    let address = ListeningAddress()

    /// Serves until the service group stops; requests under way are finished first.
    ///
    /// - Throws: What the system says if the address cannot be listened on.
    func run(_ application: some ApplicationProtocol) async throws {
        defer { self.address.settle(nil) }
        try await application.run()
    }

    /// The application of a responder.
    ///
    /// - Parameter onListening: Called once the socket listens.
    func application<Context>(
        _ router: Router<Context>,
        onListening: @escaping @Sendable (SocketAddress) -> Void
    ) -> Application<RouterResponder<Context>>
    where Context: InitializableFromSource<ApplicationRequestContextSource> {
        // Hummingbird says at info that it listens, and its own way; ours is said by whoever started us.
        var logger = self.logger
        logger.logLevel = max(logger.logLevel, .warning)
        let address = self.address
        let (limits, ours) = (self.limits, self.logger)
        return Application(
            router: router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [HeadRefusal.Placement(limits: limits, logger: ours)],
                    idleTimeout: TimeAmount(self.limits.idleTimeout),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: self.limits.maximumHeaderFieldSize,
                        maxHeaderListSize: self.limits.maximumHeaderListSize,
                        maxHeaderFieldCount: self.limits.maximumHeaderFieldCount
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(self.host, port: self.port),
                availableConnectionsDelegate: .maximum(self.limits.maximumConnectionCount, logger: logger)
            ),
            onServerRunning: { channel in
                address.settle(channel.localAddress)
                if let local = channel.localAddress { onListening(local) }
            },
            eventLoopGroupProvider: self.eventLoopGroup.map { .shared($0) } ?? .singleton,
            logger: logger
        )
    }
}
