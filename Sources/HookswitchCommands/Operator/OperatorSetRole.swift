import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch operator set-role ID ROLE`
struct OperatorSetRole: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-role",
        abstract: "Change what an operator may do, in the sessions and tokens they have, too.",
        usage: "hookswitch operator set-role <id> <role> [--dry-run]"
    )

    @Argument(help: "The operator's id, as `operator list` shows it.")
    var id: String

    @Argument(
        help: "What they may do: admin, operator, support, auditor or read_only.",
        transform: ClosedChoice<OperatorRole>.parse
    )
    var role: OperatorRole

    @OptionGroup var trial: DryRunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard UUID(uuidString: self.id) != nil else {
            throw ValidationError("An operator's id is a UUID; `hookswitch operator list` shows them.")
        }
    }

    func run() async throws {
        let id = self.id.lowercased()
        let json = #"{"role":"\#(self.role.rawValue)"}"#
        guard !self.trial.isDryRun else {
            let plan = try await self.server.withClient { client in
                let current = try await client.get(["operators", id], as: OperatorDetails.self)
                return try await client.patch(
                    ["operators", id],
                    query: DryRunOptions.query,
                    version: current.version,
                    json: json,
                    as: DryRunOptions.Plan.self
                )
            }
            return try DryRunOptions.show(plan, in: self.common.data)
        }
        let changed = try await self.server.withClient { client in
            let current = try await client.get(["operators", id], as: OperatorDetails.self)
            return try await client.patch(
                ["operators", id],
                version: current.version,
                json: json,
                as: OperatorDetails.self
            )
        }
        try self.common.data.lines([changed.id], model: changed)
        StandardStream.say("\(TerminalText.visible(changed.name)) is \(changed.role.rawValue) now.")
    }
}
