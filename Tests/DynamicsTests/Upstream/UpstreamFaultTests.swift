import Logging
import NIOCore
import NIOPosix
import Routing
import Synchronization
import Testing

@testable import Dynamics

/// What becomes of a lookup when the other side misbehaves.
@Suite(.serialized) struct UpstreamFaultTests {
    /// What a directory answers when Dataverse does this, and how long it took.
    private func outcome(
        of reply: StubReply,
        within time: Duration = .seconds(5)
    ) async throws -> (outcome: DirectoryAnswer.Outcome, duration: Duration, requestCount: Int) {
        nonisolated(unsafe) var result: (DirectoryAnswer.Outcome, Duration, Int)?
        try await StubWorld.run {
            $0.isToken ? .token : reply
        } _: { world in
            let directory = try world.directory()
            // The token is there beforehand, so that all of the time is the answer's.
            try await directory.prepare(deadline: .now + .seconds(10))
            let startedAt = ContinuousClock.now
            let answer = await directory.find(world.caller, deadline: startedAt + time)
            result = (answer.outcome, .now - startedAt, world.server.dataRequestCount)
        }
        return try #require(result)
    }

    static let slow: [StubReply] = [
        .hang,
        .drip(StubReply.text("200 OK", #"{"value":[]}"#), every: .milliseconds(200)),
        .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
        .send("HTTP/1.1 200 OK\r\nContent-"),
        .sendAfter(.seconds(3), StubReply.text("200 OK", #"{"value":[]}"#)),
    ]

    @Test(arguments: slow.indices)
    func slowAnswersAreGivenUpAtTheDeadline(index: Int) async throws {
        let result = try await self.outcome(of: Self.slow[index], within: .milliseconds(500))

        #expect(result.outcome == .failed(.timeout(.answer)))
        #expect(result.duration < .milliseconds(1_500))
    }

    static let broken: [(StubReply, DynamicsError)] = [
        (.sendThenReset("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"val"), .unavailable(.connectionClosed)),
        (.sendThenClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"val"), .unavailable(.connectionClosed)),
        (.send("SSH-2.0-OpenSSH_9.2\r\n"), .invalidResponse(.http)),
        (.send("HTTP/1.1 99999 OK\r\n\r\n"), .invalidResponse(.http)),
        (.send("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), .invalidResponse(.http)),
        (.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"), .invalidResponse(.http)),
        (.status("200 OK", String(repeating: " ", count: 65_537)), .invalidResponse(.bodyTooLarge)),
        (.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n{"), .invalidResponse(.bodyTooLarge)),
        (
            .flood(
                head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunk: "400\r\n\(String(repeating: " ", count: 1_024))\r\n"
            ),
            .invalidResponse(.bodyTooLarge)
        ),
        (
            .status("200 OK", "{}", headers: ["X: \(String(repeating: "a", count: 17_000))"]),
            .invalidResponse(.headersTooLarge)
        ),
        (.status("302 Found", "", headers: ["Location: http://169.254.169.254/"]), .invalidResponse(.redirect)),
        (.status("307 Temporary Redirect", "", headers: ["Location: /elsewhere"]), .invalidResponse(.redirect)),
        (.status("200 OK", "<html>Sign in</html>"), .invalidResponse(.json)),
        (.status("200 OK", "\u{1F}\u{8B}", headers: ["Content-Encoding: gzip"]), .invalidResponse(.json)),
        (.status("500 Internal Server Error"), .unavailable(.status(500))),
        (.status("503 Service Unavailable", "x"), .unavailable(.status(503))),
        (.status("400 Bad Request", "{}"), .invalidResponse(.queryRejected)),
        (.status("429 Too Many Requests", "", headers: ["Retry-After: 1e30"]), .throttled(retryAfterSeconds: 30)),
        (.status("429 Too Many Requests", "", headers: ["Retry-After: 3600"]), .throttled(retryAfterSeconds: 300)),
        (.status("429 Too Many Requests", "", headers: ["Retry-After: -1"]), .throttled(retryAfterSeconds: 30)),
    ]

    @Test(arguments: broken.indices)
    func brokenAnswersAreErrorsAtOnce(index: Int) async throws {
        let (reply, error) = Self.broken[index]

        let result = try await self.outcome(of: reply)

        #expect(result.outcome == .failed(error))
        #expect(result.duration < .seconds(4))
        #expect(result.requestCount == 1)
    }

    @Test func headersWithoutEndAreCutOff() async throws {
        let header = "X-Header: \(String(repeating: "a", count: 1_000))\r\n"

        let result = try await self.outcome(of: .flood(head: "HTTP/1.1 200 OK\r\n", chunk: header))

        #expect(result.outcome == .failed(.invalidResponse(.http)))
        #expect(result.duration < .seconds(2))
    }

    @Test func interimAnswersWithoutEndCostNoMoreThanTheDeadline() async throws {
        let result = try await self.outcome(
            of: .flood(head: "", chunk: "HTTP/1.1 103 Early Hints\r\n\r\n"),
            within: .milliseconds(500)
        )

        #expect(result.duration < .seconds(2))
    }

    @Test func anAnswerThatComesLateIsNobodysAnswer() async throws {
        let count = Mutex(0)
        try await StubWorld.run { request in
            if request.isToken { return .token }
            let isFirst = count.withLock { count in
                count += 1
                return count == 1
            }
            let body = #"{"value":[\#(StubWorld.row(id: StubWorld.otherID))]}"#
            return isFirst
                ? .sendAfter(.milliseconds(700), StubReply.text("200 OK", body)) : StubWorld.rows(StubWorld.row())
        } _: { world in
            let directory = try world.directory()
            try await directory.prepare(deadline: .now + .seconds(10))
            let first = await directory.find(world.caller, deadline: .now + .milliseconds(400))

            let second = await directory.find(world.caller, deadline: .now + .seconds(5))

            #expect(first.outcome == .failed(.timeout(.answer)))
            #expect(second.outcome == .match(.init(table: .contact, rowID: StubWorld.contactID, column: "mobilephone")))
        }
    }

    @Test func fiveHangingLookupsOpenTheBreakerAndAProbeClosesIt() async throws {
        let clock = StubClock()
        try await StubWorld.run { request in
            if request.isToken { return .token }
            return clock.offset == .zero ? .hang : .noRows
        } _: { world in
            let directory = try world.directory(now: { clock.now })
            try await directory.prepare(deadline: .now + .seconds(10))
            for _ in 0..<5 { _ = await directory.find(world.caller, deadline: .now + .milliseconds(300)) }
            let startedAt = ContinuousClock.now
            let refused = await directory.find(world.caller, deadline: .now + .seconds(5))
            #expect(refused.outcome == .failed(.breakerOpen))
            #expect(ContinuousClock.now - startedAt < .milliseconds(500))
            #expect(world.server.dataRequestCount == 5)

            clock.advance(by: .seconds(5))

            #expect(await directory.find(world.caller, deadline: .now + .seconds(5)).outcome == .none)
            #expect(directory.breakerCondition == .closed)
        }
    }

    @Test func anIdleConnectionThatTheServerClosedCostsNothing() async throws {
        try await StubWorld.run { request in
            request.isToken ? .token : .sendThenClose(StubReply.text("200 OK", #"{"value":[]}"#))
        } _: { world in
            let directory = try world.directory()
            for _ in 0..<10 {
                #expect(await directory.find(world.caller, deadline: .now + .seconds(5)).outcome == .none)
            }
        }
    }

    @Test func aCutBeforeAnyAnswerIsTriedOnceMoreOnAWarmHost() async throws {
        let count = Mutex(0)
        try await StubWorld.run { request in
            if request.isToken { return .token }
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number == 2 ? .reset : .noRows
        } _: { world in
            let directory = try world.directory()
            _ = await directory.find(world.caller, deadline: .now + .seconds(5))

            let answer = await directory.find(world.caller, deadline: .now + .seconds(5))

            #expect(answer.outcome == .none)
            #expect(world.server.dataRequestCount == 3)
        }
    }

    @Test func warmConnectionsAreUsedAgain() async throws {
        try await StubWorld.run {
            $0.isToken ? .token : .noRows
        } _: { world in
            let directory = try world.directory(tables: [.contact, .account, .lead])
            for _ in 0..<20 { _ = await directory.find(world.caller, deadline: .now + .seconds(5)) }

            #expect(world.server.connectionCount <= 4)
        }
    }

    @Test func noSecretLeavesBeforeTheServerProvedWhoItIs() async throws {
        try await StubWorld.run(isTrusted: false) { _ in
            .token
        } _: { world in
            let answer = try await world.directory().find(world.caller, deadline: .now + .seconds(5))

            #expect(answer.outcome == .failed(.unavailable(.tls)))
            #expect(world.server.requests.isEmpty)
        }
        try await StubWorld.run(host: "other.example") { _ in
            .token
        } _: { world in
            let answer = try await world.directory().find(world.caller, deadline: .now + .seconds(5))

            #expect(answer.outcome == .failed(.unavailable(.tls)))
            #expect(world.server.requests.isEmpty)
        }
    }

    @Test func aDeadNameAndARefusedConnectionAreErrors() async throws {
        try await StubWorld.run(resolver: NameResolver(lookup: { _ in nil })) { _ in
            .token
        } _: { world in
            let answer = try await world.directory().find(world.caller, deadline: .now + .seconds(5))

            #expect(answer.outcome == .failed(.unavailable(.nameResolution)))
        }
        try await StubWorld.run { _ in
            .token
        } _: { world in
            await world.server.shutdown()

            let answer = try await world.directory().find(world.caller, deadline: .now + .seconds(5))

            #expect(answer.outcome == .failed(.unavailable(.connection)))
        }
    }

    @Test func anotherAddressIsTriedWhenOneGivesNoConnection() async throws {
        let resolver = NameResolver(lookup: { _ in ["127.0.0.9", "127.0.0.1"].compactMap { NetworkAddress($0) } })
        try await StubWorld.run(resolver: resolver) {
            $0.isToken ? .token : .noRows
        } _: { world in
            let directory = try world.directory()

            #expect(await directory.find(world.caller, deadline: .now + .seconds(5)).outcome == .none)
        }
    }

    @Test func aHangingEntraCostsTheDeadlineAndNoMore() async throws {
        try await StubWorld.run { _ in
            .hang
        } _: { world in
            let directory = try world.directory()
            let startedAt = ContinuousClock.now

            let answer = await directory.find(world.caller, deadline: .now + .milliseconds(300))

            #expect(answer.outcome == .failed(.timeout(.token)))
            #expect(ContinuousClock.now - startedAt < .seconds(1))
        }
    }

    @Test func afterTheEndNothingIsAsked() async throws {
        try await StubWorld.run {
            $0.isToken ? .token : .noRows
        } _: { world in
            let directory = try world.directory()
            await world.upstream.shutdown()

            let answer = await directory.find(world.caller, deadline: .now + .seconds(5))

            #expect(answer.outcome == .failed(.unavailable(.shutDown)))
        }
    }

    @Test func unreadableTrustRootsStopTheStart() {
        var configuration = Upstream.Configuration()
        configuration.trustRootsFile = "/nonexistent.pem"

        #expect(throws: Upstream.SetupError.trustRootsUnreadable) {
            try Upstream(
                configuration: configuration,
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                logger: Logger(label: "test")
            )
        }
    }
}
