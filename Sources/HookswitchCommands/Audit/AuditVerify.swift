import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch audit verify FILE --public-key KEY [--head HEAD]`
struct AuditVerify: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify an export with the public key alone. Exits with 6 if it was tampered with.",
        usage: """
            hookswitch audit verify <file> --public-key <key> [--head <head>]
                [-o json]
            """,
        discussion: """
            It asks no server and no database. Get the key from `audit public-key` when the server is set up, and keep \
            it elsewhere. Keep also the heads that this command prints, and give them next time: a file whose end was \
            cut off together with its signed heads is found by them alone.
            """
    )

    @Argument(help: "The file that `audit export` made; - reads standard input.")
    var file: String

    @OptionGroup var trust: PublicKeyOptions

    @Option(
        help: ArgumentHelp("A head that an earlier run printed. May be given again.", valueName: "head"),
        transform: AuditVerify.head
    )
    var head: [AuditHead] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
        var verification = AuditVerification(publicKeys: self.trust.keys, savedHeads: self.head)
        let lines = LineFile(path: self.file)
        try lines.forEachLine { verification.read($0) }
        try verification.verdict().show(
            in: self.common.data,
            code: "audit_tampered",
            finding: "\(lines.name) is not the audit as it was written"
        )
    }

    @Sendable
    private static func head(_ text: String) throws -> AuditHead {
        guard let head = AuditHead(parsing: text) else {
            throw ValidationError("--head is CHAIN:NUMBER:HASH, as `hookswitch audit verify` prints it.")
        }
        return head
    }
}
