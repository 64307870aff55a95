import Foundation

/// A file that a command was given, or standard input.
struct InputFile: Sendable {
    /// The largest file that is read; the documents inside have a limit of their own, which is lower.
    private static let maximumSize = 16 * 1024 * 1024

    /// The path; `-` is standard input.
    let path: String

    /// What messages call it.
    var name: String {
        self.path == "-" ? "standard input" : self.path
    }

    /// Reads it as UTF-8.
    ///
    /// - Throws: A ``CommandFailure`` if it cannot be read, is too large or is not text.
    func text() throws(CommandFailure) -> String {
        let data: Data
        do {
            let isInput = self.path == "-"
            let url = URL(fileURLWithPath: self.path)
            let handle = isInput ? FileHandle.standardInput : try FileHandle(forReadingFrom: url)
            data = try Self.read(handle)
            if !isInput { handle.closeFile() }
        } catch {
            throw CommandFailure(
                .failed,
                code: "file",
                "\(self.name) cannot be read",
                why: [(error as NSError).localizedDescription]
            )
        }
        guard data.count <= Self.maximumSize else {
            throw CommandFailure(.failed, code: "file", "\(self.name) is larger than \(Self.maximumSize) bytes")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure(.failed, code: "file", "\(self.name) is not text in UTF-8")
        }
        return text
    }

    private static func read(_ handle: FileHandle) throws -> Data {
        var data = Data()
        while data.count <= Self.maximumSize, let part = try handle.read(upToCount: 65_536), !part.isEmpty {
            data += part
        }
        return data
    }
}
