import DynamicsSimulator
import Foundation
import Testing

extension JourneyTests {
    /// `hookswitch decision tail`, `search`, `reveal` and `status` with the built program.
    @Suite struct DecisionTailTests {
        @Test func aTailPrintsCallsAsTheyComeAndTheyAreFoundAndRevealed() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    let caller = "+358501234567"
                    let arguments = ["decision", "tail", "--tenant", "acme", "--count", "2", "-o", "json"]

                    let lines = try await withThrowingTaskGroup(of: String?.self) { group in
                        group.addTask {
                            let result = try await installation.command(arguments, to: server)
                            #expect(result.status == 0, "\(result.errors)")
                            return result.output
                        }
                        group.addTask {
                            // Nobody tells when the tail listens, so calls come until it has seen enough.
                            while !Task.isCancelled {
                                _ = try await hook.call(from: caller, to: "+35840675644")
                                do { try await Task.sleep(for: .milliseconds(200)) } catch { break }
                            }
                            return nil
                        }
                        let output = try await group.next() ?? nil
                        group.cancelAll()
                        return (output ?? "").split(separator: "\n").map(String.init)
                    }

                    #expect(lines.count == 2)
                    // The first may be the call by which the key was awaited.
                    let last = try #require(
                        try JSONSerialization.jsonObject(with: Data((lines.last ?? "").utf8)) as? [String: Any]
                    )
                    #expect(last["tenant"] as? String == "acme")
                    let id = try #require(last["id"] as? String)
                    let search = ["decision", "search", "--tenant", "acme", "--from", caller, "--since", "2h"]
                    let found = try await installation.json(search, to: server)
                    let ids = (found["data"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
                    #expect(ids.contains(id))
                    let reveal = ["decision", "reveal", id, "--reason", "ticket 4711"]
                    let revealed = try await installation.command(reveal, to: server)
                    #expect(revealed.output == caller + "\n", "\(revealed.errors)")
                    let status = try await installation.command(["status"], to: server)
                    #expect(status.status == 0, "\(status.errors)")
                    #expect(status.output.split(separator: "\n").count <= 10)
                    #expect(status.output.contains("1 active"))
                    let away = try await installation.command(["status", "--url", "http://127.0.0.1:1"], to: server)
                    #expect(away.status == 7)
                }
            }
        }
    }
}
