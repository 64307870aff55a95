import Foundation

/// A program of the machine that a test asks for its opinion, such as `promtool`.
struct Tool {
    /// What the program said.
    struct Answer {
        let status: Int32
        let output: String
    }

    /// The program is not installed.
    struct Missing: Error, CustomStringConvertible {
        let name: String

        var description: String {
            "\(self.name) is not installed; `make test` installs it (deploy/install-packages test)"
        }
    }

    let path: String

    init(_ name: String) throws {
        let directories = ["/usr/bin", "/usr/local/bin", "/bin", "/usr/sbin"]
        let paths = directories.map { "\($0)/\(name)" }
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw Missing(name: name)
        }
        self.path = path
    }

    /// Runs the program to its end; its output and its errors come together.
    func run(_ arguments: [String], input: String = "", in directory: URL? = nil) async throws -> Answer {
        let work = FileManager.default.temporaryDirectory.appending(path: "hookswitch-tool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        let inputFile = work.appending(path: "input")
        let outputFile = work.appending(path: "output")
        try Data(input.utf8).write(to: inputFile)
        try Data().write(to: outputFile)

        let process = Process()
        process.executableURL = URL(filePath: self.path)
        process.arguments = arguments
        process.currentDirectoryURL = directory ?? work
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        let output = try FileHandle(forWritingTo: outputFile)
        process.standardOutput = output
        process.standardError = output
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return Answer(status: status, output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self))
    }
}
