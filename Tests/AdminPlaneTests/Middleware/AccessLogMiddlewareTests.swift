import HTTPTypes
import HookswitchTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct AccessLogMiddlewareTests {
    @Test func oneLineTellsWhoWhatAndHow() async throws {
        let bundle = try await AdminBundle()

        _ = try await bundle.send(.get, "/api/v1/tenants/acme")

        let lines = bundle.log.lines.filter { $0.message == "admin request" }
        #expect(lines.count == 1)
        let metadata = try #require(lines.first).metadata
        #expect(metadata["route"] == "/api/v1/tenants/{slug}")
        #expect(metadata["method"] == "GET")
        #expect(metadata["status"] == "404")
        #expect(metadata["operator"] == "liisa")
        #expect(metadata["duration_ms"].flatMap { Int($0) } != nil)
    }

    @Test func nothingThatTheClientSentIsWritten() async throws {
        let bundle = try await AdminBundle()

        _ = try await bundle.send(.get, "/api/v1/tenants/canary-path?canary=canary")
        _ = try await bundle.send(.get, "/canary-path?after=canary")
        _ = try await bundle.send(.post, "/api/v1/tenants/acme/explain", json: #"{"from":"canary","to":"canary"}"#)
        _ = try await bundle.send(.post, "/api/v1/tenants/apply", json: "{\"documents\":[{\"canary\":\"canary\"}]}")
        _ = try await bundle.send(.get, "/api/v1/me", headers: [.authorization: "Bearer hsw_canary"])

        #expect(bundle.log.lines.count >= 5)
        #expect(!bundle.log.text.contains("canary"))
        #expect(!bundle.log.text.contains(bundle.token))
    }

    @Test func lostRequestsAreLoggedWithoutTheirPath() async throws {
        let bundle = try await AdminBundle()

        _ = try await bundle.send(.get, "/hooks/secretendpoint", headers: [.authorization: ""])

        let line = try #require(bundle.log.lines.last)
        #expect(line.metadata["route"] == "unknown")
        #expect(line.metadata["status"] == "404")
        #expect(line.metadata["operator"] == nil)
    }
}
