import Foundation
import Postgres
import DynamicsSimulator
import Testing

extension SystemTests {
    /// A call gets its answer, and no answer is without its record, whatever is stopped or killed.
    @Suite(.serialized) struct ResilienceTests {
        @Test func withPostgresStoppedCallsAreAnsweredAndTheirDecisionsArriveLater() async throws {
            try await Installation.run(hasOwnPostgres: true) { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    #expect(try await hook.call(from: "+35850454564", to: "+35840675644").status == 200)

                    // The tests' server commits without waiting for its disk: what was set up is to outlive its crash.
                    try await installation.pool.withConnection { try await $0.run(script: "CHECKPOINT") }
                    try await installation.postgres.stop(.immediate)
                    for _ in 0..<50 {
                        #expect(try await hook.call(from: "+35850454564", to: "+35840675644").status == 200)
                    }
                    let list = try await installation.command(["tenant", "list"], to: server)
                    #expect(list.status == 7, "\(list.errors)")
                    #expect(try await Web.get("http://127.0.0.1:\(server.ports.operations)/readyz").status == 200)
                    try await installation.postgres.start()

                    let decisions = try await hook.decisions(51, in: installation, on: server)
                    #expect(decisions.count { $0["outcome"] as? String == "routed" } == 51)
                }
            }
        }

        @Test func killedAtAnyMomentNoAnsweredCallIsLostOrRecordedTwice() async throws {
            try await Installation.run { installation in
                var answered = 0
                var hook: CustomerHook?
                for _ in 0..<3 {
                    let server = try await installation.startServer()
                    let document = Scenarios.document(port: installation.simulator.port)
                    let current: CustomerHook
                    if let hook {
                        current = hook.on(server)
                    } else {
                        current = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    }
                    hook = current
                    // Calls go on until the kill cuts one off; that one may have been recorded, those answered must be.
                    let count = await Self.callUntilCut(current) { server.signal(SIGKILL) }
                    answered += count
                    _ = await server.end()
                }

                let (known, total) = try await installation.withServer { server in
                    try await Self.counts(installation, atLeast: answered)
                }
                #expect(known == total)
                #expect(total >= answered && total <= answered + 3 * 8)
            }
        }

        @Test func aStopAnswersTheCallsThatAreUnderWay() async throws {
            try await Installation.run { installation in
                let server = try await installation.startServer(settings: Installation.patient)
                let document = Scenarios.document(port: installation.simulator.port)
                let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                installation.simulator.set(.init(.latency, path: .data, delayMilliseconds: 700))

                async let slow = hook.call(from: "+35850454564", to: "+35840675644")
                for await request in installation.simulator.requestStream(.data) {
                    _ = request
                    break
                }
                server.signal(SIGTERM)

                #expect(try await slow.status == 200)
                #expect(await server.end() == 0)
            }
        }

        @Test func aChangeIsUsedByEveryServerWithinASecond() async throws {
            try await Installation.run { installation in
                try await installation.withServer("one") { one in
                    try await installation.withServer("two") { two in
                        let document = Scenarios.document(port: installation.simulator.port)
                        let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: one)
                        let other = hook.on(two)
                        try await other.awaitKey()
                        let key = try await installation.json(["webhook-key", "list", "acme"], to: one)
                        let keys = try #require(key["data"] as? [[String: Any]])
                        let id = try #require(keys.first?["id"] as? String)

                        let revoked = try await installation.command(
                            ["webhook-key", "revoke", "acme", id, "--last", "--yes"],
                            to: one
                        )
                        #expect(revoked.status == 0, "\(revoked.errors)")
                        let start = ContinuousClock.now
                        var status = 204
                        while status != 401, ContinuousClock.now - start < .seconds(5) {
                            status = try await other.call(from: "anonymous", to: "+35840675644").status
                        }

                        #expect(status == 401)
                        #expect(ContinuousClock.now - start < .seconds(1))
                    }
                }
            }
        }

        private static func callUntilCut(_ hook: CustomerHook, kill: @escaping @Sendable () -> Void) async -> Int {
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var count = 0
                        while let answer = try? await hook.call(from: "+35850454564", to: "+35840675644") {
                            if answer.status == 200 || answer.status == 204 { count += 1 }
                            if count == 60 { kill() }
                        }
                        return count
                    }
                }
                return await group.reduce(0, +)
            }
        }

        /// How many different decisions with an outcome of these calls there are, and how many rows.
        private static func counts(_ installation: Installation, atLeast count: Int) async throws -> (Int64, Int64) {
            let deadline = ContinuousClock.now + .seconds(30)
            while true {
                let rows = try await installation.pool.withConnection { connection in
                    try await connection.query(
                        """
                        SELECT count(DISTINCT decision_id) AS known, count(*) AS total FROM hookswitch.decision
                        WHERE pool = '+35840675644'
                        """
                    )
                }
                let known = try rows[0].decode("known", as: Int64.self)
                let total = try rows[0].decode("total", as: Int64.self)
                if total >= count || ContinuousClock.now > deadline { return (known, total) }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }
}
