import ArgumentParser

/// `hookswitch tenant`
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Create, change, look at and verify tenants.",
        subcommands: [
            TenantOnboard.self, TenantCreate.self, TenantEdit.self, TenantApply.self, TenantDiff.self, TenantShow.self,
            TenantList.self, TenantChecklist.self, TenantHealthCommand.self, TenantPools.self, TenantQueues.self,
            TenantNoteCommand.self, TenantExportCommand.self, TenantVerify.self, TenantHandoff.self, TenantHistory.self,
            TenantRestore.self, TenantSuspend.self, TenantResume.self, TenantDelete.self, TenantOffboard.self,
        ]
    )
}
