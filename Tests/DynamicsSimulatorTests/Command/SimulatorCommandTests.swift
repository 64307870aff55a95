import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

@Suite struct SimulatorCommandTests {
    struct Announcement: Decodable {
        let port: Int
        let controlPort: Int
        let caFile: String
    }

    private static let scenario = """
        entra:
          - id: \(SimulatorBundle.tenant)
        environments:
          - name: acme
            hosts: [acme.crm4.dynamics.test]
            organizationId: 33333333-0000-4000-8000-000000000001
            entraTenant: \(SimulatorBundle.tenant)
        """

    private static func file(_ text: String) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: url)
        return url
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func announcesItselfServesTLSAndStopsInOrder(signal number: Int32) async throws {
        let scenario = try Self.file(Self.scenario)
        let ca = scenario.appendingPathExtension("pem")
        defer { for file in [scenario, ca] { try? FileManager.default.removeItem(at: file) } }
        let process = Process()
        process.executableURL = ChildProcess.simulator
        process.arguments = [
            "--scenario", scenario.path(), "--control-port", "0", "--ca-file", ca.path(), "--exit-with-parent",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let (ended, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { continuation.yield($0.terminationStatus) }

        try process.run()
        let line = try await Self.firstLine(of: output.fileHandleForReading)
        let announcement = try JSONDecoder().decode(Announcement.self, from: line)
        let result = try await ChildProcess.run(
            "curl",
            [
                "--silent", "--show-error", "--max-time", "10", "--cacert", ca.path(), "--write-out", "%{http_code}",
                "--resolve", "acme.crm4.dynamics.test:\(announcement.port):127.0.0.1",
                "https://acme.crm4.dynamics.test:\(announcement.port)/api/data/v9.2/WhoAmI",
            ]
        )
        let control = try await WireClient(port: announcement.controlPort).get("/counts", host: "localhost")
        kill(process.processIdentifier, number)
        var status: Int32?
        for await value in ended {
            status = value
            break
        }

        #expect(result.output == "401")
        #expect(result.errors.isEmpty)
        #expect(control.text.contains(#"{"acme.crm4.dynamics.test":1}"#))
        #expect(announcement.caFile == ca.path())
        #expect(status == 0)
    }

    @Test func endsWithItsParentWhenAsked() async throws {
        let scenario = try Self.file(Self.scenario)
        let ready = scenario.appendingPathExtension("ready")
        defer { for file in [scenario, ready] { try? FileManager.default.removeItem(at: file) } }
        // The shell starts the simulator, waits until it answers, says which port, and is gone.
        let script = """
            "$1" --scenario "$2" --plain-http --exit-with-parent >"$3" 2>/dev/null &
            until [ -s "$3" ]; do sleep 0.05; done
            echo $!
            """

        let shell = try await ChildProcess.run(
            "sh",
            ["-c", script, "sh", ChildProcess.simulator.path(), scenario.path(), ready.path()]
        )

        let identifier = try #require(Int32(shell.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        let gone = try await ChildProcess.run(
            "sh",
            ["-c", "for n in $(seq 200); do kill -0 \(identifier) 2>/dev/null || exit 0; sleep 0.1; done; exit 1"]
        )
        #expect(gone.status == 0)
    }

    private static func firstLine(of handle: FileHandle) async throws -> Data {
        let (stream, continuation) = AsyncStream.makeStream(of: Data.self)
        handle.readabilityHandler = { continuation.yield($0.availableData) }
        defer { handle.readabilityHandler = nil }
        var text = Data()
        for await part in stream {
            text.append(part)
            if part.isEmpty || text.last == UInt8(ascii: "\n") { break }
        }
        return text
    }

    @Test func refusesABadScenarioWithLineAndPath() async throws {
        let scenario = try Self.file(Self.scenario.replacingOccurrences(of: "hosts:", with: "host:"))
        defer { try? FileManager.default.removeItem(at: scenario) }

        let result = try await ChildProcess.run(
            ChildProcess.simulator.path(),
            ["--scenario", scenario.path(), "--plain-http"]
        )

        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("line 5: environments[0].host: unknown member"))
    }

    @Test(arguments: [
        [], ["--scenario", "x"], ["--scenario", "x", "--plain-http", "--ca-file", "y"],
        ["--scenario", "x", "--plain-http", "--port", "70000"], ["--scenario", "x", "--plain-http", "--frob"],
    ])
    func refusesWrongUsage(arguments: [String]) async throws {
        let result = try await ChildProcess.run(ChildProcess.simulator.path(), arguments)

        #expect(result.status == 64)
        #expect(result.errors.contains("Error: "))
    }

    @Test func refusesAScenarioThatIsNotThere() async throws {
        let result = try await ChildProcess.run(
            ChildProcess.simulator.path(),
            ["--scenario", "/nowhere/at/all.yaml", "--plain-http"]
        )

        #expect(result.status == 2)
        #expect(result.errors.contains("cannot read the scenario"))
    }
}
