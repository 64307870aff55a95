import ArgumentParser

/// `hookswitch tenant`
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Create, change, look at and verify tenants.",
        subcommands: [
            TenantOnboard.self, TenantApply.self, TenantDiff.self, TenantShow.self, TenantList.self, TenantVerify.self,
            TenantHandoff.self, TenantHistory.self, TenantRestore.self, TenantSuspend.self, TenantResume.self,
            TenantOffboard.self,
        ]
    )
}
