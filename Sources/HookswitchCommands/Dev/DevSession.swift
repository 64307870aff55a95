import Foundation
import Hookswitch
import Logging
import Postgres
import ServiceLifecycle

/// One run of `hookswitch dev`: starts things in order, serves until a shutdown, and stops in reverse what it started.
struct DevSession: Service {
    /// Where everything is kept.
    let directory: DevDirectory
    /// The demo's files.
    let demo: DevDemo
    /// The list of steps that people see.
    let steps: DevSteps
    /// Where the process's log goes.
    let log: ServerLog
    /// Where the server logs.
    let logger = Logger(label: "hookswitch")

    func run() async throws {
        let database = try await DevDatabase(directory: self.directory, logger: self.logger)
        let failure = await self.failure { try await self.run(on: database) }
        // Whatever happened: nothing that we started stays.
        let start = ContinuousClock.now
        try await database.stop()
        // Below the terminal's own ^C.
        StandardStream.say("")
        self.steps.done("stopped", in: ContinuousClock.now - start)
        if let failure { throw failure }
    }

    private func run(on database: DevDatabase) async throws {
        try await cancelWhenGracefulShutdown { try await self.start(database) }
        let places = DevPlaces.choose()
        places.notices.forEach { StandardStream.say("  ! \($0)") }
        let simulator = try await self.startSimulator(places)
        let failure = await self.failure { try await self.serve(database: database, places: places) }
        await simulator.stop()
        if let failure { throw failure }
    }

    private func start(_ database: DevDatabase) async throws {
        try await self.steps.take("private PostgreSQL, reached by a Unix socket only") { try await database.start() }
        if database.server.isElsewhere {
            StandardStream.say("    its files are in \(database.server.directory), where its user can go")
        }
        _ = try await self.steps.take(
            { (version: Int32, count: Int) in
                "schema at version \(version)" + (count > 0 ? ", \(count) steps applied" : "")
            },
            orElse: "schema"
        ) {
            try await database.migrate()
        }
        guard !FileManager.default.fileExists(atPath: self.directory.keyRing) else { return }
        try await self.steps.take("key ring made, for development only") {
            _ = try KeyRingFile(path: self.directory.keyRing).create()
        }
    }

    private func startSimulator(_ places: DevPlaces) async throws -> DevSimulator {
        try await self.steps.take("simulator of Entra and Dataverse on \(places.simulatorURL)") {
            try await DevSimulator.start(
                demo: self.demo,
                port: places.simulatorPort,
                controlPort: places.controlPort,
                directory: self.directory
            )
        }
    }

    private func serve(database: DevDatabase, places: DevPlaces) async throws {
        let settings = try DevSettings(directory: self.directory, database: database, places: places).configuration()
        let start = ContinuousClock.now
        // Nobody stands before us to take calls elsewhere, so there is nothing to wait for at the end.
        let server = try await Server(
            configuration: settings,
            logger: self.logger,
            log: self.log,
            lameDuckDuration: .zero
        )
        let token = try await DevToken.findOrMake(in: self.directory, by: server.tokens)
        let tour = DevTour(
            directory: self.directory,
            demo: self.demo,
            places: places,
            token: token,
            steps: self.steps
        )
        var group = ServiceGroupConfiguration(
            services: server.services {
                self.steps.done("calls on \(places.callsURL)", in: ContinuousClock.now - start)
                StandardStream.say("    admin API on \(places.adminURL), operations on \(places.operationsURL)")
                try await tour.run()
                StandardStream.say("Press Ctrl-C to stop. Data is kept; `hookswitch dev --reset` starts afresh.")
            },
            logger: self.logger
        )
        group.maximumGracefulShutdownDuration = server.maximumShutdownDuration
        try await ServiceGroup(configuration: group).run()
    }

    /// What went wrong, if anything; a shutdown that was asked for is nothing wrong.
    private func failure(_ work: () async throws -> Void) async -> (any Error)? {
        do {
            try await work()
            return nil
        } catch {
            return Task.isShuttingDownGracefully ? nil : error
        }
    }
}
