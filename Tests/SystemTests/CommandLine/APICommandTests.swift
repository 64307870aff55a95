import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// Raw calls, formats and suggestions against a running server.
    @Suite struct APICommandTests {
        @Test func rawCallPrintsTheAnswerAndRefusesTheRest() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let run = { (line: String) in
                        try await installation.command(line.split(separator: " ").map(String.init), to: server)
                    }

                    let list = try await run("api GET /api/v1/tenants -f limit=1")
                    #expect(list.status == 0)
                    #expect(list.output.contains("\"acme\""))
                    #expect(list.errors.isEmpty, "\(list.errors)")

                    let key = try await run("api POST /api/v1/tenants/acme/webhook-keys --include")
                    #expect(key.status == 0)
                    #expect(key.output.hasPrefix("HTTP/1.1 201"), "\(key.output)")
                    #expect(key.output.contains("\n\n{"))

                    let body = #"{"from":"+35850454564","to":"+35840675644"}"#
                    let call = try installation.write(body, to: "call.json")
                    let explained = try await run("api POST /api/v1/tenants/acme/explain --input \(call)")
                    #expect(explained.status == 0, "\(explained.errors)")
                    let fields = "api POST /api/v1/tenants/acme/explain -f from=+35850454564 -f to=+35840675644"
                    #expect(try await run(fields).status == 0)

                    for (line, status, word) in [
                        ("api GET /api/v1/tenants/none", 1, "\"not_found\""),
                        ("api GET /api/v1/tenants -f limt=1", 1, "\"unknown_parameter\""),
                        ("api GET /metrics", 64, "/api/"), ("api GET /api/../livez", 64, ".."),
                        ("api GET /api/v1/me --url http://127.0.0.1:1", 7, "does not answer"),
                    ] as [(String, Int32, String)] {
                        let refused = try await run(line)
                        #expect(refused.status == status, "\(line): \(refused.errors)")
                        #expect(refused.output.isEmpty)
                        #expect(refused.errors.contains(word), "\(line): \(refused.errors)")
                    }
                }
            }
        }

        @Test func listsComeInEveryFormatAndSlipsAreUnderstood() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                        .replacing("name: Acme Oy", with: "name: '=HYPERLINK(\"http://evil\")'")
                    let path = try installation.write(document, to: "acme.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let run = { (line: String) in
                        try await installation.command(line.split(separator: " ").map(String.init), to: server)
                    }

                    #expect(try await run("tenant list -o name").output == "acme\n")
                    #expect(
                        try await run("tenant list -o csv --columns tenant,name").output
                            == "tenant,name\nacme,\"'=HYPERLINK(\"\"http://evil\"\")\"\n"
                    )
                    #expect(try await run("tenant list --no-headers --columns tenant").output == "acme\n")
                    let line = try await run("tenant list -o ndjson").output
                    #expect(line.hasPrefix("{") && line.hasSuffix("}\n") && line.split(separator: "\n").count == 1)

                    let missing = try await run("tenant show acmee")
                    #expect(missing.status == 1)
                    #expect(missing.errors.contains("there is no tenant \"acmee\". Did you mean \"acme\"?"))
                    #expect(missing.errors.contains("request:"))
                    let far = try await run("tenant show completely-other")
                    #expect(far.errors.contains("there is no tenant \"completely-other\".\n"), "\(far.errors)")
                    let command = try await run("tennant list")
                    #expect(command.status == 64)
                    #expect(command.errors.contains("Did you mean \"tenant\"?"))
                    let option = try await run("tenant list --limt 3")
                    #expect(option.status == 64)
                    #expect(option.errors.contains("--limit"))
                }
            }
        }
    }
}
