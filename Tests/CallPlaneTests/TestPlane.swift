import Foundation
import HookswitchTesting
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Telemetry

@testable import CallPlane
@testable import Hookswitch

/// A call plane on a port of its own, with tenants, for as long as a test runs.
struct TestPlane: Sendable {
    let address: SocketAddress
    let metrics: MetricRegistry
    let tenants: TestTenants
    let services: ServiceGroup
    let spoolDirectory: String
    let log: RecordedLog

    /// Runs a test against a call plane.
    ///
    /// - Parameters:
    ///   - eventLoopCount: How many loops serve it.
    ///   - deadline: How long a call may take; by default longer than a test holds one.
    ///   - certificate: The listener's, if it has one.
    static func run(
        eventLoopCount: Int = 1,
        deadline: Duration = .seconds(60),
        allowedHosts: [String] = [],
        certificate: ListenerCertificate? = nil,
        installation: InstallationProof? = nil,
        limits change: (inout CallPlaneLimits) -> Void = { _ in },
        _ test: @escaping @Sendable (TestPlane) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "hookswitch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let spool = directory.appending(path: "spool").path
        let tenants = try TestTenants(directory: spool, deadline: deadline)
        var limits = CallPlaneLimits()
        limits.lameDuckDuration = .zero
        limits.drainDeadline = .seconds(2)
        change(&limits)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: eventLoopCount)
        let metrics = MetricRegistry()
        let log = RecordedLog()
        let logger = log.logger
        let plane = CallPlane(
            configuration: CallPlaneConfiguration(
                host: "127.0.0.1",
                port: 0,
                certificate: certificate,
                allowedHosts: allowedHosts,
                limits: limits
            ),
            eventLoopGroup: group,
            pipeline: tenants.pipeline,
            finish: { [search = tenants.search, pipeline = tenants.pipeline] sought in
                await search.wait()
                return pipeline.expire(sought)
            },
            installation: installation,
            spool: tenants.spool,
            metrics: metrics,
            logger: logger
        )
        let services = ServiceGroup(services: [plane], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await services.run() }
            let outcome: Result<Void, any Error>
            do {
                let address = try await plane.localAddress
                try await test(
                    TestPlane(
                        address: address,
                        metrics: metrics,
                        tenants: tenants,
                        services: services,
                        spoolDirectory: spool,
                        log: log
                    )
                )
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            await services.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
        try await group.shutdownGracefully()
        try FileManager.default.removeItem(at: directory)
    }

    func client(tls: NIOSSLContext? = nil, readsAtOnce: Bool = true) async throws -> RawClient {
        try await RawClient(to: self.address, tls: tls, readsAtOnce: readsAtOnce)
    }

    /// A request as the telephony cloud sends it.
    func request(
        to endpoint: EndpointID? = nil,
        key: String? = TestTenants.key,
        body: String = #"{"anum":"+35850454564","bnum":"+35840675644"}"#,
        fields: [String] = []
    ) -> String {
        var lines = ["POST \((endpoint ?? self.tenants.routed).path) HTTP/1.1", "Host: hooks.example"]
        lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
        if let key { lines.append("X-Benemen-APIKey: \(key)") }
        return (lines + fields + ["", body]).joined(separator: "\r\n")
    }

    /// One request on a connection of its own.
    func answer(to request: String, hasBody: Bool = true) async throws -> RawClient.Answer {
        let client = try await self.client()
        try await client.send(request)
        return try await client.answer(hasBody: hasBody)
    }

    /// All that a server says to these bytes, until it closes.
    func everything(after bytes: String) async throws -> String {
        let client = try await self.client()
        try await client.send(bytes)
        return await client.rest()
    }

    /// How many bytes the spool's files have.
    var spooledByteCount: Int {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: self.spoolDirectory).reduce(0) { sum, name in
                let path = self.spoolDirectory + "/" + name
                return sum + (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
            }
        }
    }

    /// The value of a line of the metrics page.
    func metric(_ name: String) -> Double? {
        let line = self.metrics.render().split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Double($0.dropFirst(name.count + 1)) }
    }
}

/// Waits until something can be observed; the test's time limit ends it if that never comes.
func eventually(_ isSo: @Sendable () -> Bool) async {
    while !isSo(), !Task.isCancelled {
        do { try await Task.sleep(for: .milliseconds(2)) } catch { return }
    }
}
