import ArgumentParser
import Hookswitch

/// `hookswitch config check`
struct ConfigCheck: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read the configuration as the server would. Exits with 6 if the server would not start.",
        usage: "hookswitch config check [--config <file>]"
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        do {
            _ = try self.configuration.load()
        } catch {
            throw CommandFailure(.checkNotPassed, problem: error.problem)
        }
        StandardStream.say("The configuration is in order.")
    }
}
