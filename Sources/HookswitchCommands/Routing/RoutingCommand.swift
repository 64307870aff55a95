import ArgumentParser

/// `hookswitch routing`
struct RoutingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing",
        abstract: "Look at and change a tenant's pools and rules, and nothing else of it.",
        discussion: """
            The routing is a part of the tenant's document and has its versions: the address of Dynamics 365, the secret \
            and all else stay as they are.
            """,
        subcommands: [
            RoutingShow.self, RoutingEdit.self, RoutingApply.self, RoutingDiff.self, RoutingHistory.self,
            RoutingRestore.self, RoutingLint.self,
        ]
    )
}
