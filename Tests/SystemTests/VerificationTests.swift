import DynamicsSimulator
import Foundation
import Testing

extension JourneyTests {
    /// `tenant verify` and `tenant handoff` of the built program, against a running server and Microsoft's simulator.
    @Suite struct VerificationTests {
        @Test func tenantIsVerifiedAndHandedOff() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)

                    let shown = try await installation.command(
                        ["tenant", "verify", "acme", "--sample", "050 454 564"],
                        to: server
                    )
                    let result = try await installation.json(["tenant", "verify", "acme"], to: server)
                    let text = try await installation.command(["tenant", "handoff", "acme"], to: server)
                    let markdown = try await installation.command(
                        ["tenant", "handoff", "acme", "-o", "markdown"],
                        to: server
                    )
                    let sheet = try await installation.json(["tenant", "handoff", "acme"], to: server)
                    let wrongFormat = try await installation.command(
                        ["tenant", "handoff", "acme", "-o", "yaml"],
                        to: server
                    )

                    #expect(shown.status == 0, "\(shown.output) \(shown.errors)")
                    #expect(shown.output.contains(" ✔ sample_lookup"), "\(shown.output)")
                    #expect(shown.errors.contains("hookswitch tenant handoff acme"), "\(shown.errors)")
                    #expect(result["passed"] as? Bool == true)
                    #expect((result["probes"] as? [Any])?.isEmpty == false)
                    #expect(text.status == 0)
                    #expect(text.output.contains("X-Benemen-APIKey"))
                    #expect(markdown.output.hasPrefix("# SmartRouting for Acme Oy"))
                    #expect((sheet["queues"] as? [Any])?.count == 4)
                    #expect(wrongFormat.status == 64)
                    for output in [text.output, markdown.output, shown.output] { #expect(!output.contains(hook.key)) }
                }
            }
        }

        @Test func whatFailsIsExitSixWithItsRemedy() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    _ = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    _ = installation.simulator.set(
                        Fault(.status(StatusFault(403, code: "0x80072560")), path: .data, table: "WhoAmI")
                    )

                    let shown = try await installation.command(["tenant", "verify", "acme"], to: server)
                    let json = try await installation.command(["tenant", "verify", "acme", "-o", "json"], to: server)
                    let nobody = try await installation.command(
                        ["tenant", "verify", "nobody", "-o", "json"],
                        to: server
                    )
                    let noNumber = try await installation.command(
                        ["tenant", "verify", "acme", "--sample", "hello"],
                        to: server
                    )

                    #expect(shown.status == 6)
                    #expect(shown.output.contains(" ✖ who_am_i"), "\(shown.output)")
                    #expect(shown.output.contains(Scenarios.clientID))
                    #expect(shown.errors.contains("then: hookswitch tenant verify acme"), "\(shown.errors)")
                    #expect(json.status == 6)
                    #expect(json.output.contains(#""hint" : "no_application_user""#), "\(json.output)")
                    #expect(nobody.status == 1)
                    #expect(nobody.output.isEmpty)
                    #expect(nobody.errors.contains("not_found"), "\(nobody.errors)")
                    #expect(noNumber.status == 1)
                    #expect(noNumber.errors.contains("/sample"), "\(noNumber.errors)")
                }
            }
        }
    }
}
