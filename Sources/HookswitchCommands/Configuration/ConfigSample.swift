import ArgumentParser
import Hookswitch

/// `hookswitch config sample`
struct ConfigSample: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Print the annotated configuration file, every setting with its default.",
        usage: "hookswitch config sample"
    )

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try StandardStream.output.write(ConfigurationSample().text)
    }
}
