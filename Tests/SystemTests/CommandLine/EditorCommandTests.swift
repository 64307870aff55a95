import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// `tenant edit` and `routing edit`, with programs in the place of the editor that a person likes.
    @Suite struct EditorCommandTests {
        private static let target = "+35853445657"
        private static let other = "+35853445699"
        private static let pool = "+35840675644"

        /// An editor that puts one text in another's place.
        private static func editor(_ old: String, _ new: String) -> String { "sed -i 's/\(old)/\(new)/'" }

        @Test func documentsAndRoutingAreEditedAndNothingTypedIsLost() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let theirs = try installation.write(
                        document.replacing("name: Sales", with: "name: Kauppa"),
                        to: "theirs.yaml"
                    )
                    let meanwhile = try installation.write(
                        """
                        #!/bin/sh
                        "\(BuiltProgram.url("hookswitch").path)" tenant apply "\(theirs)" -q >&2 || exit 1
                        sed -i 's/\(Self.other)/\(Self.target)/; t; s/\(Self.target)/\(Self.other)/' "$1"
                        """,
                        to: "meanwhile"
                    )

                    try await Self.editTenant(in: installation, on: server, meanwhile: "sh '\(meanwhile)'")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    try await Self.editRouting(in: installation, on: server, meanwhile: "sh '\(meanwhile)'")
                }
            }
        }

        private static func editTenant(
            in installation: Installation,
            on server: RunningServer,
            meanwhile: String
        ) async throws {
            func edit(_ editor: String, _ options: [String] = ["--yes"]) async throws -> BuiltProgram.Result {
                try await installation.command(
                    ["tenant", "edit", "acme"] + options,
                    to: server,
                    environment: ["EDITOR": editor, "TMPDIR": installation.directory]
                )
            }
            let version = try await Self.version(in: installation, on: server)

            let same = try await edit("true")
            #expect(same.status == 0 && same.errors.contains("Nothing was changed"), "\(same.errors)")
            let failed = try await edit("false")
            #expect(failed.status == 2, "\(failed.errors)")
            let unasked = try await edit(Self.editor("Acme Oy", "Acme Ab"), [])
            #expect(unasked.status == 2, "\(unasked.errors)")
            let moved = try await edit(Self.editor("slug: acme", "slug: other"))
            #expect(moved.status == 1 && moved.errors.contains("leave `slug`"), "\(moved.errors)")
            let text = try String(contentsOfFile: try Self.kept(moved), encoding: .utf8)
            #expect(text.contains("slug: other") && !text.contains("client-secret-of-the-scenario"), "\(text)")
            #expect(try await Self.version(in: installation, on: server) == version)

            let edited = try await edit(Self.editor("Acme Oy", "Acme Ab"))
            #expect(edited.status == 0, "\(edited.errors)")
            #expect(edited.errors.contains("Next: hookswitch tenant verify acme"), "\(edited.errors)")
            let tenant = try await installation.json(["tenant", "show", "acme"], to: server)
            #expect(tenant["name"] as? String == "Acme Ab")
            try await Self.editAsNobodyIsAsked(edit, in: installation)
            let late = try await edit(meanwhile, ["--yes", "-q"])
            #expect(late.status == 5, "\(late.errors)")
            // Applying the file would take back what the other changed.
            #expect(!late.errors.contains("tenant apply"), "\(late.errors)")
            #expect(late.errors.contains("hookswitch tenant diff acme "), "\(late.errors)")
            #expect(FileManager.default.fileExists(atPath: try Self.kept(late)), "\(late.errors)")
            let routing = try await installation.command(["routing", "show", "acme"], to: server)
            #expect(routing.output.contains("Kauppa") && !routing.output.contains(Self.other), "\(routing.output)")
        }

        /// Where what was typed is kept.
        private static func kept(_ result: BuiltProgram.Result) throws -> String {
            let found = result.errors.firstMatch(of: /kept in (\S+)/).map { String($0.output.1) }
            return try #require(found, "\(result.errors)")
        }

        /// Scripts, and editors that somebody leaves open.
        private static func editAsNobodyIsAsked(
            _ edit: (String, [String]) async throws -> BuiltProgram.Result,
            in installation: Installation
        ) async throws {
            let trace = installation.directory + "/editor-ran"
            let silent = try await edit("touch '\(trace)'; true", ["--yes", "--no-input"])
            #expect(silent.status == 64 && silent.errors.contains("needs a terminal"), "\(silent.errors)")
            let unnamed = try await edit("", ["--yes"])
            #expect(unnamed.status == 64 && unnamed.errors.contains("needs a terminal"), "\(unnamed.errors)")
            #expect(!FileManager.default.fileExists(atPath: trace))

            let tried = try await edit(Self.editor("Acme Ab", "Acme Inc"), ["--dry-run"])
            #expect(tried.status == 0, "\(tried.errors)")
            let text = try String(contentsOfFile: try Self.kept(tried), encoding: .utf8)
            #expect(text.contains("Acme Inc"), "\(text)")

            let left = try await edit("echo $$ > '\(trace)'; sleep 60; true", ["--yes", "--timeout", "3"])
            #expect(left.status == 7, "\(left.errors)")
            #expect(FileManager.default.fileExists(atPath: try Self.kept(left)), "\(left.errors)")
            let pid = try String(contentsOfFile: trace, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
            let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
            #expect(status?.contains("State:\tZ") ?? true, "the editor goes on: \(status ?? "")")
        }

        private static func editRouting(
            in installation: Installation,
            on server: RunningServer,
            meanwhile: String
        ) async throws {
            let terminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
            func edit(_ editor: String) async throws -> BuiltProgram.Result {
                let environment = [
                    "HOOKSWITCH_URL": "http://127.0.0.1:\(server.ports.admin)", "HOOKSWITCH_TOKEN": installation.token,
                    "EDITOR": editor, "TMPDIR": installation.directory, "TERM": "dumb",
                ]
                return BuiltProgram.Result(
                    try await TestProgram.run(
                        TestPython.path,
                        ["-c", terminal, BuiltProgram.url("hookswitch").path, "routing", "edit", "acme"],
                        environment: installation.environment.merging(environment) { $1 },
                        in: installation.directory
                    )
                )
            }
            let version = try await Self.version(in: installation, on: server)

            let piped = try await installation.command(["routing", "edit", "acme"], to: server)
            #expect(piped.status == 64 && piped.errors.contains("needs a terminal"), "\(piped.errors)")
            let same = try await edit("true")
            #expect(same.status == 0 && same.output.contains("Nothing was changed"), "\(same.output)")
            let failed = try await edit("false")
            #expect(failed.status != 0, "\(failed.output)")
            let wrong = try await edit(Self.editor(Self.target, Self.pool))
            #expect(wrong.status != 0, "\(wrong.output)")
            let kept = wrong.output.firstMatch(of: /kept in ([^\s:]+)/).map { String($0.output.1) }
            #expect(FileManager.default.fileExists(atPath: try #require(kept, "\(wrong.output)")))
            #expect(try await Self.version(in: installation, on: server) == version)

            let edited = try await edit(Self.editor(Self.target, Self.other))
            #expect(edited.status == 0, "\(edited.output)")
            let routing = try await installation.command(["routing", "show", "acme"], to: server)
            #expect(routing.output.contains(Self.other) && !routing.output.contains(Self.target), "\(routing.output)")
            let late = try await edit(meanwhile)
            #expect(late.status == 5, "\(late.output)")
        }

        private static func version(in installation: Installation, on server: RunningServer) async throws -> Int? {
            try await installation.json(["tenant", "show", "acme"], to: server)["version"] as? Int
        }
    }
}
