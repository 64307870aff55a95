import ArgumentParser
import Hookswitch

/// `hookswitch audit public-key`
struct AuditPublicKeyCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "public-key",
        abstract: "Print the public keys with which exports are verified.",
        usage: "hookswitch audit public-key [-o json]",
        discussion: "The current one comes first; the others signed while older keys of the key ring sealed."
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.get(["audit", "public-key"], as: ListPage<AuditPublicKeyView>.self)
        }
        // Keys alone, one a line, so that a script can take them.
        try self.common.data.lines(page.data.map(\.publicKey), model: page)
    }
}
