import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// The script in a real bash.
    @Suite struct CompletionTests {
        /// How often Tab is pressed before a busy machine is given up.
        private static let attempts = 20

        /// Asks bash what Tab would offer behind a line; the last word may be empty.
        private static func offers(
            _ words: [String],
            _ environment: [String: String],
            in directory: String
        ) async throws -> [String] {
            let script = """
                PATH="$1:$PATH"; shift
                source completion.bash
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
                _hookswitch hookswitch "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let programs = BuiltProgram.url("hookswitch").deletingLastPathComponent().path
            let result = try await TestProgram.run(
                "/bin/bash",
                ["--norc", "-c", script, "bash", programs, "hookswitch"] + words,
                environment: environment,
                in: directory
            )
            #expect(result.errors.isEmpty, "\(result.errors)")
            let lines = result.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            return lines.filter { !$0.isEmpty }
        }

        @Test func commandsOptionsOutcomesAndTenantsAreOffered() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    let script = try await installation.command(["completion", "bash"])
                    #expect(script.status == 0)
                    _ = try installation.write(script.output, to: "completion.bash")
                    let environment = [
                        "PATH": installation.environment["PATH"] ?? "",
                        "XDG_CACHE_HOME": installation.directory + "/cache",
                        "HOOKSWITCH_URL": "http://127.0.0.1:\(server.ports.admin)",
                        "HOOKSWITCH_TOKEN": installation.token,
                    ]
                    let offers = { (words: [String], environment: [String: String]) in
                        try await Self.offers(words, environment, in: installation.directory)
                    }

                    #expect(try await offers(["tena"], environment) == ["tenant"])
                    #expect(try await offers(["tenant", "sh"], environment) == ["show"])
                    #expect(try await offers(["tenant", "list", "--no-h"], environment) == ["--no-headers"])
                    #expect(try await offers(["tenant", "list", "-o", "nd"], environment) == ["ndjson"])
                    let outcomes = try await offers(["decision", "list", "--outcome", "crm_t"], environment)
                    #expect(outcomes.sorted() == ["crm_throttled", "crm_timeout"])
                    // Tab waits 0.3 s for the server, which a busy machine may need more than once.
                    var tenants: [String] = []
                    for _ in 0..<Self.attempts where tenants.isEmpty {
                        tenants = try await offers(["tenant", "show", "ac"], environment)
                    }
                    #expect(tenants == ["acme"])
                    _ = try await hook.call(from: "+358501234567", to: "+35840675644")
                    let decision = try await hook.decisions(1, in: installation, on: server).first?["id"] as? String
                    var decisions: [String] = []
                    for _ in 0..<Self.attempts where decisions.isEmpty {
                        decisions = try await offers(["why", "dec_"], environment)
                    }
                    #expect(decisions.contains(try #require(decision)), "\(decisions)")

                    // Offline: what is remembered, then nothing, and never a word on the line.
                    let away = environment.merging(["HOOKSWITCH_URL": "http://127.0.0.1:1"]) { $1 }
                    #expect(try await offers(["tenant", "show", "ac"], away) == [])
                    #expect(try await offers(["tenant", "show", "ac"], ["PATH": environment["PATH"] ?? ""]) == [])
                }
            }
        }
    }
}
