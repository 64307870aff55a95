import DynamicsSimulator
import Foundation
import Postgres
import Testing

extension JourneyTests {
    /// The end of a tenant, and a caller's rights, as an operator meets them.
    @Suite struct RightsCommandTests {
        private static let caller = "+35850454564"
        private static let pool = "+35840675644"

        @Test func aTenantIsExportedAndDestroyedAndTheProofIsVerifiedOffline() async throws {
            try await Installation.run { installation in
                let folder = installation.directory + "/leaving"
                let key = try await installation.withServer { server in
                    try await installation.withServer("two") { other in
                        let hook = try await Self.onboard(in: installation, on: server)
                        let calls = [hook, hook.on(other)]
                        try await calls[1].awaitKey()
                        for call in calls { _ = try await call.call(from: Self.caller, to: Self.pool) }
                        _ = try await hook.decisions(2, in: installation, on: server)

                        let left = try await installation.command(
                            [
                                "tenant", "offboard", "acme", "--export", folder, "--now", "--reason", "ticket 7",
                                "--yes",
                            ],
                            to: server
                        )

                        #expect(left.status == 0, "\(left.errors)")
                        for call in calls { try await Self.awaitUnknown(call) }
                        let shown = try await installation.command(["tenant", "show", "acme"], to: other)
                        #expect(shown.status == 1, "\(shown.output)")
                        let past = ["audit", "list", "--tenant", "acme", "-o", "json"]
                        let remains = try await installation.command(past, to: other)
                        #expect(remains.status == 0, "\(remains.errors)")
                        #expect(remains.output.contains("tenant.offboard"), "\(remains.output)")
                        #expect(remains.errors.contains("is gone"), "\(remains.errors)")
                        let audit = try await installation.command(["audit", "export"], to: server)
                        _ = try installation.write(audit.output, to: "audit.ndjson")
                        return try await installation.command(["audit", "public-key"], to: server).output
                            .trimmingCharacters(in: .whitespacesAndNewlines)
                    }
                }
                // No server any more.
                let certificate = folder + "/certificate.json"
                let verified = try await installation.command(
                    ["certificate", "verify", certificate, "--public-key", key, "-o", "json"]
                )
                let text = try String(contentsOfFile: certificate, encoding: .utf8)
                let edited = try installation.write(text.replacing("ticket 7", with: "ticket 8"), to: "edited.json")
                let forged = try await installation.command(["certificate", "verify", edited, "--public-key", key])
                let read = try JSONSerialization.jsonObject(with: Data(verified.output.utf8)) as? [String: Any]
                let head = try #require(read?["audit_head"] as? String)
                let audit = try await installation.command(
                    ["audit", "verify", installation.directory + "/audit.ndjson", "--public-key", key, "--head", head]
                )

                #expect(verified.status == 0, "\(verified.errors)")
                #expect(forged.status == 6, "\(forged.errors)")
                #expect(audit.status == 0, "\(audit.errors)")
                for name in ["document.json", "audit.ndjson", "decisions.ndjson"] {
                    let file = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
                    #expect(!file.isEmpty, "\(name)")
                    #expect(!file.contains("client-secret-of-the-scenario"), "\(name)")
                }
                let decisions = try String(contentsOfFile: folder + "/decisions.ndjson", encoding: .utf8)
                #expect(decisions.split(separator: "\n").filter { $0.contains(Self.pool) }.count == 2)
            }
        }

        @Test func aServerThatIsKilledLeavesTheRestToTheNext() async throws {
            try await Installation.run { installation in
                let server = try await installation.startServer()
                _ = try await Self.onboard(in: installation, on: server)
                let asked = try await installation.command(
                    [
                        "api", "POST", "/api/v1/tenants/acme/offboard", "--header", "Audit-Reason: ticket 7",
                        "-f", "grace_days=0", "-f", "confirm=acme",
                    ],
                    to: server
                )
                #expect(asked.status == 0, "\(asked.errors)")
                server.signal(SIGKILL)
                _ = await server.end()

                try await installation.withServer("two") { next in
                    let deadline = ContinuousClock.now + .seconds(60)
                    var state = ""
                    repeat {
                        let list = try await installation.json(["offboarding", "list"], to: next)
                        state = (list["data"] as? [[String: Any]])?.first?["state"] as? String ?? ""
                        try await Task.sleep(for: .milliseconds(100))
                    } while state != "destroyed" && ContinuousClock.now < deadline
                    #expect(state == "destroyed")
                }
            }
        }

        @Test func aCallerIsFoundAndErasedAndNoNumberIsInAnySink() async throws {
            try await Installation.run { installation in
                let log = try await installation.withServer { server in
                    let hook = try await Self.onboard(in: installation, on: server)
                    _ = try await hook.call(from: Self.caller, to: Self.pool)
                    let decision = try #require(try await hook.decisions(1, in: installation, on: server).first)
                    let file = try installation.write(Self.caller + "\n", to: "number")
                    let who = ["--tenant", "acme", "--number-file", file, "--reason", "ticket 7"]

                    let found = try await installation.json(["privacy", "find"] + who, to: server)
                    let erased = try await installation.json(["privacy", "erase", "--yes"] + who, to: server)
                    // The server's cache follows within a second.
                    let deadline = ContinuousClock.now + .seconds(20)
                    var again = try await installation.json(["privacy", "find"] + who, to: server)
                    while again["remembered"] as? Bool != false, ContinuousClock.now < deadline {
                        again = try await installation.json(["privacy", "find"] + who, to: server)
                    }
                    let id = try #require(decision["id"] as? String)
                    let why = try await installation.command(["why", id], to: server)
                    let erasure = try #require(erased["id"] as? String)
                    let proof = try await installation.command(["privacy", "certificate", erasure], to: server)

                    #expect((found["decisions"] as? [String: Any])?["count"] as? Int == 1)
                    #expect(erased["decision_count"] as? Int == 1)
                    #expect((again["decisions"] as? [String: Any])?["count"] as? Int == 0)
                    #expect(again["remembered"] as? Bool == false)
                    #expect(why.status == 1)
                    #expect(why.errors.contains("erased"), "\(why.errors)")
                    #expect(proof.output.contains(#""kind":"erasure""#), "\(proof.errors)")
                    let audit = try await installation.command(["audit", "export"], to: server)
                    #expect(!audit.output.contains("50454564"))
                    return try server.logText()
                }
                #expect(!log.contains("50454564"))
            }
        }

        @Test func anErasureThatAKilledServerBeganIsEndedByTheNext() async throws {
            try await Installation.run { installation in
                let server = try await installation.startServer()
                let hook = try await Self.onboard(in: installation, on: server)
                _ = try await hook.call(from: Self.caller, to: Self.pool)
                _ = try await hook.decisions(1, in: installation, on: server)
                try await installation.pool.withTransaction { transaction in
                    try await transaction.run(
                        script: """
                            CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
                                'BEGIN RAISE EXCEPTION ''not yet''; END';
                            CREATE TRIGGER refuse BEFORE UPDATE ON hookswitch.decision
                                FOR EACH ROW EXECUTE FUNCTION public.refuse();
                            """
                    )
                }
                let asked = try await installation.command(
                    [
                        "api", "POST", "/api/v1/privacy/erasures", "--header", "Audit-Reason: ticket 7",
                        "-f", "tenant=acme", "-f", "number=\(Self.caller)",
                    ],
                    to: server
                )
                #expect(asked.status == 0, "\(asked.errors)")
                let begun = try JSONSerialization.jsonObject(with: Data(asked.output.utf8)) as? [String: Any]
                let id = try #require(begun?["id"] as? String)
                #expect(begun?["state"] as? String == "erasing")
                let early = try await installation.command(["privacy", "certificate", id], to: server)
                #expect(early.status == 1)
                #expect(early.errors.contains("no certificate yet"), "\(early.errors)")
                server.signal(SIGKILL)
                _ = await server.end()
                try await installation.pool.withTransaction { transaction in
                    try await transaction.run(script: "DROP TRIGGER refuse ON hookswitch.decision")
                }

                try await installation.withServer("two") { next in
                    let deadline = ContinuousClock.now + .seconds(60)
                    var shown: [String: Any] = [:]
                    repeat {
                        shown = try await installation.json(["privacy", "show", id], to: next)
                        try await Task.sleep(for: .milliseconds(100))
                    } while shown["state"] as? String != "erased" && ContinuousClock.now < deadline
                    #expect(shown["state"] as? String == "erased")
                    #expect(shown["decision_count"] as? Int == 1)
                    let listed = try await installation.command(["privacy", "list"], to: next)
                    #expect(listed.output.contains(id), "\(listed.errors)")
                    let proof = try await installation.command(["privacy", "certificate", id], to: next)
                    #expect(proof.output.contains(#""kind":"erasure""#), "\(proof.errors)")
                }
            }
        }

        private static func onboard(
            in installation: Installation,
            on server: RunningServer
        ) async throws -> CustomerHook {
            let document = Scenarios.document(port: installation.simulator.port)
            return try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
        }

        /// Waits until a server has let the tenant go.
        private static func awaitUnknown(_ hook: CustomerHook) async throws {
            let deadline = ContinuousClock.now + .seconds(20)
            while ContinuousClock.now < deadline {
                if try await hook.call(from: "anonymous", to: Self.pool).status == 404 { return }
                try await Task.sleep(for: .milliseconds(20))
            }
            Issue.record("\(hook.url) is still known")
        }
    }
}
