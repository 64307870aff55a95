import DynamicsSimulator
import Foundation
import Testing

extension JourneyTests {
    /// A tenant's routing is shown, changed, compared and restored by itself, and nobody's change is lost.
    @Suite struct RoutingCommandTests {
        private static let target = "+35853445657"
        private static let pool = "+35840675644"

        @Test func routingIsAViewOfTheDocumentAndNobodysChangeIsLost() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = try installation.write(
                        Scenarios.document(port: installation.simulator.port),
                        to: "acme.yaml"
                    )
                    #expect(try await installation.command(["tenant", "apply", document], to: server).status == 0)
                    let shown = try await installation.command(["routing", "show", "acme"], to: server)
                    #expect(shown.status == 0, "\(shown.errors)")
                    #expect(
                        shown.output.contains("version: 1\n") && shown.output.contains(Self.target),
                        "\(shown.output)"
                    )
                    let changed = shown.output.replacing(Self.target, with: "+35853445699")
                    let mine = try installation.write(changed, to: "mine.yaml")
                    let renamed = try installation.write(
                        shown.output.replacing("Sales", with: "Kauppa"),
                        to: "theirs.yaml"
                    )
                    let wrong = try installation.write(
                        shown.output.replacing(Self.target, with: Self.pool),
                        to: "wrong.yaml"
                    )

                    let flawed = try await installation.command(["routing", "lint", "acme", "-f", wrong], to: server)
                    #expect(flawed.status == 6, "\(flawed.errors)")
                    #expect(flawed.errors.contains("wrong.yaml:"), "\(flawed.errors)")
                    #expect(try await installation.command(["routing", "lint", "acme"], to: server).status == 0)
                    let planned = ["routing", "apply", "acme", "-f", mine, "--dry-run"]
                    #expect(try await installation.command(planned, to: server).output.contains("+35853445699"))
                    let first = try await installation.command(["routing", "apply", "acme", "-f", renamed], to: server)
                    #expect(first.status == 0, "\(first.errors)")

                    let late = try await installation.command(["routing", "apply", "acme", "-f", mine], to: server)
                    #expect(late.status == 5, "\(late.errors)")
                    #expect(late.errors.contains("(you have 1, current is 2)"), "\(late.errors)")
                    #expect(late.errors.contains("hookswitch routing diff acme --from 1 --to 2"), "\(late.errors)")
                    let forced = ["routing", "apply", "acme", "-f", mine, "--force"]
                    #expect(try await installation.command(forced, to: server).status == 0)
                    let diff = try await installation.command(
                        ["routing", "diff", "acme", "--from", "1", "--to", "3"],
                        to: server
                    )
                    #expect(diff.output.contains("+35853445699"), "\(diff.output)")
                    let history = try await installation.json(["routing", "history", "acme"], to: server)
                    let versions = (history["data"] as? [[String: Any]] ?? []).compactMap { $0["version"] as? Int }
                    #expect(versions == [3, 2, 1])

                    let unasked = ["routing", "restore", "acme", "1", "--no-input"]
                    #expect(try await installation.command(unasked, to: server).status == 64)
                    let restored = ["routing", "restore", "acme", "1", "--yes"]
                    #expect(try await installation.command(restored, to: server).status == 0)
                    let again = try await installation.command(["routing", "show", "acme"], to: server)
                    #expect(again.output.replacing("version: 4", with: "version: 1") == shown.output)
                }
            }
        }

        @Test func talkIsQuietOrTellsOfRequestsWithoutSecrets() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = try installation.write(
                        Scenarios.document(port: installation.simulator.port),
                        to: "acme.yaml"
                    )
                    let quiet = try await installation.command(["tenant", "apply", document, "-q"], to: server)
                    #expect(quiet.status == 0)
                    #expect(quiet.errors.isEmpty, "\(quiet.errors)")
                    let missing = try await installation.command(["tenant", "show", "acmee", "--quiet"], to: server)
                    #expect(missing.errors.hasPrefix("error: "), "\(missing.errors)")
                    let verbose = try await installation.command(["tenant", "list", "-v"], to: server)
                    #expect(verbose.errors.contains(" → 200, "), "\(verbose.errors)")
                    #expect(verbose.errors.contains("request "), "\(verbose.errors)")

                    let debug = try await installation.command(
                        ["tenant", "apply", document, "--debug", "--reason", "+358401234567"],
                        to: server
                    )

                    #expect(debug.errors.contains("> authorization: ***"), "\(debug.errors)")
                    let secret = installation.environment["ACME_SECRET"] ?? installation.token
                    for text in [installation.token, secret, "358401234567"] {
                        #expect(!debug.errors.contains(text), "\(debug.errors)")
                    }
                }
                let elsewhere = try await BuiltProgram.hookswitch(
                    ["operator", "reset", "--admin", "Anna", "-o", "json"],
                    environment: installation.environment.filter { $0.key != "ACME_SECRET" },
                    directory: installation.directory
                )
                #expect(elsewhere.status == 0, "\(elsewhere.errors)")
                #expect(elsewhere.output.contains("hsi_"), "\(elsewhere.output)")
                let plan = try await BuiltProgram.hookswitch(
                    ["migrate", "plan", "-o", "json"],
                    environment: installation.environment.filter { $0.key != "ACME_SECRET" },
                    directory: installation.directory
                )
                #expect(plan.status == 0, "\(plan.errors)")
                #expect(plan.output.contains("\"steps\""), "\(plan.output)")
            }
        }
    }
}
