public import Hookswitch
import Glibc
public import Logging
public import NIOCore
import NIOHTTP1
public import NIOPosix
import NIOSSL
public import ServiceLifecycle
public import Telemetry

/// The door for calls: `POST /hooks/{endpoint}` over HTTP/1.1, answered from memory on the event loop that read it.
///
/// Run it in a `ServiceGroup`, after the spool's and the snapshot's services. Shutting down gracefully it is a lame duck
/// first: it goes on accepting while every answer says `Connection: close`, then closes what is idle, lets calls finish,
/// and cuts what is left at the drain's deadline.
public final class CallPlane: Service {
    private let configuration: CallPlaneConfiguration
    private let group: MultiThreadedEventLoopGroup
    private let metrics: MetricRegistry
    private let logger: Logger
    private let ledger: ConnectionLedger
    private let loops: [CallLoop]
    private let searches: CallSearches
    private let listening = ListeningAddress()

    /// How often the drain looks whether all connections are gone.
    private static let drainStep = Duration.milliseconds(10)
    /// Connections that the system keeps until they are accepted: what arrives in one stall of 0.1 s at 10 000 a second.
    private static let backlog: Int32 = 1024
    /// Bytes of one read: several requests of the common size. What is read before a client is held back is no more.
    private static let readByteCount = 4096
    /// The system's own buffer for answers that a client leaves unread: a hundred of them, not the megabytes to which
    /// Linux would let it grow.
    private static let sendBufferByteCount = 32 * 1024
    /// Bytes of answers that may wait beside that buffer before a client is held back.
    private static let unreadAnswers = ChannelOptions.Types.WriteBufferWaterMark(low: 1024, high: 8192)

    /// Makes a call plane; nothing is opened until ``run()``.
    ///
    /// - Parameters:
    ///   - configuration: Where to listen, and the limits.
    ///   - eventLoopGroup: The loops that serve connections. Each gets the spool lane with its index, from zero.
    ///   - pipeline: What decides calls, and where their tenants are found.
    ///   - installation: Answers this installation's own questions who is there; `nil` answers none.
    ///   - spool: Where decisions are kept before their answers leave.
    ///   - metrics: Where calls, refusals and connections are counted.
    ///   - logger: Told of the listener's own affairs, never of a call.
    public convenience init(
        configuration: CallPlaneConfiguration,
        eventLoopGroup: MultiThreadedEventLoopGroup,
        pipeline: DecisionPipeline,
        installation: InstallationProof? = nil,
        spool: Spool,
        metrics: MetricRegistry,
        logger: Logger
    ) {
        self.init(
            configuration: configuration,
            eventLoopGroup: eventLoopGroup,
            pipeline: pipeline,
            finish: { await pipeline.finish($0) },
            installation: installation,
            spool: spool,
            metrics: metrics,
            logger: logger
        )
    }

    /// Makes a call plane whose searches end when `finish` says so, which a test may hold.
    init(
        configuration: CallPlaneConfiguration,
        eventLoopGroup: MultiThreadedEventLoopGroup,
        pipeline: DecisionPipeline,
        finish: @escaping @Sendable (SoughtCall) async -> DecidedCall,
        installation: InstallationProof? = nil,
        spool: Spool,
        metrics: MetricRegistry,
        logger: Logger
    ) {
        let limits = configuration.limits
        let maximumCount = Self.affordableConnectionCount(limits)
        if maximumCount < limits.maximumConnectionCount {
            logger.warning(
                "the limit of open files allows fewer connections than are configured; raise LimitNOFILE (ulimit -n)",
                metadata: ["configured": "\(limits.maximumConnectionCount)", "possible": "\(maximumCount)"]
            )
        }
        let ledger = ConnectionLedger(
            maximumCount: maximumCount,
            maximumCountPerSource: limits.maximumConnectionCountPerSource
        )
        let searches = CallSearches(finish: finish)
        let gate = RequestGate(allowedHosts: configuration.allowedHosts, maximumFieldCount: limits.maximumFieldCount)
        let callMetrics = CallPlaneMetrics(registry: metrics) { ledger.count }
        self.configuration = configuration
        self.group = eventLoopGroup
        self.metrics = metrics
        self.logger = logger
        self.ledger = ledger
        self.searches = searches
        self.loops = eventLoopGroup.makeIterator().enumerated().map { index, eventLoop in
            CallLoop(
                eventLoop: eventLoop,
                lane: spool.lane(index),
                pipeline: pipeline,
                gate: gate,
                installation: installation,
                limits: ConnectionLimits(limits),
                ledger: ledger,
                metrics: callMetrics,
                searches: searches
            )
        }
    }

    /// Where calls are accepted; it waits until they are.
    ///
    /// - Throws: ``CallPlaneError`` if ``run()`` could not listen; `CancellationError`.
    public var localAddress: SocketAddress {
        get async throws { try await self.listening.get() }
    }

    /// Accepts calls until a graceful shutdown is over or the task is cancelled.
    ///
    /// - Throws: ``CallPlaneError`` if it cannot listen, or the listening socket is lost.
    public func run() async throws {
        let certificates: CertificateStore?
        let listener: any Channel
        let address: SocketAddress
        do throws(CallPlaneError) {
            certificates = try await self.readCertificate()
            (listener, address) = try await self.listen(certificates)
        } catch {
            self.searches.close()
            self.listening.settle(.failure(error))
            throw error
        }
        self.listening.settle(.success(address))
        self.logger.info(
            "calls are accepted",
            metadata: [
                "host": "\(address.ipAddress ?? self.configuration.host)",
                "port": "\(address.port ?? self.configuration.port)",
            ]
        )

        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await self.searches.run() }
            if let certificates { tasks.addTask { await certificates.follow() } }
            let wasAsked = await self.waitForEnd(of: listener)
            await self.drain(listener)
            self.searches.close()
            tasks.cancelAll()
            try await tasks.waitForAll()
            await self.stopLoops()
            self.logger.info("no more calls are accepted")
            guard wasAsked else { throw CallPlaneError.listenerClosed }
        }
    }

    /// How many connections the process has file descriptors for, at most as many as are allowed.
    private static func affordableConnectionCount(_ limits: CallPlaneLimits) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return limits.maximumConnectionCount
        }
        let descriptorCount = Int(clamping: limit.rlim_cur)
        return max(1, min(limits.maximumConnectionCount, descriptorCount - limits.spareDescriptorCount))
    }

    // MARK: Begin

    private func readCertificate() async throws(CallPlaneError) -> CertificateStore? {
        guard let names = self.configuration.certificate else { return nil }
        let metrics = self.metrics
        let logger = self.logger
        do {
            // On a thread that may wait for the disk.
            return try await NIOThreadPool.singleton.runIfActive {
                try CertificateStore(names: names, metrics: metrics, logger: logger)
            }
        } catch let error as CertificateError {
            throw .certificate(error)
        } catch {
            throw .certificate(.unreadable(path: names.chainFile, reason: "the process is ending"))
        }
    }

    private func listen(_ certificates: CertificateStore?) async throws(CallPlaneError) -> (any Channel, SocketAddress)
    {
        let loops = Dictionary(
            self.loops.map { (ObjectIdentifier($0.eventLoop), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for loop in self.loops { loop.eventLoop.execute { loop.start() } }
        let bootstrap = ServerBootstrap(group: self.group)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_sndbuf), value: Self.sendBufferByteCount)
            // A client that has sent its last request may close its side and still gets its answer.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(
                .recvAllocator,
                value: FixedSizeRecvByteBufferAllocator(capacity: Self.readByteCount)
            )
            .childChannelOption(.writeBufferWaterMark, value: Self.unreadAnswers)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let loop = loops[ObjectIdentifier(channel.eventLoop)] else { return }
                    try Self.serve(channel, on: loop, certificates?.context)
                }
            }
        do {
            let configuration = self.configuration
            let listener = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
            guard let address = listener.localAddress else { throw CallPlaneError.listenerClosed }
            return (listener, address)
        } catch {
            for loop in self.loops { loop.eventLoop.execute { loop.stop() } }
            throw .cannotListen(
                host: self.configuration.host,
                port: self.configuration.port,
                reason: "\(error)"
            )
        }
    }

    private static func serve(_ channel: any Channel, on loop: CallLoop, _ context: NIOSSLContext?) throws {
        let pipeline = channel.pipeline.syncOperations
        if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
        let connection = WebhookConnection(loop)
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = loop.limits.maximumHeadByteCount
        limits.maxHeaderListSize = loop.limits.maximumHeadByteCount
        try pipeline.addHandler(WireMeter(connection))
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
        try pipeline.addHandler(connection)
    }

    // MARK: End

    /// Waits for a shutdown; false if the listening socket was closed by something else.
    private func waitForEnd(of listener: any Channel) async -> Bool {
        let (ends, continuation) = AsyncStream.makeStream(of: Bool.self)
        listener.closeFuture.whenComplete { _ in continuation.yield(false) }
        return await withTaskCancellationOrGracefulShutdownHandler {
            for await wasAsked in ends { return wasAsked }
            return true
        } onCancelOrGracefulShutdown: {
            continuation.yield(true)
        }
    }

    private func drain(_ listener: any Channel) async {
        let limits = self.configuration.limits
        let clock = ContinuousClock()
        let deadline = clock.now + limits.drainDeadline
        self.onLoops { $0.beginLameDuck() }
        await self.pause(until: min(clock.now + limits.lameDuckDuration, deadline))

        listener.close(promise: nil)
        self.onLoops { $0.closeIdle() }
        while self.ledger.count > 0 || self.searches.count > 0, clock.now < deadline, !Task.isCancelled {
            await self.pause(until: clock.now + Self.drainStep)
            // A connection accepted in the last moment is idle only now.
            self.onLoops { $0.closeIdle() }
        }
        let leftCount = self.ledger.count
        if leftCount > 0 {
            self.logger.warning("connections were cut at the drain's deadline", metadata: ["count": "\(leftCount)"])
        }
        self.onLoops { $0.closeAll() }
    }

    /// Writes the last records, those of calls whose clients had gone.
    private func stopLoops() async {
        for loop in self.loops {
            do {
                try await loop.eventLoop.submit { loop.stop() }.get()
            } catch {
                self.logger.error("an event loop ended before the call plane", metadata: ["reason": "\(error)"])
            }
        }
    }

    private func onLoops(_ act: @escaping @Sendable (CallLoop) -> Void) {
        for loop in self.loops { loop.eventLoop.execute { act(loop) } }
    }

    /// Waits; a cancelled task does not.
    private func pause(until deadline: ContinuousClock.Instant) async {
        do { try await ContinuousClock().sleep(until: deadline) } catch { return }
    }
}
