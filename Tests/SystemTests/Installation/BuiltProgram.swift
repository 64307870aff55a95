import Foundation

/// The programs that the build put beside the tests, run as an operator runs them.
enum BuiltProgram {
    /// What a program that has ended left.
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Where a program of the build is.
    static func url(_ name: String) -> URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    }

    /// Runs `hookswitch` to its end.
    ///
    /// - Parameter directory: Where its output is kept meanwhile: in files, for a pipe that nobody reads blocks.
    static func hookswitch(
        _ arguments: [String],
        environment: [String: String],
        directory: String
    ) async throws -> Result {
        let process = Process()
        process.executableURL = Self.url("hookswitch")
        process.arguments = arguments
        process.environment = environment
        let base = URL(filePath: directory).appending(path: "command-\(UUID())")
        let files = ["out", "err"].map { base.appendingPathExtension($0) }
        for file in files { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
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
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Result(status: status, output: texts[0], errors: texts[1])
    }
}
