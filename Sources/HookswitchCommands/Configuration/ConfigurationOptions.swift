import ArgumentParser
import Foundation
import Hookswitch

/// Where a command that works on the installation itself finds its settings.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration file. Default: HOOKSWITCH_CONFIG, else /etc/hookswitch/hookswitch.yaml if it is there.",
            valueName: "file"
        )
    )
    var config: String?

    /// Reads the configuration.
    ///
    /// - Throws: A ``CommandFailure`` with everything that is wrong in it.
    func load() throws(CommandFailure) -> Configuration {
        do {
            return try Configuration.load(environment: ProcessInfo.processInfo.environment, configFile: self.config)
        } catch {
            throw CommandFailure(configuration: error)
        }
    }
}
