import AdminPlane
import CallPlane
import Foundation
import Hookswitch
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Telemetry

/// The server as `serve` and `dev` run it: the application behind its three listeners, as services of one group.
struct Server: Sendable {
    /// What a graceful end may take beyond the drain of calls: shipping the spool, closing the database.
    private static let shutdownReserve = Duration.seconds(4)

    private let configuration: Configuration
    private let application: HookswitchApplication
    private let operations: OperationsPlane
    private let calls: CallPlane
    private let admin: AdminPlane
    private let phase: ServingPhase
    private let eventLoops: MultiThreadedEventLoopGroup
    private let logger: Logger

    /// Makes a server; nothing listens until ``services(onReady:)`` run.
    ///
    /// - Parameters:
    ///   - log: Where the process's log goes, for the count of its losses.
    ///   - lameDuckDuration: How long calls are still taken after a stop was asked for.
    /// - Throws: A ``CommandFailure`` with exit code 2 that says what keeps it from starting and how to mend it.
    init(
        configuration: Configuration,
        logger: Logger,
        log: ServerLog,
        lameDuckDuration: Duration? = nil
    ) async throws {
        DescriptorLimit.raise()
        let eventLoops = MultiThreadedEventLoopGroup.singleton
        let application: HookswitchApplication
        do {
            application = try await HookswitchApplication.start(
                configuration,
                eventLoopGroup: eventLoops,
                laneCount: Array(eventLoops.makeIterator()).count,
                logger: logger
            )
        } catch let refusal as StartRefusal {
            throw CommandFailure(refusal)
        }
        let callsListener = CallPlaneConfiguration(configuration, lameDuckDuration: lameDuckDuration)
        do {
            try await callsListener.certificate?.check()
        } catch {
            throw CommandFailure(error)
        }
        if configuration.callHosts.lackPublicHost {
            logger.warning("calls by the edge's own host are refused: set public.url, or calls.allowedHosts")
        }
        application.metrics.describeProcess(log: log)
        let phase = ServingPhase(application: application)
        self.phase = phase
        self.configuration = configuration
        self.application = application
        self.eventLoops = eventLoops
        self.logger = logger
        self.calls = CallPlane(
            configuration: callsListener,
            eventLoopGroup: eventLoops,
            pipeline: application.pipeline,
            installation: application.installation,
            spool: application.spool,
            metrics: application.metrics,
            logger: logger
        )
        self.admin = AdminPlane(
            host: configuration.adminListen.host,
            port: configuration.adminListen.port,
            services: AdminServices(application),
            registry: application.metrics,
            logger: logger,
            proxies: TrustedProxies(configuration.adminTrustedProxies),
            eventLoopGroup: eventLoops
        )
        self.operations = OperationsPlane(
            host: configuration.operationsListen.host,
            port: configuration.operationsListen.port,
            registry: application.metrics,
            logger: logger,
            stage: { await phase.stage },
            eventLoopGroup: eventLoops
        )
    }

    /// API tokens, made and recognised.
    var tokens: APITokenService { self.application.tokens }

    /// The longest that a graceful end may take.
    var maximumShutdownDuration: Duration { self.configuration.drainTimeout + Self.shutdownReserve }

    /// All services, in the order in which they start; they stop in reverse.
    ///
    /// - Parameter onReady: Called once every listener listens.
    func services(onReady: @escaping @Sendable () async throws -> Void = {}) -> [any Service] {
        let (calls, admin, operations) = (self.calls, self.admin, self.operations)
        let settings = self.configuration
        let listeners: [any Service] = [
            ListeningService(
                name: "calls",
                address: "\(settings.calls.listen)",
                variable: "HOOKSWITCH_CALLS_LISTEN",
                listener: calls
            ),
            ListeningService(
                name: "the admin API",
                address: "\(settings.adminListen)",
                variable: "HOOKSWITCH_ADMIN_LISTEN",
                listener: admin
            ),
        ]
        let first = ListeningService(
            name: "operations",
            address: "\(settings.operationsListen)",
            variable: "HOOKSWITCH_OPERATIONS_LISTEN",
            listener: operations
        )
        let supervision = Supervision(
            supervisor: Supervisor(environment: ProcessInfo.processInfo.environment),
            eventLoops: self.eventLoops,
            phase: self.phase,
            awaitListening: {
                do {
                    _ = try await calls.localAddress
                } catch {
                    return false
                }
                let adminAddress = await admin.localAddress
                let operationsAddress = await operations.localAddress
                return adminAddress != nil && operationsAddress != nil
            },
            onReady: onReady
        )
        return [first] + self.application.services + listeners + [supervision]
    }
}
