import Foundation
import Glibc
import NIOPosix

/// The simulator of Entra and Dataverse as a process of its own: our child, and gone when we are.
final class DevSimulator: Sendable {
    /// How long it may take to make its certificates and listen; on a busy machine some seconds.
    private static let startTimeout = DispatchTimeInterval.seconds(30)
    /// How long it may take to stop before it is killed.
    private static let stopTimeout = DispatchTimeInterval.seconds(5)

    private let process: Process
    private let ended: DispatchSemaphore

    private init(process: Process, ended: DispatchSemaphore) {
        self.process = process
        self.ended = ended
    }

    /// Starts it and waits until it listens.
    ///
    /// - Parameters:
    ///   - port: Where it plays Microsoft.
    ///   - controlPort: Where faults are asked for.
    /// - Throws: A ``CommandFailure`` with the last thing that it said.
    static func start(
        demo: DevDemo,
        port: UInt16,
        controlPort: UInt16,
        directory: DevDirectory
    ) async throws -> DevSimulator {
        try await NIOThreadPool.singleton.runIfActive {
            try Self.startAndWait(demo: demo, port: port, controlPort: controlPort, directory: directory)
        }
    }

    /// Stops it and waits until it is gone.
    func stop() async {
        do {
            try await NIOThreadPool.singleton.runIfActive { self.stopAndWait() }
        } catch {
            // The pool of threads has ended, and with it this process; --exit-with-parent does the rest.
        }
    }

    /// The simulator's program.
    ///
    /// - Throws: A ``CommandFailure`` if it is not beside ours.
    @discardableResult
    static func requireProgram() throws -> String {
        let executable = DevProgram.sibling("hookswitch-simulator")
        guard FileManager.default.isExecutableFile(atPath: executable) else {
            throw Self.failure(
                why: ["there is no program \(executable)"],
                fix: "build it: swift build --product hookswitch-simulator"
            )
        }
        return executable
    }

    private static func startAndWait(
        demo: DevDemo,
        port: UInt16,
        controlPort: UInt16,
        directory: DevDirectory
    ) throws -> DevSimulator {
        let executable = try Self.requireProgram()
        try directory.write("", to: directory.simulatorLog)
        let log = try FileHandle(forWritingTo: URL(fileURLWithPath: directory.simulatorLog))
        let output = Pipe()
        let ended = DispatchSemaphore(value: 0)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = [
            "--scenario", demo.scenario, "--port", String(port), "--control-port", String(controlPort),
            "--ca-file", directory.simulatorAuthority, "--exit-with-parent",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = log
        process.terminationHandler = { _ in ended.signal() }
        do {
            try process.run()
        } catch {
            throw Self.failure(why: [(error as NSError).localizedDescription], fix: nil)
        }
        let simulator = DevSimulator(process: process, ended: ended)
        guard Self.waitForLine(from: output) else {
            simulator.stopAndWait()
            let said = try directory.read(directory.simulatorLog)?.split(separator: "\n").suffix(3).map(String.init)
            throw Self.failure(
                why: said ?? [],
                fix: "look at \(directory.typed(directory.simulatorLog))"
            )
        }
        return simulator
    }

    /// Waits for a line that says that it listens. Afterwards the pipe is read on, so that it never fills.
    private static func waitForLine(from pipe: Pipe) -> Bool {
        let gate = DevLineGate()
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let part = handle.availableData
            if part.isEmpty { handle.readabilityHandler = nil }
            gate.take(part)
        }
        return gate.waitForLine(timeout: Self.startTimeout)
    }

    private func stopAndWait() {
        guard self.process.isRunning else { return }
        self.process.terminate()
        guard self.ended.wait(timeout: .now() + Self.stopTimeout) == .timedOut else { return }
        kill(self.process.processIdentifier, SIGKILL)
        self.ended.wait()
    }

    private static func failure(why reasons: [String], fix: String?) -> CommandFailure {
        CommandFailure(.failed, code: "dev_simulator", "the simulator did not start", why: reasons, fix: fix)
    }
}
