import ArgumentParser

/// `hookswitch tenant`
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Create, change and look at tenants.",
        subcommands: [TenantApply.self, TenantShow.self, TenantList.self]
    )
}
