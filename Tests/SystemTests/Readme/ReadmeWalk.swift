import Foundation
import HookswitchTesting

/// A newcomer who does what the page says, block after block, in one shell.
struct ReadmeWalk {
    /// What stands on the page, and what it is here: other ports, another database.
    let substitutions: [(page: String, here: String)]
    /// Where the newcomer stands: a clone in which `make run` has run.
    let directory: String
    /// What the shell has exported so far.
    private(set) var environment: [String: String]

    /// Begins.
    ///
    /// - Parameter token: The API token that `make run` leaves behind.
    init(
        in directory: String,
        token: String,
        environment: [String: String],
        substitutions: [(page: String, here: String)]
    ) throws {
        self.substitutions = substitutions
        self.directory = directory
        self.environment = environment
        let files = FileManager.default
        for folder in ["/.local", "/.build"] {
            try files.createDirectory(atPath: directory + folder, withIntermediateDirectories: true)
        }
        try (token + "\n").write(toFile: directory + "/.local/token", atomically: true, encoding: .utf8)
        try files.createSymbolicLink(
            atPath: directory + "/.build/release",
            withDestinationPath: BuiltProgram.url("hookswitch").deletingLastPathComponent().path
        )
    }

    /// Saves a block as the file that it names.
    func save(_ block: Readme.Block) throws {
        guard let name = block.fileName else { return }
        let text = self.translated(block.lines)
        try text.write(toFile: self.directory + "/" + name, atomically: true, encoding: .utf8)
    }

    /// Runs commands as one script that ends at the first that fails, and keeps what they exported.
    mutating func run(_ lines: [String]) async throws -> BuiltProgram.Result {
        let exported = self.directory + "/.environment"
        let script = "set -euo pipefail\n\(self.translated(lines))\nenv -0 > '\(exported)'\n"
        let result = try await self.bash(script)
        if result.status == 0 {
            let variables = try Data(contentsOf: URL(filePath: exported)).split(separator: 0).map { entry in
                String(decoding: entry, as: UTF8.self).split(separator: "=", maxSplits: 1).map(String.init)
            }
            self.environment = Dictionary(
                variables.map { ($0[0], $0.count > 1 ? $0[1] : "") },
                uniquingKeysWith: { first, _ in first }
            )
        }
        return result
    }

    private func bash(_ script: String) async throws -> BuiltProgram.Result {
        let arguments = ["-c", script]
        return BuiltProgram.Result(
            try await TestProgram.run("/bin/bash", arguments, environment: self.environment, in: self.directory)
        )
    }

    private func translated(_ lines: [String]) -> String {
        self.substitutions.reduce(lines.joined(separator: "\n") + "\n") { text, substitution in
            text.replacingOccurrences(of: substitution.page, with: substitution.here)
        }
    }
}
