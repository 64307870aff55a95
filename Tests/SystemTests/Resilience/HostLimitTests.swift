import DynamicsSimulator
import Foundation
import Glibc
import Postgres
import Testing

extension SystemTests {
    /// The machine gives less than is needed: disk, descriptors, places for connections.
    @Suite(.serialized) struct HostLimitTests {
        @Test func aFullDiskUnderTheSpoolCostsNoAnswerAndWhatIsMissingIsCounted() async throws {
            try await Installation.run(hasOwnPostgres: true) { installation in
                let spool = installation.directory + "/spool-one"
                try FileManager.default.createDirectory(
                    atPath: spool,
                    withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o700]
                )
                try await installation.withServer(launcher: SmallDisk.launcher(byteCount: 65_536, at: spool)) {
                    server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    try await installation.postgres.stop()

                    // A decision takes more than 80 bytes, so this is more than the disk holds.
                    let callCount = 1_200
                    for _ in 0..<callCount {
                        #expect(try await hook.call(from: "anonymous", to: "+35840675646").status == 200)
                    }

                    let operations = "http://127.0.0.1:\(server.ports.operations)"
                    #expect(try await Web.get(operations + "/readyz").status == 200)
                    let lost = try await Self.metric("hookswitch_decisions_dropped_total", at: operations)
                    #expect(lost > 0)
                    try await installation.postgres.start()
                    let (decided, missing) = try await Self.record(installation, of: callCount + 1)
                    // The one more is the call that waited for the key.
                    #expect(decided + missing == Int64(callCount) + 1)
                    #expect(missing == Int64(lost))
                }
            }
        }

        @Test func withTooFewDescriptorsTheConnectionsThatThereAreGoOn() async throws {
            try await Installation.run { installation in
                try await installation.withServer(launcher: ["/usr/bin/prlimit", "--nofile=160:160", "--"]) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)

                    try await SlowConnections.hold(400, to: server.ports.calls) { () async throws in
                        // The connection that brought the tenant's first call is still there.
                        for _ in 0..<20 {
                            #expect(try await hook.call(from: "anonymous", to: "+35840675646").status == 200)
                        }
                        #expect(try await installation.command(["tenant", "list"], to: server).status == 0)
                    }

                    let decisions = try await hook.decisions(20, in: installation, on: server)
                    #expect(decisions.count == 20)
                    // New connections are taken again: the one that there was is closed by its client.
                    let close = [("X-Benemen-APIKey", hook.key), ("Connection", "close")]
                    let body = #"{"anum":"anonymous","bnum":"+35840675646"}"#
                    for _ in 0..<3 {
                        #expect(try await Web.post(hook.url, headers: close, body: body).status == 200)
                    }
                }
            }
        }

        @Test func slowConnectionsOfOneSourceLeaveRoomForOthers() async throws {
            try await Installation.run { installation in
                // Of which one source may have half.
                let settings = ["HOOKSWITCH_CALLS_MAXIMUM_CONNECTIONS": "3000"]
                try await installation.withServer(settings: settings) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)

                    try await SlowConnections.hold(2_500, to: server.ports.calls, from: "127.0.0.2") {
                        () async throws in
                        for _ in 0..<50 {
                            let start = ContinuousClock.now
                            #expect(try await hook.call(from: "anonymous", to: "+35840675646").status == 200)
                            #expect(ContinuousClock.now - start < .seconds(1))
                        }
                    }
                }
            }
        }

        private static func metric(_ name: String, at operations: String) async throws -> Double {
            let page = try await Web.get(operations + "/metrics").body
            let lines = page.split(separator: "\n").filter { $0.hasPrefix(name) }
            #expect(!lines.isEmpty, "\(name) is not in the metrics")
            return lines.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
        }

        /// How many decisions are in the database and how many are noted as missing, once they are as many together.
        private static func record(_ installation: Installation, of count: Int) async throws -> (Int64, Int64) {
            let deadline = ContinuousClock.now + .seconds(30)
            while true {
                let rows = try? await installation.pool.withConnection { connection in
                    try await connection.query(
                        """
                        SELECT (SELECT count(*) FROM hookswitch.decision) AS decided,
                            (SELECT coalesce(sum(count), 0)::bigint FROM hookswitch.decision_gap) AS missing
                        """
                    )
                }
                let decided = try rows?[0].decode("decided", as: Int64.self) ?? 0
                let missing = try rows?[0].decode("missing", as: Int64.self) ?? 0
                if decided + missing >= count || ContinuousClock.now > deadline { return (decided, missing) }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }
}
