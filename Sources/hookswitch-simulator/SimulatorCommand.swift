import ArgumentParser
import DynamicsSimulator
import Foundation
import Logging

/// `hookswitch-simulator`: plays a scenario until it is told to stop.
@main
struct SimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hookswitch-simulator",
        abstract: "A stand-in for Entra ID and Dataverse.",
        discussion: """
            Prints one line of JSON on stdout when it answers: {"caFile":…,"controlPort":…,"origin":…,"port":…}. \
            Logs go to stderr. SIGTERM or SIGINT ends it.
            """
    )

    @Option(help: ArgumentHelp("The scenario to play.", valueName: "file"))
    var scenario: String

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port for Entra and Dataverse; 0 lets the system choose.")
    var port = 0

    @Option(help: "The control plane's port on 127.0.0.1; 0 lets the system choose. Without it there is none.")
    var controlPort: Int?

    @Option(help: ArgumentHelp("Where to write the CA certificate (PEM) that clients must trust.", valueName: "file"))
    var caFile: String?

    @Flag(help: "Speak plain HTTP instead of TLS.")
    var plainHTTP = false

    @Flag(help: "Stop when the process that started this one is gone.")
    var exitWithParent = false

    func validate() throws {
        let ports = 0...65_535
        guard ports.contains(self.port) else { throw ValidationError("--port: expected 0 to 65535") }
        if let controlPort = self.controlPort, !ports.contains(controlPort) {
            throw ValidationError("--control-port: expected 0 to 65535")
        }
        guard self.plainHTTP == (self.caFile == nil) else {
            throw ValidationError(
                self.plainHTTP
                    ? "--ca-file: plain HTTP has no certificate"
                    : "--ca-file: needed, or --plain-http"
            )
        }
    }

    func run() async throws {
        let logger = Logger(label: "hookswitch-simulator") { StreamLogHandler.standardError(label: $0) }
        // Before anything else, so that a signal during the start is not lost.
        let stop = StopSignal(includingParentDeath: self.exitWithParent)
        let scenario = try self.readScenario(logger)
        let simulator = try await self.start(scenario, logger: logger)
        if let caFile = self.caFile {
            do {
                try Data(simulator.certificateAuthorityPEM.utf8).write(to: URL(filePath: caFile), options: .atomic)
            } catch {
                logger.error("cannot write the CA certificate", metadata: ["file": "\(caFile)"])
                throw Exit.startFailed
            }
        }
        try self.announce(simulator)
        logger.info("simulator ready", metadata: ["origin": "\(simulator.origin)"])

        let reason = await stop.reason()
        logger.info("simulator stops", metadata: ["reason": "\(reason)"])
        try await simulator.shutdown()
    }

    private func readScenario(_ logger: Logger) throws -> Scenario {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: self.scenario), encoding: .utf8)
        } catch {
            logger.error("cannot read the scenario", metadata: ["file": "\(self.scenario)"])
            throw Exit.startFailed
        }
        do {
            return try Scenario(yaml: text)
        } catch {
            for problem in error.problems {
                logger.error("the scenario is wrong", metadata: ["file": "\(self.scenario)", "problem": "\(problem)"])
            }
            throw Exit.startFailed
        }
    }

    private func start(_ scenario: Scenario, logger: Logger) async throws -> Simulator {
        do {
            return try await Simulator.start(
                scenario: scenario,
                tls: !self.plainHTTP,
                host: self.host,
                port: self.port,
                controlPort: self.controlPort
            )
        } catch {
            logger.error("cannot listen", metadata: ["host": "\(self.host)", "error": "\(error)"])
            throw Exit.startFailed
        }
    }

    private func announce(_ simulator: Simulator) throws {
        let announcement = Announcement(
            port: simulator.port,
            controlPort: simulator.controlPort,
            caFile: self.caFile,
            origin: simulator.origin
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileHandle.standardOutput.write(contentsOf: try encoder.encode(announcement) + Data("\n".utf8))
    }
}
