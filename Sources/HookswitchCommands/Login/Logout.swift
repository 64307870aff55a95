import ArgumentParser
import Foundation
import NIOCore
import Routing

/// `hookswitch logout`
struct Logout: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Forget a profile and its API token.",
        usage: "hookswitch logout [<profile>]",
        discussion: """
            Without a name it is the profile in use. A token from `login --oidc` is revoked, if the server can be reached; \
            any other stays valid until it is revoked or expires.
            """
    )

    /// How long the server may take: who leaves is not kept.
    private static let patience = TimeAmount.seconds(5)

    /// Whose the token is, as far as it matters here.
    private struct Holder: Decodable {
        enum CodingKeys: String, CodingKey {
            case tokenID = "token_id"
            case operatorID = "operator_id"
        }

        let tokenID: String?
        let operatorID: String?
    }

    @Argument(help: "The profile.", completion: .profiles)
    var profile: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let store = try ProfileStore.required(environment: environment)
        var file = try store.load()
        guard let name = self.profile ?? file.current else {
            throw CommandFailure(.failed, code: "profile", "no profile is in use", fix: "hookswitch profile list")
        }
        let profile = try file.profile(named: name)
        await Self.revoke(profile)
        file.profiles[name] = nil
        if file.current == name { file.current = nil }
        try store.save(file)
        StandardStream.say("The profile \"\(name)\" is forgotten.")
    }

    /// Revokes a token that a sign-in made: it is this machine's alone, and nobody else has a use for it. That it could not be
    /// done keeps nobody from leaving.
    private static func revoke(_ profile: Profile) async {
        guard case .token(let value)? = profile.credential else { return }
        do {
            let address = try AdminAddress(parsing: profile.url)
            let token = try AdminToken(text: value.reveal())
            try await AdminClient.withClient(of: address, token: token, patience: Self.patience) { client in
                let holder = try await client.get(["me"], as: Holder.self)
                guard holder.operatorID != nil, let id = holder.tokenID else { return }
                try await client.delete(["tokens", id])
                StandardStream.say("The token of this sign-in is revoked.")
            }
        } catch let failure as CommandFailure where failure.status == .authentication {
            StandardStream.say("The token worked no longer: it is expired or revoked.")
        } catch {
            StandardStream.say("The server did not say whose token it was; it works until it is revoked or expires.")
        }
    }
}
