import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch audit verify FILE --public-key KEY [--head HEAD]`, or `hookswitch audit verify --server`
struct AuditVerify: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify an export with the public key alone. Exits with 6 if it was tampered with.",
        usage: """
            hookswitch audit verify <file> --public-key <key> [--head <head>]
                [--heads <file>] [-o json]
            hookswitch audit verify --server [--tenant <slug>] [-o json]
            """,
        discussion: """
            Of a file it asks no server and no database. Get the key from `audit public-key` when the server is set up, and keep \
            it elsewhere. Keep also the heads that this command prints, and give them next time: a file whose end was \
            cut off together with its signed heads is found by them alone. With --server the server checks what it has: \
            that is a watch for every day, and no proof, for it is the server's word.
            """
    )

    @Argument(help: "The file that `audit export` made; - reads standard input.")
    var file: String?

    @Flag(name: .customLong("server"), help: "Have the server check the chains that it has, instead of a file.")
    var asksServer = false

    @Option(help: ArgumentHelp("With --server, only this tenant's chain.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @OptionGroup var trust: PublicKeyOptions

    @Option(
        help: ArgumentHelp("A head that an earlier run printed. May be given again.", valueName: "head"),
        transform: AuditVerify.head
    )
    var head: [AuditHead] = []

    @Option(
        help: ArgumentHelp("A file of such heads, one a line, or an earlier export.", valueName: "file"),
        completion: .file()
    )
    var heads: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (self.file == nil) == self.asksServer else {
            throw ValidationError("Either a file, which `hookswitch audit export` makes, or --server.")
        }
        guard !self.asksServer else {
            guard self.trust.keys.isEmpty, self.head.isEmpty, self.heads == nil else {
                throw ValidationError("--public-key, --head and --heads go with a file.")
            }
            return
        }
        guard self.tenant == nil else {
            throw ValidationError("--tenant goes with --server; a file has the chains that it was made with.")
        }
        guard self.file != "-" || self.heads != "-" else {
            throw ValidationError("Either the export or the heads come from standard input.")
        }
        try self.trust.demand()
    }

    func run() async throws {
        guard let file else { return try await self.checkAtServer() }
        let saved = try self.head + (self.heads.map { try SavedHeads.read(path: $0) } ?? [])
        var verification = AuditVerification(publicKeys: self.trust.keys, savedHeads: saved)
        let lines = LineFile(path: file)
        try lines.forEachLine { verification.read($0) }
        try verification.verdict().show(
            in: self.common.data,
            code: "audit_tampered",
            finding: "\(lines.name) is not the audit as it was written"
        )
    }

    private func checkAtServer() async throws {
        let page = try await self.server.withClient { client in
            let query = [("tenant", self.tenant)]
            return try await client.list(["audit", "verify"], query: query, limit: .max, of: AuditChainCheck.self)
        }
        let output = self.common.data
        try output.lines(page.data.map { $0.line(palette: output.palette) }, model: page)
        let faults = page.data.compactMap { $0.fault?.sentence }
        guard faults.isEmpty else {
            guard output.format.isForPeople else { throw ExitCode(CommandStatus.checkNotPassed.rawValue) }
            throw CommandFailure(
                .checkNotPassed,
                code: "audit_tampered",
                "the server's audit is not as it was written",
                why: faults,
                fix: "hookswitch audit export > audit.ndjson, and compare with an earlier export and with a backup"
            )
        }
        let unread = page.data.filter { !$0.isComplete }.count
        StandardStream.say(
            unread == 0
                ? "Intact, says the server. The proof is an export that is verified elsewhere."
                : "Intact as far as it was read; \(unread == 1 ? "1 chain is" : "\(unread) chains are") too long for this:"
                    + " hookswitch audit export, and verify the file."
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
