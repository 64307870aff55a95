import Foundation

/// The files of this repository, for tests that check what it ships.
enum Repository {
    /// The folder with `Package.swift`: this file is `Tests/TelemetryTests/Repository.swift` in it.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: self.root.appending(path: path), encoding: .utf8)
    }
}
