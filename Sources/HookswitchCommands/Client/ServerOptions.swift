import ArgumentParser
import Foundation

/// Which server a command asks, and as whom.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The admin API. Default: HOOKSWITCH_URL, the profile's, or http://127.0.0.1:8081.",
            valueName: "url"
        )
    )
    var url: String?

    @Option(
        help: ArgumentHelp(
            "The file that holds the API token. Default: HOOKSWITCH_TOKEN, or the profile's.",
            valueName: "file"
        ),
        completion: .file()
    )
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "The server and token of this name. Default: HOOKSWITCH_PROFILE, or the one in use.",
            valueName: "name"
        ),
        completion: .profiles
    )
    var profile: String?

    /// What the command line says.
    var flags: ServerChoice.Flags {
        ServerChoice.Flags(url: self.url, tokenFile: self.tokenFile, profile: self.profile)
    }

    /// Lends a client of the server.
    func withClient<Result: Sendable>(_ body: (AdminClient) async throws -> Result) async throws -> Result {
        let environment = ProcessInfo.processInfo.environment
        let choice = try ServerChoice(flags: self.flags, environment: environment) { () throws(CommandFailure) in
            try ProfileStore(environment: environment)?.load() ?? ProfileFile()
        }
        return try await Self.withClient(of: choice.address, token: choice.token, body)
    }

    /// Lends a client, and warns of a token that can be read on its way.
    static func withClient<Result: Sendable>(
        of address: AdminAddress,
        token: AdminToken,
        _ body: (AdminClient) async throws -> Result
    ) async throws -> Result {
        if address.isExposed {
            StandardStream.say("warning: the API token travels unencrypted to \(address.text); use https")
        }
        return try await AdminClient.withClient(of: address, token: token, body)
    }
}
