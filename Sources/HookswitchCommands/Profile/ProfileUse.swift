import ArgumentParser
import Foundation

/// `hookswitch profile use NAME`
struct ProfileUse: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "use",
        abstract: "Use a profile from now on.",
        usage: "hookswitch profile use <name>"
    )

    @Argument(help: "The profile.", completion: .profiles)
    var name: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try ProfileStore.required(environment: ProcessInfo.processInfo.environment)
        var file = try store.load()
        let profile = try file.profile(named: self.name)
        file.current = self.name
        try store.save(file)
        StandardStream.say("In use: \"\(self.name)\", \(TerminalText.visible(profile.url)).")
    }
}
