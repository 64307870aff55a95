import ArgumentParser

/// `hookswitch certificate`
struct CertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Verify certificates of destroyed tenants and erased callers.",
        subcommands: [CertificateVerify.self]
    )
}
