import Foundation

/// A directory of a test's own, removed after it.
public enum TemporaryDirectory {
    /// Lends a new directory.
    public static func withDirectory<Result>(
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let url = FileManager.default.temporaryDirectory.appending(path: "hookswitch-test-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer {
            do {
                try FileManager.default.removeItem(at: url)
            } catch {
                // A test may have removed or moved it on purpose.
            }
        }
        return try await body(url.path)
    }
}
