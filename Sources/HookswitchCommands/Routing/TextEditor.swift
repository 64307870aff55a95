import Foundation
import Glibc

/// The editor that a person likes: `VISUAL`, else `EDITOR`, else `vi`.
struct TextEditor: Sendable {
    /// Its command line, as a shell reads it: `code --wait` has an option.
    let command: String

    /// Finds it.
    init(environment: [String: String]) {
        let named = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty }
        self.command = named ?? "vi"
    }

    /// Lets a person edit a file, and waits until the editor ends.
    ///
    /// - Throws: A ``CommandFailure`` if it cannot be started, or says that it failed.
    func edit(_ path: String) throws(CommandFailure) {
        // The file is an argument of its own, whatever is in its name. In our own process group: another would not get the
        // terminal.
        let words = ["sh", "-c", self.command + " \"$1\"", "sh", path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ)
        guard error == 0 else { throw Self.failure(self.command, String(cString: strerror(error))) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw Self.failure(self.command, String(cString: strerror(errno))) }
        }
        // As wait(2) encodes it: zero is an exit with 0.
        guard status == 0 else { throw Self.failure(self.command, "it ended with an error; nothing was changed") }
    }

    private static func failure(_ command: String, _ why: String) -> CommandFailure {
        CommandFailure(
            .failed,
            code: "editor",
            "the editor \(command) did not do it",
            why: [why],
            fix: "set EDITOR, or: hookswitch routing show SLUG > FILE, and then hookswitch routing apply SLUG -f FILE"
        )
    }
}
