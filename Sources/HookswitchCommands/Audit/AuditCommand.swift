import ArgumentParser

/// `hookswitch audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Look at who changed what, export it, and verify an export.",
        discussion: """
            Each tenant has a chain of records, and the installation one of its own. Keep the public key, and the heads \
            that `audit verify` prints, elsewhere than the server: then nobody can change, remove, insert or move a \
            record, or cut off the end, without being found.
            """,
        subcommands: [
            AuditList.self, AuditShow.self, AuditExport.self, AuditVerify.self, AuditPublicKeyCommand.self,
        ]
    )
}
