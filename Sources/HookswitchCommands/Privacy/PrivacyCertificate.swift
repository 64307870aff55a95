import ArgumentParser
import Hookswitch
import NIOCore

/// `hookswitch privacy certificate ID > FILE`
struct PrivacyCertificate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Print the certificate of an erasure, as it was signed.",
        usage: "hookswitch privacy certificate <id> > certificate.json",
        discussion: "Verify it anywhere: hookswitch certificate verify certificate.json --public-key KEY"
    )

    /// It is JSON, whatever is asked for.
    static let formats: Set<OutputFormat> = [.table, .json]

    @Argument(help: "The erasure's id, as `privacy erase` showed it.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let path = ["privacy", "erasures", self.id, "certificate"]
        try await self.server.withClient { client in
            let erasure = try await client.get(["privacy", "erasures", self.id], as: ErasureView.self)
            guard erasure.state == .erased else { throw Self.notReady(self.id, erasure.decisionCount) }
            try await client.download(path, as: "application/json") { piece in
                try StandardStream.output.write(bytes: Array(piece.readableBytesView))
            }
        }
        try StandardStream.output.write("\n")
    }

    private static func notReady(_ id: String, _ count: Int64) -> CommandFailure {
        CommandFailure(
            .failed,
            code: "not_ready",
            "the erasure has no certificate yet",
            why: ["it goes on: \(count) decisions are erased so far"],
            fix: "hookswitch privacy show \(id), and ask again when its state is erased"
        )
    }
}
