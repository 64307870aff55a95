import Foundation
import Glibc

/// A file that is written beside its place and gets its name when it is whole. A name that is taken is never overwritten.
struct DraftFile: Sendable {
    /// Where it will be.
    let path: String
    /// Where it is until then.
    let draft: String

    /// Names a file; nothing is written yet.
    init(path: String) {
        self.path = path
        let url = URL(filePath: path)
        // Beside it, so that the name is given on one file system.
        let name = ".\(url.lastPathComponent).\(UUID().uuidString.lowercased().prefix(8))"
        self.draft = url.deletingLastPathComponent().appending(path: name).path
    }

    /// Writes the draft, down to the disk.
    ///
    /// - Parameter group: The group that it belongs to; `nil` leaves that to the system.
    func write(_ text: String, mode: mode_t, group: gid_t? = nil) throws(CommandFailure) {
        let descriptor = open(self.draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw self.failure(errno) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw self.failure(errno) }
        }
        // The user stays: -1, as chown(2) has it.
        if let group, fchown(descriptor, uid_t.max, group) != 0 { throw self.failure(errno) }
        guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw self.failure(errno) }
    }

    /// Gives the draft its name.
    func publish() throws(CommandFailure) {
        guard link(self.draft, self.path) == 0 else { throw self.failure(errno) }
        self.discard()
        let directory = open(URL(filePath: self.path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { return }
        // The file is there; that its name outlives a power cut is all that this adds.
        fsync(directory)
        close(directory)
    }

    /// Takes the draft away, if there is one.
    func discard() {
        unlink(self.draft)
    }

    private func failure(_ number: Int32) -> CommandFailure {
        let isDenied = number == EACCES || number == EPERM
        return CommandFailure(
            .failed,
            code: "file",
            "\(self.path) cannot be written",
            why: [number == EEXIST ? "it exists already and is not overwritten" : String(cString: strerror(number))],
            fix: isDenied
                ? "as root: sudo hookswitch setup production; or --settings FILE in a directory of your own" : nil
        )
    }
}
