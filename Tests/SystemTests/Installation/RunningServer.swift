import AsyncHTTPClient
import Dispatch
import Foundation
import Synchronization

/// A `hookswitch serve` of the build, from its start to its end.
final class RunningServer: Sendable {
    /// What a test does wrong, or the server does.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The ports of its three listeners.
    let ports: (calls: Int, admin: Int, operations: Int)
    /// Its process.
    let processID: Int32
    /// Where its log is.
    let log: URL

    private let process: Process
    private let ended: AsyncStream<Int32>

    /// Starts a server, and waits until it is ready.
    ///
    /// The test's own end ends it, however that comes about.
    ///
    /// - Parameter launcher: A program with its arguments that in the end becomes the one named after them.
    init(
        environment: [String: String],
        ports: (calls: Int, admin: Int, operations: Int),
        log: URL,
        launcher: [String] = []
    ) async throws {
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments =
            ["--pdeathsig", "KILL", "--"] + launcher + [BuiltProgram.url("hookswitch").path, "serve"]
        process.environment = environment
        process.standardOutput = handle
        process.standardError = handle
        let (ended, continuation) = AsyncStream.makeStream(of: Int32.self)
        let isOver = DispatchSemaphore(value: 0)
        process.terminationHandler = { process in
            continuation.yield(process.terminationStatus)
            continuation.finish()
            isOver.signal()
        }
        try await Self.start(process, until: isOver)
        self.process = process
        self.processID = process.processIdentifier
        self.ports = ports
        self.log = log
        self.ended = ended
        try await self.awaitReadiness()
    }

    /// Starts the process from a thread that lives as long: `--pdeathsig` is about the thread that started it, and those
    /// of a pool end when they have had nothing to do for some seconds.
    private static func start(_ process: Process, until isOver: DispatchSemaphore) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread {
                do {
                    try process.run()
                } catch {
                    continuation.resume(throwing: error)
                    return
                }
                continuation.resume()
                isOver.wait()
            }.start()
        }
    }

    /// Sends it a signal.
    func signal(_ number: Int32) {
        kill(self.processID, number)
    }

    /// Waits for its end.
    ///
    /// - Returns: Its exit code; of a signal, the signal's number.
    func end() async -> Int32 {
        for await status in self.ended { return status }
        return self.process.terminationStatus
    }

    /// Ends it as an operator does, and waits.
    @discardableResult
    func stop() async -> Int32 {
        self.signal(SIGTERM)
        return await self.end()
    }

    /// The text of its log.
    func logText() throws -> String {
        String(decoding: try Data(contentsOf: self.log), as: UTF8.self)
    }

    private func awaitReadiness() async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            guard self.process.isRunning else { break }
            if let answer = try? await Web.get("http://127.0.0.1:\(self.ports.operations)/readyz"), answer.status == 200
            {
                return
            }
            // Nothing tells a stranger's process that it is ready but asking it.
            try await Task.sleep(for: .milliseconds(50))
        }
        self.signal(SIGKILL)
        throw Failure(description: "the server did not become ready:\n\((try? self.logText()) ?? "")")
    }
}
