import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch decision verify FILE --public-key KEY [--head HEAD]`
struct DecisionVerify: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract:
            "Verify an export of sealed decisions with the public key alone. Exits with 6 if it was tampered with.",
        usage: """
            hookswitch decision verify <file> --public-key <key> [--head <head>]
                [--audit <file>] [-o json]
            """,
        discussion: """
            It asks no server and no database. Get the key from `audit public-key` when the server is set up, and keep \
            it elsewhere. Keep also the heads that this command prints, and give them next time: a file from which the \
            last segments were cut off, or sealed once more, is found by them; the installation's audit has such heads too: \
            export it with `audit export` and give it as --audit. Months that retention dropped are counted, and what is \
            left is verified.
            """
    )

    @Argument(help: "The file that `decision export --sealed` made; - reads standard input.")
    var file: String

    @OptionGroup var trust: PublicKeyOptions

    @Option(
        help: ArgumentHelp("A head that an earlier run printed. May be given again.", valueName: "head"),
        transform: DecisionVerify.head
    )
    var head: [SegmentHead] = []

    @Option(
        help: ArgumentHelp("An export of the audit, which has the heads that the servers recorded.", valueName: "file")
    )
    var audit: String?

    @OptionGroup var common: CommonOptions

    func validate() throws { try self.trust.demand() }

    func run() async throws {
        var verification = SegmentVerification(
            publicKeys: self.trust.keys,
            savedHeads: self.head,
            recordedHeads: try self.recordedHeads()
        )
        let lines = LineFile(path: self.file)
        var first: String?
        try lines.forEachLine { line in
            if first == nil, !line.isEmpty { first = line }
            verification.read(line)
        }
        // Who kept a head knows that there was something: then an empty file is a file that was cut.
        if first != nil || self.head.isEmpty, let refusal = SealedExport.refusal(first: first, name: lines.name) {
            throw refusal
        }
        try verification.verdict().show(
            in: self.common.data,
            code: "decisions_tampered",
            finding: "\(lines.name) is not what was sealed"
        )
    }

    /// The heads that the audit has, if one is given and is intact.
    private func recordedHeads() throws -> [SegmentHead] {
        guard let audit else { return [] }
        var verification = AuditVerification(publicKeys: self.trust.keys)
        var heads: [SegmentHead] = []
        let lines = LineFile(path: audit)
        try lines.forEachLine { line in
            verification.read(line)
            heads += SegmentHead.recorded(inAuditLine: line)
        }
        let faults = verification.verdict().faults
        guard faults.isEmpty else {
            throw CommandFailure(
                .checkNotPassed,
                code: "audit_tampered",
                "\(lines.name) is not the audit as it was written",
                why: faults.map(\.sentence),
                fix: "export the audit again, or compare with an earlier export: hookswitch audit verify"
            )
        }
        return heads
    }

    @Sendable
    private static func head(_ text: String) throws -> SegmentHead {
        guard let head = SegmentHead(parsing: text) else {
            throw ValidationError(
                "--head is decisions:TENANT:NUMBER:HASH, as `hookswitch decision verify` prints it."
            )
        }
        return head
    }
}
