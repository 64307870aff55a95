import Foundation
import DynamicsSimulator
import Testing

extension JourneyTests {
    /// A tenant document that is wrong is refused whole, each error with line, path and what was expected.
    @Suite struct TenantDocumentCommandTests {
        @Test func wrongDocumentsChangeNothingAndSayWhere() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let port = installation.simulator.port
                    let good = Scenarios.document(port: port)
                    let cases: [(document: String, words: [String])] = [
                        (
                            good.replacing("region: FI", with: "regoin: FI"),
                            [".yaml:5: regoin", "expected are", "region"]
                        ),
                        (good.replacing("region: FI", with: "region: fi"), [".yaml:5: region", "ISO 3166"]),
                        (
                            good.replacing("target: \"+35853445657\"", with: "target: \"+35840675644\""),
                            ["pools[0].rules[0].target", "pool itself"]
                        ),
                        (good.replacing("+35840675645", with: "+35840675644"), ["pools[1].number", "pools[0]"]),
                        (
                            good.replacing("caller: known", with: "caller: knwon"),
                            ["pools[0].rules[0].when.caller", "known, unknown"]
                        ),
                        (good.replacing("https://127.0.0.1", with: "http://127.0.0.1"), ["dataverse.url"]),
                        (good.replacing("https://127.0.0.1:\(port)", with: "https://evil.example"), ["dataverse.url"]),
                        (
                            good.replacing("ACME_SECRET", with: "NOT_THERE"),
                            ["entra.credential.secret", "NOT_THERE"]
                        ),
                        (good.replacing("{ env: ACME_SECRET }", with: "plain"), ["--allow-inline-secrets"]),
                        (good.replacing("slug: acme", with: "slug: Acme!"), ["slug"]),
                        ("- [", [".yaml:2"]), ("", ["tenant document"]),
                        (good + "\n---\n" + good, ["slug"]),
                        (good.replacing("name: Acme Oy", with: "name: \"a\\u0000b\""), ["name"]),
                    ]

                    for (index, wrong) in cases.enumerated() {
                        let path = try installation.write(wrong.document, to: "wrong-\(index).yaml")
                        let result = try await installation.command(["tenant", "apply", path], to: server)
                        #expect(result.status == 1, "\(index): \(result.status) \(result.errors)")
                        for word in wrong.words { #expect(result.errors.contains(word), "\(index): \(result.errors)") }
                    }

                    let list = try await installation.json(["tenant", "list"], to: server)
                    #expect((list["data"] as? [Any])?.isEmpty == true)
                }
            }
        }

        @Test func applyingTwiceOrAnExportChangesNothing() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let port = installation.simulator.port
                    let document = Scenarios.document(port: port, extra: "internalCalls: lookup")
                    let path = try installation.write(document, to: "acme.yaml")

                    let first = try await installation.json(["tenant", "apply", path], to: server)
                    let second = try await installation.json(["tenant", "apply", path], to: server)
                    let url = "http://127.0.0.1:\(server.ports.admin)/api/v1/tenants/acme/document"
                    let export = try await Web.get(url, headers: [("Authorization", "Bearer \(installation.token)")])
                    let exported = try installation.write(export.body, to: "export.json")
                    let third = try await installation.json(["tenant", "apply", exported], to: server)
                    let changed = try installation.write(document.replacing("Acme Oy", with: "Acme Ab"), to: "new.yaml")
                    let fourth = try await installation.json(["tenant", "apply", changed, "--dry-run"], to: server)
                    let fifth = try await installation.json(["tenant", "apply", changed], to: server)

                    #expect(Self.changes(first) == ["created"])
                    #expect(Self.changes(second) == ["same"])
                    #expect(export.status == 200)
                    #expect(!export.body.contains("client-secret"))
                    #expect(Self.changes(third) == ["same"])
                    #expect(Self.changes(fourth) == ["changed"])
                    #expect(Self.changes(fifth) == ["changed"])
                }
            }
        }

        @Test func whatWouldChangeIsShownAndVersionsComeBack() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    let changed = try installation.write(document.replacing("Acme Oy", with: "Acme Ab"), to: "new.yaml")

                    let planned = try await installation.command(["tenant", "apply", path, "--dry-run"], to: server)
                    #expect(planned.output.contains("acme: would be created"), "\(planned.output)")
                    #expect(!planned.output.contains("/hooks/"))
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let diff = try await installation.command(["tenant", "diff", "acme", changed], to: server)
                    #expect(diff.status == 0, "\(diff.errors)")
                    #expect(diff.output.contains("  ~ name: Acme Oy → Acme Ab\n"), "\(diff.output)")
                    let other = try await installation.command(["tenant", "diff", "beta", changed], to: server)
                    #expect(other.status == 1)
                    #expect(try await installation.command(["tenant", "apply", changed], to: server).status == 0)
                    let same = try await installation.command(["tenant", "diff", "acme", changed], to: server)
                    #expect(same.output == "acme: is so already\n")

                    let unasked = try await installation.command(["tenant", "restore", "acme", "1"], to: server)
                    #expect(unasked.status == 2, "\(unasked.errors)")
                    let restored = try await installation.command(
                        ["tenant", "restore", "acme", "1", "--yes"],
                        to: server
                    )
                    #expect(restored.status == 0, "\(restored.errors)")
                    let history = try await installation.json(["tenant", "history", "acme"], to: server)
                    let versions = history["data"] as? [[String: Any]] ?? []
                    #expect(versions.compactMap { $0["version"] as? Int } == [3, 2, 1])
                    let tenant = try await installation.json(["tenant", "show", "acme"], to: server)
                    #expect(tenant["name"] as? String == "Acme Oy")
                }
            }
        }

        @Test func aSecretIsNotShownToAnotherHost() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let port = installation.simulator.port
                    let path = try installation.write(Scenarios.document(port: port), to: "acme.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let moved = Scenarios.document(host: "127.0.0.11", port: port)
                        .replacing(
                            "    secret: { env: ACME_SECRET }",
                            with: "    expiresAt: 2027-05-01T00:00:00Z"
                        )
                    let movedPath = try installation.write(moved, to: "moved.yaml")

                    let refused = try await installation.command(["tenant", "apply", movedPath], to: server)

                    #expect(refused.status == 1)
                    #expect(refused.errors.contains("enter it again"), "\(refused.errors)")
                }
            }
        }

        private static func changes(_ answer: [String: Any]) -> [String] {
            (answer["data"] as? [[String: Any]] ?? []).compactMap { $0["change"] as? String }
        }
    }
}
