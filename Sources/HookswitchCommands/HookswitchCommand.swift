import ArgumentParser

/// `hookswitch`: the root of all commands.
struct HookswitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hookswitch",
        abstract: "Routes a waiting call by what the customer's Dynamics 365 knows of the caller.",
        usage: """
            hookswitch dev
            hookswitch tenant apply acme.yaml
            hookswitch explain acme --from +358401234567 --to +35840675644
            """,
        discussion: """
            Data goes to standard output, talk to standard error. Exit codes: 0 ok, 1 failed, 2 cancelled or start \
            refused, 4 authentication, 5 conflict, 6 a check did not pass, 7 unavailable, 64 usage, 130 interrupted: \
            hookswitch exit-codes.
            """,
        version: HookswitchVersion.current,
        groupedSubcommands: [
            CommandGroup(name: "Run", subcommands: [Dev.self, Serve.self, DoctorCommand.self, ConfigCommand.self]),
            CommandGroup(
                name: "Set up, straight to the database",
                subcommands: [SetupCommand.self, KeyringCommand.self, MigrateCommand.self]
            ),
            CommandGroup(
                name: "Work, through the admin API",
                subcommands: [
                    TenantCommand.self, RoutingCommand.self, CredentialCommand.self, WebhookKeyCommand.self,
                    DecisionCommand.self,
                    Why.self, Explain.self, CallCommand.self, ImportCommand.self, ExportCommand.self,
                    AuditCommand.self, OffboardingCommand.self,
                    PrivacyCommand.self, CertificateCommand.self, StatusCommand.self, APICall.self,
                ]
            ),
            CommandGroup(
                name: "Who may do what",
                subcommands: [OperatorCommand.self, SessionCommand.self, TokenCommand.self, WhoAmI.self]
            ),
            CommandGroup(name: "Servers and tokens", subcommands: [Login.self, Logout.self, ProfileCommand.self]),
            CommandGroup(
                name: "About",
                subcommands: [ManualCommand.self, ExitCodes.self, CompletionCommand.self, VersionCommand.self]
            ),
        ]
    )
}
