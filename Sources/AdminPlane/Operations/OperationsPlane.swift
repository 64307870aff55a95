import HTTPTypes
import Hummingbird
public import Logging
public import NIOCore
public import ServiceLifecycle
public import Telemetry

/// What watches a server asks here, without a token: `/livez`, `/readyz` and `/metrics` on a listener of its own.
///
/// Start it first and so stop it last: then `/readyz` says that the server is stopping while calls are being finished.
public final class OperationsPlane: Service {
    private let listener: HTTPListener
    private let registry: MetricRegistry
    private let stage: @Sendable () async -> ServingStage
    private let onListening: @Sendable (SocketAddress) -> Void

    /// Makes the plane; ``run()`` opens it.
    ///
    /// - Parameters:
    ///   - host: The address or name to listen on.
    ///   - port: The port; 0 lets the system choose.
    ///   - registry: What `/metrics` shows.
    ///   - logger: Where failures to listen and to serve are logged; requests are not.
    ///   - stage: Says where the server is in its life. It is asked at each request for `/readyz`.
    ///   - limits: What one client is granted.
    ///   - eventLoopGroup: Where connections live; `nil` is SwiftNIO's own.
    ///   - onListening: Called once it listens, with the address.
    public init(
        host: String,
        port: Int,
        registry: MetricRegistry,
        logger: Logger,
        stage: @escaping @Sendable () async -> ServingStage,
        limits: AdminLimits = AdminLimits(),
        eventLoopGroup: (any EventLoopGroup)? = nil,
        onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
    ) {
        self.registry = registry
        self.stage = stage
        self.onListening = onListening
        self.listener = HTTPListener(
            host: host,
            port: port,
            limits: limits,
            eventLoopGroup: eventLoopGroup,
            logger: logger
        )
    }

    /// The address that it listens on, awaited if need be; `nil` if it ended before it listened.
    public var localAddress: SocketAddress? {
        get async { await self.listener.address.value }
    }

    /// Serves until the service group stops.
    ///
    /// - Throws: What the system says if the address cannot be listened on.
    public func run() async throws {
        try await self.listener.run(self.application())
    }

    func application() -> Application<RouterResponder<BasicRequestContext>> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let registry = self.registry
        let stage = self.stage
        router.get("/livez") { _, _ in
            Self.text("ok\n", type: "text/plain; charset=utf-8")
        }
        router.get("/readyz") { _, _ in
            let answer = ReadinessAnswer(await stage())
            return try JSONAnswer.response(answer, status: answer.httpStatus, headers: [.cacheControl: "no-store"])
        }
        router.get("/metrics") { _, _ in
            Self.text(registry.render(), type: MetricRegistry.contentType)
        }
        return self.listener.application(router, onListening: self.onListening)
    }

    private static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
