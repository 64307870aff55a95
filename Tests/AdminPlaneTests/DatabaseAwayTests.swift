import HTTPTypes
import Hookswitch
import HookswitchTesting
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Telemetry
import Testing

@testable import AdminPlane

@Suite struct DatabaseAwayTests {
    @Test func requestsAreToldToComeBack() async throws {
        let log = RecordedLog()
        let url = try DatabaseURL(parsing: "postgresql://canary:canary@127.0.0.1:1/canary?connect_timeout=1")
        let pool = ConnectionPool(url: url, logger: log.logger)
        var random = SystemRandomNumberGenerator()
        let services = try AdminBundle.services(
            on: Database(pool: pool),
            keyRing: KeyRing(random: &random),
            snapshots: SnapshotSource()
        )
        let plane = AdminPlane(
            host: "127.0.0.1",
            port: 0,
            services: services,
            registry: MetricRegistry(),
            logger: log.logger
        )

        let response = try await plane.application().test(.router) { client in
            try await client.execute(uri: "/api/v1/me", method: .get, headers: [.authorization: "Bearer hsw_abc"])
        }
        await pool.shutdown()

        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] != nil)
        #expect(try response.problem.code == .unavailable)
        #expect(!response.text.contains("canary"))
        #expect(!log.text.contains("canary"))
    }
}
