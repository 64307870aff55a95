import Foundation

extension Installation {
    /// The longest deadline that a call can have: for tests in which time is not the matter, on machines that are busy
    /// with debug builds of TLS.
    static let patient = ["HOOKSWITCH_CALLS_DEADLINE_MILLISECONDS": "4000"]

    /// Runs a server for as long as `body` runs, and stops it.
    ///
    /// - Parameters:
    ///   - name: Tells the spools of several servers apart.
    ///   - settings: What it is given beyond the installation's environment; an empty value takes a variable away.
    ///   - launcher: A program with its arguments that in the end becomes the server.
    func withServer<Result: Sendable>(
        _ name: String = "one",
        settings: [String: String] = [:],
        launcher: [String] = [],
        _ body: (RunningServer) async throws -> Result
    ) async throws -> Result {
        let server = try await self.startServer(name, settings: settings, launcher: launcher)
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(server))
        } catch {
            outcome = .failure(error)
        }
        await server.stop()
        return try outcome.get()
    }

    /// Starts a server, which the caller stops.
    func startServer(
        _ name: String = "one",
        settings: [String: String] = [:],
        launcher: [String] = []
    ) async throws -> RunningServer {
        let ports = FreePort.find(3)
        let listeners = [
            "HOOKSWITCH_CALLS_LISTEN": "127.0.0.1:\(ports[0])",
            "HOOKSWITCH_ADMIN_LISTEN": "127.0.0.1:\(ports[1])",
            "HOOKSWITCH_OPERATIONS_LISTEN": "127.0.0.1:\(ports[2])",
            "HOOKSWITCH_SPOOL_DIRECTORY": self.directory + "/spool-" + name,
        ]
        let environment = self.environment.merging(listeners) { $1 }.merging(settings) { $1 }
        return try await RunningServer(
            environment: environment.filter { $0.key != "ACME_SECRET" && !$0.value.isEmpty },
            ports: (ports[0], ports[1], ports[2]),
            log: URL(filePath: self.directory).appending(path: "server-\(name).log"),
            launcher: launcher
        )
    }

    /// Runs a command against a server, as the installation's operator.
    func command(
        _ arguments: [String],
        to server: RunningServer? = nil,
        environment others: [String: String] = [:]
    ) async throws -> BuiltProgram.Result {
        var environment = self.environment.merging(others) { $1 }
        if let server {
            environment["HOOKSWITCH_URL"] = "http://127.0.0.1:\(server.ports.admin)"
            environment["HOOKSWITCH_TOKEN"] = self.token
        }
        return try await BuiltProgram.hookswitch(arguments, environment: environment, directory: self.directory)
    }

    /// Runs a command that must succeed, and reads its output as JSON.
    func json(_ arguments: [String], to server: RunningServer) async throws -> [String: Any] {
        let result = try await self.command(arguments + ["-o", "json"], to: server)
        guard result.status == 0 else {
            throw RunningServer.Failure(description: "\(arguments): exit \(result.status)\n\(result.errors)")
        }
        let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        guard let object = value as? [String: Any] else {
            throw RunningServer.Failure(description: "\(arguments): not an object: \(result.output)")
        }
        return object
    }

    /// Writes a file of the operator's.
    func write(_ text: String, to name: String) throws -> String {
        let path = self.directory + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
