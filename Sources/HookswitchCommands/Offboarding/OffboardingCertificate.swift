import ArgumentParser
import NIOCore

/// `hookswitch offboarding certificate ID > FILE`
struct OffboardingCertificate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Print the certificate of a destroyed tenant, as it was signed.",
        usage: "hookswitch offboarding certificate <id> > certificate.json",
        discussion: "Verify it anywhere: hookswitch certificate verify certificate.json --public-key KEY"
    )

    /// It is JSON, whatever is asked for.
    static let formats: Set<OutputFormat> = [.table, .json]

    @Argument(help: "The offboarding's id, as `offboarding list` shows it.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await self.server.withClient { client in
            try await client.download(["offboardings", self.id, "certificate"], as: "application/json") { piece in
                try StandardStream.output.write(bytes: Array(piece.readableBytesView))
            }
        }
        try StandardStream.output.write("\n")
    }
}
