import ArgumentParser

/// `hookswitch migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database's schema up, or look at it.",
        discussion: "The database is HOOKSWITCH_DATABASE_URL.",
        subcommands: [
            MigrateUp.self, MigrateStatus.self, MigratePlan.self, MigrateVerify.self, MigrateDown.self,
        ]
    )
}
