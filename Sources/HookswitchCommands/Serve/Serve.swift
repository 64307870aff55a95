import ArgumentParser
import Hookswitch
import Logging
import ServiceLifecycle
import UnixSignals

/// `hookswitch serve`
struct Serve: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve calls, the admin API and operations until SIGTERM.",
        usage: "hookswitch serve [--config <file>]",
        discussion: """
            Before it listens it checks the configuration, the key ring, the schema and the spool, and exits with 2 if \
            one is wrong. The log goes to standard error. Settings: hookswitch config sample
            """
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let settings = try self.configuration.load()
        let log = ServerLog.onStandardError(format: settings.logFormat, level: settings.logLevel)
        let logger = Logger(label: "hookswitch")
        do {
            let server = try await Server(configuration: settings, logger: logger, log: log)
            logger.info("hookswitch starts", metadata: ["version": "\(HookswitchVersion.current)"])
            var group = ServiceGroupConfiguration(
                services: server.services(),
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
            group.maximumGracefulShutdownDuration = server.maximumShutdownDuration
            try await ServiceGroup(configuration: group).run()
        } catch {
            await log.close()
            throw error
        }
        logger.info("hookswitch has stopped")
        await log.close()
    }
}
