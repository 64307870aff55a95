import Foundation
import HookswitchTesting

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

    /// Runs the program to its end; its errors come behind its output.
    func run(_ arguments: [String], input: String = "", in directory: URL? = nil) async throws -> Answer {
        let result = try await TestProgram.run(self.path, arguments, input: input, in: directory?.path)
        return Answer(status: result.status, output: result.output + result.errors)
    }
}
