import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch operator delete ID`
struct OperatorDelete: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "End an operator: their sessions and tokens work no longer.",
        usage: "hookswitch operator delete <id> [--tokens] [--dry-run] [--yes]",
        discussion: """
            Invitations that they gave and nobody has used work no longer, either. Tokens that they made for others go on, \
            and are named; with --tokens they are revoked, too.
            """
    )

    @Argument(help: "The operator's id, as `operator list` shows it.")
    var id: String

    @Flag(name: .customLong("tokens"), help: "Revoke the tokens that they made for others, too.")
    var revokesTokens = false

    @OptionGroup var trial: DryRunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What is printed as JSON.
    private struct Ended: Encodable {
        let id: String
        let ended = true
        /// Tokens that they made for others.
        let tokens: [APITokenView]
    }

    func validate() throws {
        guard UUID(uuidString: self.id) != nil else {
            throw ValidationError("An operator's id is a UUID; `hookswitch operator list` shows them.")
        }
    }

    func run() async throws {
        if !self.trial.isDryRun {
            try self.common.confirm("The operator's sessions and tokens are refused from then on. End them?")
        }
        let id = self.id.lowercased()
        let query = (self.trial.isDryRun ? DryRunOptions.query : []) + [("tokens", self.revokesTokens ? "true" : nil)]
        let ended = try await self.server.withClient { client in
            let version = try await Self.version(of: id, through: client)
            return try await client.delete(
                ["operators", id],
                query: query,
                tag: SeenTag(version),
                as: EndedOperator.self
            )
        }
        guard !self.trial.isDryRun else {
            return try DryRunOptions.show(DryRunOptions.Plan(changes: ended.changes), in: self.common.data)
        }
        try self.common.data.lines([id], model: Ended(id: id, tokens: ended.tokens))
        StandardStream.say("The operator is ended.")
        let live = ended.tokens.filter { $0.revokedAt == nil }
        guard !live.isEmpty else { return }
        StandardStream.say("Tokens that they made for others still work:")
        for token in live {
            self.common.sayHint("  \(TerminalText.visible(token.name)): hookswitch token revoke \(token.id)")
        }
    }

    /// The version that is to be ended. Who was ended already is not shown any more; what they left behind may still be
    /// revoked, and of them no version is asked.
    private static func version(of id: String, through client: AdminClient) async throws -> Int32 {
        do {
            return try await client.get(["operators", id], as: OperatorDetails.self).version
        } catch let failure as CommandFailure where failure.problem.status == 404 {
            return 0
        }
    }
}
