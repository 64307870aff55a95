import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch certificate verify FILE --public-key KEY`
struct CertificateVerify: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a certificate with the public key alone. Exits with 6 if it is not genuine.",
        usage: "hookswitch certificate verify <file> --public-key <key> [-o json]",
        discussion: """
            It asks no server and no database. The key is that of `audit public-key`. The certificate names the end of the \
            tenant's audit, which has the record of it: give it to `audit verify` as --head.
            """
    )

    @Argument(help: "The certificate; - reads standard input.")
    var file: String

    @OptionGroup var trust: PublicKeyOptions

    @OptionGroup var common: CommonOptions

    func validate() throws { try self.trust.demand() }

    func run() async throws {
        let input = InputFile(path: self.file)
        let text = try input.text().trimmingCharacters(in: .whitespacesAndNewlines)
        guard let certificate = Certificate(json: text) else {
            throw CommandFailure(.checkNotPassed, code: "certificate", "\(input.name) is no certificate")
        }
        if let fault = certificate.fault(publicKeys: self.trust.keys) {
            throw CommandFailure(
                .checkNotPassed,
                code: "certificate",
                "\(input.name) is not genuine",
                why: [fault.description],
                fix: "fetch it again, and give the keys of `hookswitch audit public-key`"
            )
        }
        let details = Self.lines(of: .members(certificate.members), at: "")
        let output = self.common.data
        let width = output.format == .wide ? Int.max : output.width
        try output.lines(
            DetailSheet(details).lines(width: width, palette: output.palette),
            model: AuditValue.members(certificate.members)
        )
        StandardStream.say("Genuine: as it was signed.")
    }

    /// A line for each value, members of members by their path.
    private static func lines(of value: AuditValue, at path: String) -> [DetailLine] {
        switch value {
        case .null: [DetailLine(path, "none")]
        case .boolean(let flag): [DetailLine(path, flag ? "yes" : "no")]
        case .integer(let integer): [DetailLine(path, String(integer))]
        case .number(let number): [DetailLine(path, String(number))]
        case .text(let text): [DetailLine(path, text)]
        case .list(let elements):
            elements.enumerated().flatMap { Self.lines(of: $0.element, at: "\(path)[\($0.offset)]") }
        case .members(let members):
            members.sorted { $0.key < $1.key }.flatMap { name, member in
                Self.lines(of: member, at: path.isEmpty ? name : "\(path).\(name)")
            }
        }
    }
}
