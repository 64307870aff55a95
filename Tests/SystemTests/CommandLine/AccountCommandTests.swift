import DynamicsSimulator
import Foundation
import HookswitchTesting
import Postgres
import Testing

extension JourneyTests {
    /// Operators, tokens and keys at the edges of their lives, as whoever looks after them meets them.
    @Suite struct AccountCommandTests {
        @Test func operatorsAreResetAndEndedAndTokensAreForgotten() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let anna = try await Self.makeOperator("Anna", in: installation, on: server)
                    try await Self.reset(anna, in: installation)
                    try await Self.endTwice(anna.id, in: installation, on: server)
                    try await Self.logOutLate(in: installation, on: server)
                    try await Self.warnOfTheKey(in: installation, on: server)
                }
            }
        }

        private static func makeOperator(
            _ name: String,
            in installation: Installation,
            on server: RunningServer
        ) async throws -> (id: String, invitation: String) {
            let made = try await installation.json(
                ["operator", "create", "--name", name, "--role", "support"],
                to: server
            )
            return (try #require(made["id"] as? String), try #require(made["invitation"] as? String))
        }

        /// Beside the database, without a token.
        private static func reset(
            _ anna: (id: String, invitation: String),
            in installation: Installation
        ) async throws {
            let line = ["operator", "reset", anna.id]
            #expect(try await installation.command(line).status == 2)
            let plan = try await installation.command(line + ["--dry-run"])
            #expect(plan.status == 0 && plan.errors.contains("dry run"), "\(plan.errors)")
            let reset = try await installation.command(line + ["--yes", "--reason", "lost phone", "-o", "json"])
            #expect(reset.status == 0, "\(reset.errors)")
            let read = try JSONSerialization.jsonObject(with: Data(reset.output.utf8)) as? [String: Any]
            let invitation = try #require(read?["invitation"] as? String)
            #expect(invitation.hasPrefix("hsi_") && invitation != anna.invitation)
            #expect(read?["role"] as? String == "support")
            let nobody = try await installation.command(
                ["operator", "reset", "00000000-0000-4000-8000-000000000000", "--yes"]
            )
            #expect(nobody.status == 1 && nobody.errors.contains("--admin NAME"), "\(nobody.errors)")
        }

        private static func endTwice(
            _ id: String,
            in installation: Installation,
            on server: RunningServer
        ) async throws {
            let line = ["token", "create", "--name", "ci", "--role", "read_only"]
            let made = try await installation.json(line, to: server)
            let token = try #require(made["id"] as? String)
            // Signing in to make it takes an issuer; whose it is, is one column.
            try await installation.pool.withConnection { connection in
                try await connection.run(
                    script: "UPDATE hookswitch.api_token SET made_by = '\(id)' WHERE api_token_id = '\(token)'"
                )
            }
            func end(_ options: [String]) async throws -> BuiltProgram.Result {
                try await installation.command(["operator", "delete", id] + options, to: server)
            }

            #expect(try await end([]).status == 2)
            let first = try await end(["--yes"])
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.errors.contains("hookswitch token revoke \(token)"), "\(first.errors)")
            let second = try await end(["--tokens", "--yes"])
            #expect(second.status == 0, "\(second.errors)")
            #expect(!second.errors.contains("still work"), "\(second.errors)")
            let value = try #require(made["value"] as? String)
            try await Self.awaitRefusal(of: value, in: installation, on: server)
        }

        /// A token that was revoked elsewhere keeps nobody from leaving.
        private static func logOutLate(in installation: Installation, on server: RunningServer) async throws {
            let line = ["token", "create", "--name", "mine", "--role", "support"]
            let made = try await installation.json(line, to: server)
            let (id, value) = (try #require(made["id"] as? String), try #require(made["value"] as? String))
            let own = [
                "PATH": installation.environment["PATH"] ?? "", "HOME": installation.directory,
                "XDG_CONFIG_HOME": installation.directory + "/config",
            ]
            let login = try await TestProgram.run(
                BuiltProgram.url("hookswitch").path,
                ["login", "--url", "http://127.0.0.1:\(server.ports.admin)"],
                environment: own,
                input: value + "\n",
                in: installation.directory
            )
            #expect(login.status == 0, "\(login.errors)")
            #expect(try await installation.command(["token", "revoke", id, "--yes"], to: server).status == 0)
            try await Self.awaitRefusal(of: value, in: installation, on: server)

            let logout = try await BuiltProgram.hookswitch(
                ["logout"],
                environment: own,
                directory: installation.directory
            )

            #expect(logout.status == 0, "\(logout.errors)")
            #expect(logout.errors.contains("worked no longer"), "\(logout.errors)")
            #expect(logout.errors.contains("is forgotten"), "\(logout.errors)")
            let path = installation.directory + "/config/hookswitch/config.yaml"
            let file = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!file.contains(value))
        }

        private static func warnOfTheKey(in installation: Installation, on server: RunningServer) async throws {
            let document = Scenarios.document(port: installation.simulator.port)
            let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
            // 0.0.0.0 leads to this machine, and does not look so.
            for (host, isWarned) in [("127.0.0.1", false), ("0.0.0.0", true)] {
                let call = try await installation.command(
                    ["call", "acme", "--from", "+35850454564", "--calls-url", "http://\(host):\(server.ports.calls)"],
                    to: server,
                    environment: ["HOOKSWITCH_WEBHOOK_KEY": hook.key]
                )
                #expect(call.status == 0, "\(call.errors)")
                #expect(call.errors.contains("the webhook key travels unencrypted") == isWarned, "\(call.errors)")
                #expect(!call.errors.contains(hook.key))
            }
        }

        /// A revoked token is taken for some seconds yet.
        private static func awaitRefusal(
            of token: String,
            in installation: Installation,
            on server: RunningServer
        ) async throws {
            let url = "http://127.0.0.1:\(server.ports.admin)/api/v1/me"
            let deadline = ContinuousClock.now + .seconds(30)
            while try await Web.get(url, headers: [("Authorization", "Bearer \(token)")]).status != 401 {
                guard ContinuousClock.now < deadline else {
                    throw RunningServer.Failure(description: "a revoked token is still taken")
                }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }
}
