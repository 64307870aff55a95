import HTTPTypes
import Telemetry
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct RequestMetricsMiddlewareTests {
    @Test func requestsAreCountedByOperationAndStatus() async throws {
        let bundle = try await AdminBundle()

        _ = try await bundle.send(.get, "/api/v1/me")
        _ = try await bundle.send(.get, "/api/v1/me?x=1")
        _ = try await bundle.send(.get, "/nothing")

        let page = bundle.registry.render()
        #expect(page.contains(#"hookswitch_admin_requests_total{operation="getMe",status="2xx"} 1"#))
        #expect(page.contains(#"hookswitch_admin_requests_total{operation="getMe",status="4xx"} 1"#))
        #expect(page.contains(#"hookswitch_admin_requests_total{operation="unknown",status="4xx"} 1"#))
        #expect(page.contains(#"hookswitch_admin_request_duration_seconds_count{operation="getMe"} 2"#))
    }
}
