import ArgumentParser
import Foundation

/// `hookswitch logout`
struct Logout: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Forget a profile and its API token.",
        usage: "hookswitch logout [<profile>]",
        discussion:
            "Without a name it is the profile in use. The token itself stays valid until it is revoked or expires."
    )

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
        _ = try file.profile(named: name)
        file.profiles[name] = nil
        if file.current == name { file.current = nil }
        try store.save(file)
        StandardStream.say("The profile \"\(name)\" is forgotten.")
    }
}
