import DynamicsSimulator
import Foundation
import NIOCore
import Testing

@Suite struct FaultTests {
    private static let target = "/api/data/v9.2/contacts?$top=1"
    private static let plainGet = "GET \(target) HTTP/1.1\r\nHost: acme.crm4.dynamics.test\r\n\r\n"

    @Test func latencyDelaysTheUsualAnswer() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.latency, delayMilliseconds: 150))
            let start = ContinuousClock.now

            let answer = try await bundle.wire.get(Self.target)

            #expect(answer.status == 401)
            #expect(ContinuousClock.now - start >= .milliseconds(150))
        }
    }

    /// Asks on a connection that hangs and, once the simulator has the request, lets another one be answered.
    ///
    /// - Returns: What had come on the hanging connection when the simulator was stopped, and whether it lasted so long.
    private static func hang(_ fault: Fault) async throws -> (answer: WireAnswer, lasted: Bool, fault: String?) {
        let simulator = try await Simulator.start(scenario: SimulatorBundle.scenario(), tls: false)
        let wire = WireClient(port: simulator.port)
        simulator.set(fault)
        async let hung: (WireAnswer, ContinuousClock.Instant) = {
            let answer = try await wire.exchange(Self.plainGet, waitingAtMost: .seconds(60)) { _ in false }
            return (answer, ContinuousClock.now)
        }()
        for await _ in simulator.requestStream() { break }
        simulator.clearFaults()
        _ = try await wire.get(Self.target)

        let record = simulator.requests().first
        let stoppedAt = ContinuousClock.now
        try await simulator.shutdown()
        let (answer, endedAt) = try await hung
        return (answer, endedAt > stoppedAt, record?.fault)
    }

    @Test func hangSendsNothingAndKeepsTheConnection() async throws {
        let (answer, lasted, fault) = try await Self.hang(Fault(.hang))

        #expect(answer.bytes.isEmpty)
        #expect(lasted)
        #expect(fault == "hang")
    }

    @Test func hangCanComeInTheMiddle() async throws {
        let (answer, lasted, _) = try await Self.hang(Fault(.hang(afterBytes: 20)))

        #expect(answer.bytes.count == 20)
        #expect(lasted)
    }

    @Test func dripSendsOneByteAtATime() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.drip(intervalMilliseconds: 30)))
            let start = ContinuousClock.now

            let answer = try await bundle.wire.exchange(Self.plainGet) { $0.bytes.count >= 5 }

            // A reader that was kept busy finds several bytes waiting, but none before its time.
            #expect(answer.bytes.count >= 5)
            #expect(ContinuousClock.now - start >= .milliseconds((answer.bytes.count - 1) * 30))
        }
    }

    @Test func resetIsAReset() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.reset))

            let answer = try await bundle.wire.exchange(Self.plainGet)

            #expect(answer.bytes.isEmpty)
            #expect(answer.end == .reset)
        }
    }

    @Test func closeIsAnOrderlyEnd() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.close(afterBytes: 10)))

            let answer = try await bundle.wire.exchange(Self.plainGet)

            #expect(answer.bytes.count == 10)
            #expect(answer.end == .closed)
        }
    }

    @Test(arguments: ["7", "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "99999999999999999999", "soon", "1e300", ""])
    func throttlesWithAnyRetryAfter(text: String) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.status(429, retryAfter: text), path: .data))

            let answer = try await bundle.wire.get(Self.target)

            #expect(answer.status == 429)
            #expect(answer.header("retry-after") == text)
            #expect(try answer.decoded(Answers.DataverseError.self).error.code == "0x80072322")
        }
    }

    @Test func errorBodiesFitThePlaceTheyComeFrom() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.status(401), path: .data))
            bundle.simulator.set(Fault(.status(503, retryAfter: "3"), path: .token))

            let data = try await bundle.wire.get(Self.target)
            let token = try await bundle.postToken(SimulatorBundle.form())

            #expect(data.header("www-authenticate")?.hasPrefix("Bearer authorization_uri=") == true)
            #expect(token.status == 503)
            #expect(token.header("retry-after") == "3")
            #expect(try token.decoded(Answers.EntraError.self).error == "temporarily_unavailable")
        }
    }

    @Test func aFaultHitsItsScopeOnly() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            bundle.simulator.set(Fault(.status(500), scope: .host("other")))
            bundle.simulator.set(Fault(.status(501), scope: .tenant(SimulatorBundle.otherTenant)))
            bundle.simulator.set(Fault(.status(502), path: .token))
            bundle.simulator.set(Fault(.status(503), table: "accounts"))
            bundle.simulator.set(Fault(.status(504), queryContains: "contains("))

            let contacts = try await bundle.wire.get(Self.target, token: token)
            let accounts = try await bundle.wire.get("/api/data/v9.2/accounts(1)", token: token)
            let search = try await bundle.wire.get(
                "/api/data/v9.2/contacts?$filter=contains(fullname,'a')",
                token: token
            )
            let other = try await bundle.wire.get(Self.target, host: "other.crm4.dynamics.test")
            let tokenAnswer = try await bundle.postToken(SimulatorBundle.form())

            let statuses = [contacts, accounts, search, other, tokenAnswer].map(\.status)
            #expect(statuses == [200, 503, 504, 501, 502])
        }
    }

    @Test func aFaultEndsAfterItsTimesOrWhenCleared() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.status(500), times: 2))
            var statuses: [Int?] = []
            for _ in 0..<3 { statuses.append(try await bundle.wire.get(Self.target).status) }
            let identifier = bundle.simulator.set(Fault(.status(500)))
            bundle.simulator.clearFault(identifier)
            statuses.append(try await bundle.wire.get(Self.target).status)
            bundle.simulator.set(Fault(.status(500), probability: 0))
            statuses.append(try await bundle.wire.get(Self.target).status)

            #expect(statuses == [500, 500, 401, 401, 401])
        }
    }

    @Test func theLatestFaultWins() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.status(500)))
            bundle.simulator.set(Fault(.status(503)))

            let answer = try await bundle.wire.get(Self.target)

            #expect(answer.status == 503)
        }
    }

    @Test func oversizedIsValidJSONOfThatSize() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            bundle.simulator.set(Fault(.oversized(bytes: 2_000_000)))

            let answer = try await bundle.wire.get(Self.target, token: token)

            #expect(answer.body.count > 2_000_000)
            #expect(try answer.decoded(Answers.Rows.self).value.count == 1)
        }
    }

    @Test func redirects() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.redirect(location: "http://127.0.0.1:1/steal")))

            let answer = try await bundle.wire.get(Self.target)

            #expect(answer.status == 302)
            #expect(answer.header("location") == "http://127.0.0.1:1/steal")
        }
    }

    @Test(arguments: [#""soon""#, "-1", "1e300", "null", "0"])
    func writesOddLifetimes(json: String) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.expiresIn(json: json), path: .token))

            let answer = try await bundle.postToken(SimulatorBundle.form())

            #expect(answer.status == 200)
            #expect(answer.text.contains(#""expires_in":\#(json),"#))
        }
    }

    @Test func manyConnectionsMayHangWhileOthersAreAnswered() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            bundle.simulator.set(Fault(.hang, table: "contacts"))

            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await bundle.wire.exchange(Self.plainGet, waitingAtMost: .milliseconds(300)).bytes.count
                    }
                }
                for try await count in group { #expect(count == 0) }
            }

            let answer = try await bundle.wire.get("/api/data/v9.2/WhoAmI")
            #expect(answer.status == 401)
        }
    }
}
