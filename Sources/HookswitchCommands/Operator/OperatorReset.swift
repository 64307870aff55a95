import ArgumentParser
import Foundation
import Hookswitch
import Routing

/// `hookswitch operator reset [ID | --admin NAME]`
struct OperatorReset: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Let somebody in who cannot sign in any more, straight at the database.",
        usage: """
            hookswitch operator reset <id> [--reason <text>] [--dry-run] [--yes]
            hookswitch operator reset --admin <name> [--reason <text>]
            """,
        discussion: """
            It goes to the database of HOOKSWITCH_DATABASE_URL and needs no token: whoever has its password has everything. \
            The audit names the user who ran it. An operator who is reset keeps role and tenants; their sessions and the \
            tokens of their sign-ins end, and whoever signs in first with the invitation is this operator from then on, for \
            a week. With --admin a new admin is invited, where nobody is left. If people do not sign in at all, \
            `hookswitch token create --database --name NAME --role admin` makes a token.
            """
    )

    @Argument(help: "The operator's id, as `operator list` shows it or the audit names it.")
    var id: String?

    @Option(name: .customLong("admin"), help: ArgumentHelp("Invite a new admin of this name.", valueName: "name"))
    var adminName: String?

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var trial: DryRunOptions
    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    /// What is printed as JSON.
    private struct Reset: Encodable {
        enum CodingKeys: String, CodingKey {
            case id, name, role, invitation
            case signInPath = "sign_in_path"
        }

        let id: String
        let name: String
        let role: OperatorRole
        let invitation: String
        let signInPath: String
    }

    func validate() throws {
        guard (self.id == nil) != (self.adminName == nil) else {
            throw ValidationError("Either an operator's id or --admin.")
        }
        guard let id else { return }
        guard UUID(uuidString: id) != nil else {
            throw ValidationError("An operator's id is a UUID; `hookswitch operator list` shows them.")
        }
    }

    func run() async throws {
        if !self.trial.isDryRun, self.id != nil {
            try self.common.confirm(
                "The operator's sessions and tokens end, and who they were is forgotten. Reset them?"
            )
        }
        let origin = AuditOrigin(reason: self.audit.reason)
        let reset = try await InstallationDatabase.withPool(of: self.configuration) { pool in
            let database = Database(pool: pool)
            let service = OperatorService(
                database: database,
                tokens: APITokenService(database: database),
                sessions: SessionService(database: database)
            )
            if let adminName {
                return try await Self.made(named: adminName, by: service, origin, dryRun: self.trial.isDryRun)
            }
            guard let id = self.id.flatMap(UUID.init(uuidString:)) else { return nil }
            return try await service.reset(id, from: origin, dryRun: self.trial.isDryRun)
        }
        guard let reset, let invitation = reset.invitation else {
            throw CommandFailure(
                .failed,
                code: "not_found",
                "there is no operator \(self.id ?? "")",
                fix: "hookswitch operator reset --admin NAME, if nobody is left"
            )
        }
        guard !self.trial.isDryRun else {
            return try DryRunOptions.show(DryRunOptions.Plan(changes: reset.changes), in: self.common.data)
        }
        let shown = Reset(
            id: reset.details.id,
            name: reset.details.name,
            role: reset.details.role,
            invitation: invitation.reveal(),
            signInPath: "/api/v1/sign-in?invitation=\(invitation.reveal())"
        )
        try self.common.data.lines([shown.invitation], model: shown)
        StandardStream.say(
            "\(TerminalText.visible(shown.name)) signs in with it once, within 7 days, at the admin API's"
        )
        StandardStream.say("  \(shown.signInPath)")
        StandardStream.say("A server that runs may know their old tokens for some seconds yet.")
    }

    private static func made(
        named name: String,
        by service: OperatorService,
        _ origin: AuditOrigin,
        dryRun: Bool
    ) async throws -> CreatedOperator? {
        do {
            return try await service.resetAdmin(name: name, from: origin, dryRun: dryRun)
        } catch is OperatorRefusal {
            throw CommandFailure(
                .usage,
                code: "usage",
                "--admin is a name of 1 to 100 characters, none of them control characters"
            )
        }
    }
}
