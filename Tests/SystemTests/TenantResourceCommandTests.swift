import DynamicsSimulator
import Foundation
import Testing

extension JourneyTests {
    /// A tenant made, edited, noted, looked at and deleted at the command line.
    @Suite struct TenantResourceCommandTests {
        @Test func aTenantIsMadeEditedNotedAndDeleted() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")

                    let planned = try await installation.command(
                        ["tenant", "create", "--file", path, "--dry-run"],
                        to: server
                    )
                    #expect(planned.output.contains("acme: would be created"), "\(planned.errors)")
                    let made = try await installation.command(["tenant", "create", "--file", path], to: server)
                    #expect(made.status == 0 && made.errors.contains("Next: "), "\(made.errors)")
                    let again = try await installation.command(["tenant", "create", "--file", path], to: server)
                    #expect(again.status == 5, "\(again.errors)")

                    let noted = try await installation.command(["tenant", "note", "acme", "ask Liisa"], to: server)
                    #expect(noted.status == 0, "\(noted.errors)")
                    let noted2 = try await installation.command(
                        ["tenant", "note", "acme", "ask Liisa", "--debug"],
                        to: server
                    )
                    #expect(noted2.errors.contains(/> if-match: "1\.[0-9]+"/), "\(noted2.errors)")
                    let list = try await installation.command(["tenant", "list"], to: server)
                    #expect(list.output.contains("onboarding 4/7"), "\(list.output)")
                    #expect(
                        list.errors.contains("! acme: ask Liisa") && list.errors.contains("1 tenant"),
                        "\(list.errors)"
                    )
                    let shown = try await installation.command(["tenant", "show", "acme"], to: server)
                    #expect(shown.output.contains("! ask Liisa"), "\(shown.output)")

                    let exported = try await installation.command(["tenant", "export", "acme"], to: server)
                    #expect(exported.output.contains("slug: acme") && !exported.output.contains("client-secret"))
                    let file = try installation.write(exported.output, to: "exported.yaml")
                    let same = try await installation.command(["tenant", "diff", "acme", file], to: server)
                    #expect(same.output == "acme: is so already\n", "\(same.output)")

                    for command in ["pools", "queues", "checklist", "health"] {
                        let result = try await installation.command(["tenant", command, "acme"], to: server)
                        #expect(result.status == 0 && !result.output.isEmpty, "\(command): \(result.errors)")
                    }
                    let found = try await installation.command(
                        ["tenant", "pools", "--number", "+358 40 675644", "-o", "name"],
                        to: server
                    )
                    #expect(found.output == "acme\n", "\(found.errors)")
                    let trial = try await installation.command(["tenant", "suspend", "acme", "--dry-run"], to: server)
                    #expect(trial.output.contains("~ status: active → suspended"), "\(trial.output) \(trial.errors)")
                    let silent = try await installation.command(
                        ["tenant", "list", "--health", "silent", "-o", "name"],
                        to: server
                    )
                    #expect(silent.output == "acme\n", "\(silent.errors)")

                    let unasked = try await installation.command(["tenant", "delete", "acme"], to: server)
                    #expect(unasked.status == 2)
                    let deleted = try await installation.command(["tenant", "delete", "acme", "--yes"], to: server)
                    #expect(deleted.status == 0, "\(deleted.errors)")
                    let gone = try await installation.command(["tenant", "show", "acme"], to: server)
                    #expect(gone.status == 1)
                }
            }
        }

        @Test func whatIsEditedIsAppliedOrKept() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    _ = try await installation.command(["tenant", "apply", path], to: server)
                    let edit = { (editor: String) in
                        try await installation.command(
                            ["tenant", "edit", "acme", "--yes"],
                            to: server,
                            environment: ["EDITOR": editor, "TMPDIR": installation.directory]
                        )
                    }

                    let nothing = try await edit("true")
                    #expect(nothing.status == 0 && nothing.errors.contains("Nothing was changed"), "\(nothing.errors)")
                    let renamed = try await edit("sed -i 's/Acme Oy/Acme Ab/'")
                    #expect(renamed.status == 0, "\(renamed.errors)")
                    #expect(renamed.errors.contains("~ name: Acme Oy → Acme Ab"), "\(renamed.errors)")
                    let wrong = try await edit("sed -i 's/^region:.*/regoin: FI/'")
                    #expect(wrong.status == 1, "\(wrong.errors)")
                    let line = try #require(wrong.errors.split(separator: "\n").first { $0.contains("is kept in ") })
                    let kept = String(line.split(separator: " ").last ?? "")
                    #expect(try String(contentsOfFile: kept, encoding: .utf8).contains("regoin: FI"))
                    let failed = try await edit("false")
                    #expect(failed.status == 2, "\(failed.errors)")
                    let tenant = try await installation.json(["tenant", "show", "acme"], to: server)
                    #expect(tenant["name"] as? String == "Acme Ab")
                }
            }
        }
    }
}
