import ArgumentParser

/// `hookswitch offboarding`
struct OffboardingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offboarding",
        abstract: "Look at tenants that are being destroyed or were, and fetch their certificates.",
        discussion: "To end a tenant: hookswitch tenant offboard SLUG",
        subcommands: [OffboardingList.self, OffboardingShow.self, OffboardingCertificate.self]
    )
}
