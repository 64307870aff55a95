public import Foundation

/// Runs programs to their ends without holding a thread.
public enum TestProgram {
    /// What a program that has ended left.
    public struct Result: Sendable {
        /// The exit code; of a signal, the signal's number.
        public let status: Int32
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let errors: String
    }

    /// Where a program of the build is: beside the tests.
    public static func built(_ name: String) -> URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    }

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - path: The program's file.
    ///   - environment: All of its variables; `nil` for those of the tests.
    ///   - input: What it reads from standard input.
    ///   - directory: Where it runs; `nil` for where the tests run.
    /// - Throws: What keeps it from starting.
    public static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String: String]? = nil,
        input: String = "",
        in directory: String? = nil
    ) async throws -> Result {
        try await TemporaryDirectory.withDirectory { work in
            // Files, not pipes: a pipe that nobody reads blocks the program.
            let files = ["input", "output", "errors"].map { URL(filePath: work).appending(path: $0) }
            try Data(input.utf8).write(to: files[0])
            for file in files[1...] { try Data().write(to: file) }
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            if let environment { process.environment = environment }
            if let directory { process.currentDirectoryURL = URL(filePath: directory) }
            process.standardInput = try FileHandle(forReadingFrom: files[0])
            process.standardOutput = try FileHandle(forWritingTo: files[1])
            process.standardError = try FileHandle(forWritingTo: files[2])
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
            let texts = try files[1...].map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
            return Result(status: status, output: texts[0], errors: texts[1])
        }
    }
}
