import ArgumentParser
import Foundation
import Glibc
import Hookswitch
import Logging
import Postgres
import ServiceLifecycle
import UnixSignals

/// `hookswitch dev`
struct Dev: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "Run all of it here: a private Postgres, a simulated Dynamics, a demo tenant, the server.",
        usage: "hookswitch dev [--data <directory>] [--reset]",
        discussion: """
            The first run makes what it needs below one directory; later runs reuse it. Ctrl-C stops what it started and \
            nothing else. Settings of the server, such as HOOKSWITCH_LOG_LEVEL, are taken from the environment; where it \
            listens is not among them.
            """
    )

    @Option(help: ArgumentHelp("Where everything is kept.", valueName: "directory"))
    var data = ".local"

    @Option(help: ArgumentHelp("Where tenant.yaml and scenario.yaml are.", valueName: "directory"))
    var demo: String?

    @Flag(help: "Start afresh: forget what earlier runs made.")
    var reset = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try DevSettings.refuseListeners(in: ProcessInfo.processInfo.environment)
        // What is missing is told before anything is made.
        let demo = try DevDemo(named: self.demo, executable: DevProgram.executable)
        try DevSimulator.requireProgram()
        let directory = try DevDirectory(self.data)
        // Held as long as the process runs.
        let lock = try DevLock(directory)
        if self.reset { try await self.clear(directory) }
        try directory.prepare()

        let palette = self.common.talkPalette
        let name = "Hookswitch \(HookswitchVersion.current)"
        StandardStream.say("\(palette.bold(name)) · development mode · data in \(directory.name)")
        // A level that is none is refused with all other settings before anything is served.
        let level =
            ProcessInfo.processInfo.environment["HOOKSWITCH_LOG_LEVEL"]
            .flatMap { Logger.Level(rawValue: $0) } ?? .info
        let log = ServerLog.inFile(try directory.openLog(), level: level)
        let session = DevSession(directory: directory, demo: demo, steps: DevSteps(palette: palette), log: log)
        // The session ends by itself when a shutdown is asked for, and by its error when a step fails.
        let service = ServiceGroupConfiguration.ServiceConfiguration(
            service: session,
            successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: .gracefullyShutdownGroup,
            serviceName: "dev"
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [service],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: session.logger
            )
        )
        do {
            try await group.run()
        } catch {
            await log.close()
            throw error
        }
        await log.close()
        withExtendedLifetime(lock) {}
    }

    private func clear(_ directory: DevDirectory) async throws {
        try self.common.confirm("Forget the database, the keys and the log in \(directory.name)?")
        try await DevDatabase(directory: directory, logger: .silent).remove()
        try directory.clear()
    }
}
