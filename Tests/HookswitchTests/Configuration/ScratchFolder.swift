import Foundation

/// A folder for one test's files.
struct ScratchFolder {
    let url: URL

    init() throws {
        self.url = FileManager.default.temporaryDirectory.appending(path: "hookswitch-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.url, withIntermediateDirectories: true)
    }

    /// Writes a file and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        let file = self.url.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func remove() {
        // What is left in the temporary folder harms nobody.
        try? FileManager.default.removeItem(at: self.url)
    }
}
