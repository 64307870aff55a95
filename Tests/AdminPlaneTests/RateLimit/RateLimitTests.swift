import HTTPTypes
import Hookswitch
import HookswitchTesting
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import Routing
import Telemetry
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// What a client sees of the limits. An hour passes in no test, so what is used up stays so.
@Suite(.lentDatabase) struct RateLimitTests {
    private static var limits: AdminLimits {
        var limits = AdminLimits()
        limits.requestsPerToken = RatePolicy(name: "token", burst: 3, interval: .seconds(3600))
        limits.wrongTokens = RatePolicy(name: "wrong-token", burst: 3, interval: .seconds(3600))
        return limits
    }

    private static func bearer(_ token: String) -> HTTPFields {
        [.authorization: "Bearer \(token)"]
    }

    @Test func answersTellTheRateAndOneTooManyIsTooMany() async throws {
        let bundle = try await AdminBundle(limits: Self.limits)
        let other = try await bundle.services.tokens.create(name: "other", role: .readOnly, expiresAt: nil)

        let first = try await bundle.send(.get, "/api/v1/me")
        let missing = try await bundle.send(.get, "/api/v1/tenants/nobody")
        _ = try await bundle.send(.get, "/api/v1/me")
        let refused = try await bundle.send(.get, "/api/v1/me")
        let others = try await bundle.send(.get, "/api/v1/me", headers: Self.bearer(other.value.reveal()))
        let nobodys = try await bundle.send(.get, "/api/v1/me", headers: [.authorization: ""])

        #expect(first.headers[.rateLimitPolicy] == "\"token\";q=3;w=10800")
        #expect(first.headers[.rateLimit]?.hasPrefix("\"token\";r=2;t=") == true)
        #expect(missing.status == .notFound)
        #expect(missing.headers[.rateLimit]?.hasPrefix("\"token\";r=1;t=") == true)
        #expect(refused.status == .tooManyRequests)
        #expect(try refused.problem.code == .rateLimited)
        #expect(try refused.problem.retryable)
        #expect(refused.headers[.rateLimit]?.hasPrefix("\"token\";r=0;t=") == true)
        #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (3000...3600).contains($0) } == true)
        try APIDescription().expect(refused, toBe: "Problem")
        #expect(others.status == .ok)
        #expect(nobodys.headers[.rateLimit] == nil)
    }

    @Test func guessesAreSlowedAndRightTokensAreNot() async throws {
        let bundle = try await AdminBundle(limits: Self.limits)
        // Made by another server, or beside the database: this one has not heard of it.
        let unheard = try await APITokenService(database: bundle.database)
            .create(name: "unheard", role: .readOnly, expiresAt: nil).value.reveal()

        for number in 1...3 {
            let wrong = try await bundle.send(.get, "/api/v1/me", headers: Self.bearer("hsw_wrong\(number)"))
            #expect(wrong.status == .unauthorized)
        }
        let slowed = try await bundle.send(.get, "/api/v1/me", headers: Self.bearer("hsw_wrong4"))
        let right = try await bundle.send(.get, "/api/v1/me")
        let early = try await bundle.send(.get, "/api/v1/me", headers: Self.bearer(unheard))
        try await bundle.services.tokens.readLive()
        let known = try await bundle.send(.get, "/api/v1/me", headers: Self.bearer(unheard))

        #expect(slowed.status == .tooManyRequests)
        #expect(try slowed.problem.code == .tooManyAttempts)
        #expect(slowed.headers[.retryAfter].flatMap { Int($0) }.map { (3000...3600).contains($0) } == true)
        #expect(right.status == .ok)
        #expect(early.status == .tooManyRequests)
        #expect(known.status == .ok)
    }

    @Test func rightTokensTakeNothingFromTheGuesses() async throws {
        let bundle = try await AdminBundle(limits: Self.limits)

        for number in 1...5 {
            let token = try await APITokenService(database: bundle.database)
                .create(name: "n\(number)", role: .readOnly, expiresAt: nil).value.reveal()
            #expect(try await bundle.send(.get, "/api/v1/me", headers: Self.bearer(token)).status == .ok)
        }
    }

    @Test func postgresIsNotAskedAboutAGuessTooMany() async throws {
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
            logger: log.logger,
            limits: Self.limits
        )

        // What is no token is known to be none without Postgres; what might be one is not.
        let tokens = ["hsw_might", "none", "none", "none", "hsw_might"]
        var statuses: [HTTPResponse.Status] = []
        for token in tokens {
            let response = try await plane.application().test(.router) { client in
                try await client.execute(uri: "/api/v1/me", method: .get, headers: Self.bearer(token))
            }
            statuses.append(response.status)
        }
        await pool.shutdown()

        #expect(statuses == [.serviceUnavailable, .unauthorized, .unauthorized, .unauthorized, .tooManyRequests])
    }
}
