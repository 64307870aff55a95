import Foundation

/// Runs programs and waits for them without holding a thread.
enum ChildProcess {
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs a program found by its path or in `PATH` to its end.
    static func run(_ program: String, _ arguments: [String]) async throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        // Files, not pipes: a pipe that nobody reads blocks the program.
        let outputs = try (0..<2).map { _ in try Self.temporaryFile() }
        process.standardOutput = outputs[0].handle
        process.standardError = outputs[1].handle
        let status = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let texts = try outputs.map { output in
            defer { try? FileManager.default.removeItem(at: output.url) }
            return String(decoding: try Data(contentsOf: output.url), as: UTF8.self)
        }
        return Result(status: status, output: texts[0], errors: texts[1])
    }

    private static func temporaryFile() throws -> (url: URL, handle: FileHandle) {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data().write(to: url)
        return (url, try FileHandle(forWritingTo: url))
    }

    /// The program that the package's build put beside the tests.
    static var simulator: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "hookswitch-simulator")
    }
}
