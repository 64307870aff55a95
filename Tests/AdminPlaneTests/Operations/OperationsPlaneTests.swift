import Foundation
import HTTPTypes
import HookswitchTesting
import Hummingbird
import HummingbirdTesting
import Telemetry
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite struct OperationsPlaneTests {
    private func send(
        _ uri: String,
        stage: ServingStage,
        registry: MetricRegistry = MetricRegistry()
    ) async throws -> TestResponse {
        let plane = OperationsPlane(
            host: "127.0.0.1",
            port: 0,
            registry: registry,
            logger: RecordedLog().logger,
            stage: { stage }
        )
        return try await plane.application().test(.router) { client in
            try await client.execute(uri: uri, method: .get)
        }
    }

    private static func readiness(isDatabaseReachable: Bool) -> Readiness {
        Readiness(
            tenantCount: 3,
            isDatabaseReachable: isDatabaseReachable,
            snapshotAge: .milliseconds(2900),
            spoolDepth: 7
        )
    }

    @Test(arguments: [
        (ServingStage.starting, 503, "starting"),
        (.serving(Self.readiness(isDatabaseReachable: true)), 200, "ok"),
        (.serving(Self.readiness(isDatabaseReachable: false)), 200, "degraded"),
        (.stopping, 503, "stopping"),
    ])
    func readinessFollowsTheStage(stage: ServingStage, status: Int, word: String) async throws {
        let response = try await self.send("/readyz", stage: stage)

        #expect(response.status.code == status)
        #expect(response.headers[.contentType] == "application/json")
        let answer = try JSONDecoder().decode(ReadinessAnswer.self, from: Data(response.text.utf8))
        #expect(answer.status == word)
    }

    @Test func readinessTellsWhatIsAway() async throws {
        let response = try await self.send("/readyz", stage: .serving(Self.readiness(isDatabaseReachable: false)))

        let answer = try JSONDecoder().decode(ReadinessAnswer.self, from: Data(response.text.utf8))
        #expect(answer.database == "unreachable")
        #expect(answer.tenants == 3)
        #expect(answer.snapshotAgeSeconds == 2)
        #expect(answer.spoolDepth == 7)
    }

    @Test func livenessAsksNothing() async throws {
        let response = try await self.send("/livez", stage: .stopping)

        #expect(response.status == .ok)
    }

    @Test func metricsAreInTheTextFormat() async throws {
        let registry = MetricRegistry()
        registry.counter("hookswitch_test_total", help: "Test.").increment()

        let response = try await self.send("/metrics", stage: .starting, registry: registry)

        #expect(response.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
        for line in response.text.split(separator: "\n") where !line.hasPrefix("#") {
            let sample = /[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^}]*\})? ([-+0-9.eE]+|NaN|[-+]Inf)/
            #expect(try sample.wholeMatch(in: String(line)) != nil, "\(line)")
        }
        #expect(response.text.contains("hookswitch_test_total 1\n"))
    }
}
