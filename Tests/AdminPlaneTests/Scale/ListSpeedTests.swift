import Hookswitch
import HookswitchTesting
import NIOCore
import Postgres
import ServiceLifecycle
import Testing

@testable import AdminPlane

/// Every list of the API with 10,000 tenants, over HTTP, in the build that is tested.
@Suite(.lentDatabase, .serialized) struct ListSpeedTests {
    /// What a page may take.
    private static let limit = Duration.milliseconds(200)
    /// How many requests one median is of.
    private static let roundSize = 5
    /// How often a page is tried that was slow: other tests run beside this one, and what they take only makes it slower.
    private static let roundCount = 8

    /// The pages: each list with as many on a page as it allows, and tenants from the beginning, the middle and the end.
    private static var pages: [String] {
        let busy = SampleFleet.busySlug
        return [
            "tenants?limit=200", "tenants?limit=200&after=\(SampleFleet.slug(5000))",
            "tenants?limit=200&after=\(SampleFleet.slug(9900))", "tenants?limit=200&tag=rare",
            "tenants?limit=200&tag=common&after=\(SampleFleet.slug(5000))", "tenants?limit=200&status=suspended",
            "tenants?limit=200&q=customer%2077", "tenants?limit=200&q=nowhere",
            "tenants?limit=200&expires_before=2000-01-01T00:00:00Z", "tenants?limit=50&expand=activity",
            "audit?limit=200", "audit?limit=200&action=tenant.suspend", "audit?limit=200&actor=nobody",
            "tenants/\(busy)/audit?limit=200", "tenants/\(busy)/versions?limit=200",
            "tenants/\(busy)/webhook-keys", "tenants/\(busy)/credentials?limit=200", "credentials?limit=200",
            "credentials?limit=200&expires_before=2100-01-01T00:00:00Z", "tokens?limit=200", "operators?limit=200",
            "sessions?limit=200", "offboardings?limit=200", "imports?limit=200", "decisions?limit=200",
            "decisions?limit=200&tenant=\(busy)", "decisions?limit=200&outcome=crm_auth",
        ]
    }

    /// Runs a plane while something is done with it.
    private static func running(_ plane: AdminPlane, _ body: (SocketAddress) async throws -> Void) async throws {
        let group = ServiceGroup(configuration: .init(services: [plane], logger: RecordedLog().logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let address = try #require(await plane.localAddress)
            do {
                try await body(address)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Asks for a page some times in a row.
    ///
    /// - Returns: The median of what they took, from the connection to the last byte.
    private static func median(_ page: String, token: String, at address: SocketAddress) async throws -> Duration {
        let request = """
            GET /api/v1/\(page) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(token)\r\n\r\n
            """
        var durations: [Duration] = []
        for _ in 0..<Self.roundSize {
            let start = ContinuousClock.now
            let answer = try await RawConnection(address: address).exchange(request)
            durations.append(ContinuousClock.now - start)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(page): \(answer.prefix(600))")
        }
        return durations.sorted()[durations.count / 2]
    }

    @Test func everyListAnswersWithin200MillisecondsAt10000Tenants() async throws {
        var limits = AdminLimits()
        limits.requestsPerToken = RatePolicy(name: "token", burst: 100_000, interval: .milliseconds(1))
        let bundle = try await AdminBundle(limits: limits)
        try await bundle.database.pool.withTransaction { try await $0.run(script: SampleFleet.script) }

        try await Self.running(bundle.plane) { address in
            for page in Self.pages {
                // The first requests open connections, prepare statements and read what is on the disk.
                _ = try await Self.median(page, token: bundle.token, at: address)
                var medians: [Duration] = []
                repeat {
                    medians.append(try await Self.median(page, token: bundle.token, at: address))
                } while medians.last ?? .zero > Self.limit && medians.count < Self.roundCount

                print("\(page): \(medians.min() ?? .zero)")
                #expect(medians.min() ?? .zero < Self.limit, "\(page): \(medians)")
            }
        }
    }
}
