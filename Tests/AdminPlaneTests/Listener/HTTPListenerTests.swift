import Hookswitch
import HookswitchTesting
import Logging
import NIOCore
import Telemetry
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct HTTPListenerTests {
    @Test func itServesAndStops() async throws {
        let bundle = try await AdminBundle()

        try await bundle.plane.running { address in
            let answer = try await RawConnection(address: address).exchange(
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(bundle.token)\r\n\r\n"
            )

            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.contains(#""name":"liisa""#))
        }
    }

    @Test func takenPortIsAnErrorAndNoAddress() async throws {
        let bundle = try await AdminBundle()

        try await bundle.plane.running { address in
            let second = AdminPlane(
                host: "127.0.0.1",
                port: address.port ?? 0,
                services: bundle.services,
                registry: MetricRegistry(),
                logger: RecordedLog().logger
            )
            async let local = second.localAddress
            await #expect(throws: (any Error).self) { try await second.run() }

            #expect(await local == nil)
        }
    }

    @Test func wrongTokensBehindATrustedProxyAreCountedForEachSource() async throws {
        let bundle = try await AdminBundle()
        var limits = AdminLimits()
        limits.wrongTokens = RatePolicy(name: "wrong-token", burst: 2, interval: .seconds(600))
        for (trusted, expected) in [(["127.0.0.1"], "401"), ([], "429")] {
            let plane = AdminPlane(
                host: "127.0.0.1",
                port: 0,
                services: bundle.services,
                registry: MetricRegistry(),
                logger: RecordedLog().logger,
                limits: limits,
                proxies: TrustedProxies(try trusted.map { try NetworkRange(parsing: $0) })
            )
            try await plane.running { address in
                func status(for source: String) async throws -> String {
                    let answer = try await RawConnection(address: address).exchange(
                        "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: \(source)\r\n"
                            + "Authorization: Bearer hsw_wrong\r\n\r\n"
                    )
                    return String(answer.dropFirst("HTTP/1.1 ".count).prefix(3))
                }
                var statuses: [String] = []
                for _ in 1...3 { statuses.append(try await status(for: "198.51.100.1")) }

                #expect(statuses == ["401", "401", "429"])
                #expect(try await status(for: "198.51.100.2") == expected)
            }
        }
    }

    @Test func slowBodyIsAnsweredAndClosed() async throws {
        var limits = AdminLimits()
        limits.bodyDeadline = .milliseconds(50)
        limits.lingerDuration = .milliseconds(50)
        let bundle = try await AdminBundle(limits: limits)

        try await bundle.plane.running { address in
            let answer = try await RawConnection(address: address).exchange(
                "POST /api/v1/tenants/acme/explain HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer \(bundle.token)\r\nContent-Length: 50\r\n\r\n{\"from\":"
            )

            #expect(answer.hasPrefix("HTTP/1.1 408 "))
            #expect(answer.contains("request_timeout"))
        }
    }

    @Test func largeBodyIsAnsweredBeforeItCame() async throws {
        var limits = AdminLimits()
        limits.lingerDuration = .milliseconds(50)
        let bundle = try await AdminBundle(limits: limits)

        try await bundle.plane.running { address in
            let answer = try await RawConnection(address: address).exchange(
                "POST /api/v1/tenants/apply HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer \(bundle.token)\r\nContent-Length: 2000000\r\n\r\n{\"documents\":["
            )

            #expect(answer.hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func brokenBodyIsTheClientsFault() async throws {
        var limits = AdminLimits()
        limits.lingerDuration = .milliseconds(50)
        let bundle = try await AdminBundle(limits: limits)

        try await bundle.plane.running { address in
            let answer = try await RawConnection(address: address).exchange(
                "POST /api/v1/tenants/acme/explain HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer \(bundle.token)\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\ncanary\r\n"
            )

            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(!bundle.log.lines.contains { $0.level >= .error })
        }
    }

    @Test func oneConnectionTakesManyRequests() async throws {
        let bundle = try await AdminBundle()
        let request = "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(bundle.token)\r\n"

        try await bundle.plane.running { address in
            let answer = try await RawConnection(address: address).exchange(
                "\(request)\r\n\(request)\r\n\(request)Connection: close\r\n\r\n"
            )

            #expect(answer.split(separator: "HTTP/1.1 200 OK", omittingEmptySubsequences: false).count == 4)
        }
    }

    @Test func silentConnectionIsClosed() async throws {
        var limits = AdminLimits()
        limits.idleTimeout = .milliseconds(50)
        let bundle = try await AdminBundle(limits: limits)

        try await bundle.plane.running { address in
            let answer = try await RawConnection(address: address).exchange("GET /api/v1/me HTTP/1.1\r\nHost: x\r\n")

            #expect(answer.isEmpty)
        }
    }
}
