import ArgumentParser

/// `hookswitch tenant`
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Create, change and look at tenants.",
        subcommands: [
            TenantApply.self, TenantDiff.self, TenantShow.self, TenantList.self, TenantHistory.self, TenantRestore.self,
            TenantSuspend.self, TenantResume.self,
        ]
    )
}
