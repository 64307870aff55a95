import ArgumentParser
import Foundation
import Routing

/// `hookswitch login`
struct Login: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Keep a server's address and an API token as a profile.",
        usage: """
            hookswitch login [--profile <name>] [--url <url>]
                [--token-file <file> | --oidc]
            """,
        discussion: """
            The token is asked for without being shown, or read from a pipe; with --token-file the profile remembers \
            the file instead. With --oidc you sign in with a browser on this machine, at the URL by which browsers reach \
            the server, and the token works for 12 hours. It is tried before anything is written. Profiles are in \
            $XDG_CONFIG_HOME/hookswitch/config.yaml, which only you can open; the last one logged in to is in use.
            """
    )

    /// The profile of somebody who names none.
    private static let standardName = "default"

    /// Whose the token is, as far as it matters here.
    private struct Operator: Decodable {
        let name: String
        let role: String?
    }

    @Flag(help: "Sign in with a browser (OpenID Connect) instead of giving a token.")
    var oidc = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !self.oidc || self.server.tokenFile == nil else {
            throw ValidationError("--oidc and --token-file are two ways; give one.")
        }
        guard let name = self.server.profile, !Profile.isName(name) else { return }
        throw ValidationError("A profile's name is 1 to 64 of a-z, A-Z, 0-9, hyphen, dot and underscore.")
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let store = try ProfileStore.required(environment: environment)
        var file = try store.load()
        let named = environment["HOOKSWITCH_PROFILE"].flatMap { $0.isEmpty ? nil : $0 }
        let name = self.server.profile ?? named ?? file.current ?? Self.standardName
        guard Profile.isName(name) else {
            throw CommandFailure(.usage, code: "profile", "HOOKSWITCH_PROFILE is no name")
        }

        let variable = environment["HOOKSWITCH_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let url = self.server.url ?? variable ?? file.profiles[name]?.url ?? AdminAddress.standard
        let address = try AdminAddress(parsing: url)
        let (token, credential) = try await self.credential(for: address)
        let me = try await ServerOptions.withClient(of: address, token: token) { client in
            try await client.get(["me"], as: Operator.self)
        }

        file.profiles[name] = Profile(url: address.text, credential: credential)
        file.current = name
        try store.save(file)
        let role = me.role.map { " (\(TerminalText.visible($0)))" } ?? ""
        StandardStream.say("Logged in to \(address.text) as \(TerminalText.visible(me.name))\(role).")
        StandardStream.say("The profile \"\(name)\" is in \(store.path). Next: hookswitch tenant list")
    }

    private func credential(for address: AdminAddress) async throws -> (AdminToken, Profile.Credential) {
        if self.oidc {
            let token = try await BrowserSignIn(address: address).token()
            return (token, .token(token.value))
        }
        if let path = self.server.tokenFile {
            let absolute = URL(filePath: path).standardizedFileURL.path
            return (try AdminToken(file: absolute, environment: [:]), .file(absolute))
        }
        let typed = try SecretPrompt.read(
            "API token for \(address.text): ",
            instead: "--token-file FILE, or a pipe"
        )
        let token = try AdminToken(text: typed.reveal())
        return (token, .token(token.value))
    }
}
