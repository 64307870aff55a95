import Glibc

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
        let isInput = self.path == "-"
        let descriptor = isInput ? STDIN_FILENO : open(self.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw self.failure(errno) }
        defer { if !isInput { close(descriptor) } }
        let data = try self.read(descriptor)
        guard data.count <= Self.maximumSize else {
            throw CommandFailure(.failed, code: "file", "\(self.name) is larger than \(Self.maximumSize) bytes")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure(.failed, code: "file", "\(self.name) is not text in UTF-8")
        }
        return text
    }

    private func read(_ descriptor: Int32) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Self.maximumSize {
            let count = part.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += part.prefix(count)
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw self.failure(errno)
            }
        }
        return bytes
    }

    /// That it cannot be read, and why, in one line: Foundation's sentences name neither file nor cause.
    private func failure(_ code: Int32) -> CommandFailure {
        let reason =
            switch code {
            case ENOENT, ENOTDIR: "there is no such file"
            case EACCES, EPERM: "you may not read it"
            case EISDIR: "it is a directory"
            default: String(cString: strerror(code))
            }
        return CommandFailure(.failed, code: "file", "\(self.name) cannot be read: \(reason)")
    }
}
