import Foundation
import Glibc

/// A text that somebody changes in their editor.
struct EditedText: Sendable {
    /// The file that the editor works on, which nobody else may read.
    let path: String

    /// Writes the text where the editor finds it.
    ///
    /// - Parameter name: What the file is called, before a part that no other has.
    init(_ text: String, named name: String) throws(CommandFailure) {
        let file = "hookswitch-\(name)-\(UUID().uuidString.lowercased().prefix(8)).yaml"
        self.path = FileManager.default.temporaryDirectory.appending(path: file).path
        let isMade = FileManager.default.createFile(
            atPath: self.path,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade else {
            throw CommandFailure(.failed, code: "file", "\(self.path) cannot be written", fix: "set TMPDIR")
        }
    }

    /// The editor's command as a shell has it; VISUAL goes before EDITOR, as in POSIX's more and crontab.
    static func editor(environment: [String: String]) -> String {
        [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first { !$0.isEmpty } ?? "vi"
    }

    /// Lets somebody change the text, and waits for them.
    ///
    /// - Returns: What it is then.
    func edit() throws(CommandFailure) -> String {
        let environment = ProcessInfo.processInfo.environment
        let editor = Self.editor(environment: environment)
        // The file's name is an argument and no part of the command, so that nothing in it is a command.
        let status = Self.run(["/bin/sh", "-c", editor + " \"$1\"", "sh", self.path], environment: environment)
        guard status == 0 else {
            throw CommandFailure(
                .cancelled,
                code: "editor",
                "the editor ended with a failure, so nothing was changed",
                why: ["\(editor) \(self.path)"],
                fix: "set EDITOR to an editor that is there"
            )
        }
        return try InputFile(path: self.path).text()
    }

    /// Takes the file away.
    func remove() {
        do {
            try FileManager.default.removeItem(atPath: self.path)
        } catch {
            StandardStream.say("\(self.path) could not be removed.")
        }
    }

    /// Runs a program in the foreground of the terminal: Foundation's own way gives it a process group, and a terminal stops
    /// who reads from it in the background.
    ///
    /// - Returns: The status as `waitpid` has it, or another than 0 if it could not be started.
    private static func run(_ arguments: [String], environment: [String: String]) -> Int32 {
        let variables = environment.map { "\($0.key)=\($0.value)" }
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = variables.map { strdup($0) } + [nil]
        defer {
            for text in argv + envp { free(text) }
        }
        var pid: pid_t = 0
        guard let program = arguments.first, posix_spawn(&pid, program, nil, nil, &argv, &envp) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 {
            guard errno == EINTR else { return -1 }
        }
        return status
    }
}
