import Foundation

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

    /// Refuses to start an editor that nobody can work with.
    ///
    /// - Parameters:
    ///   - isAnswerable: Whether there is a terminal to type at. Without one an editor works that was named: a program that
    ///     changes files, as `EDITOR=…` of a script.
    ///   - instead: What to do instead.
    static func check(
        noInput: Bool,
        isAnswerable: Bool = StandardStream.isAnswerable,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        instead: String
    ) throws(CommandFailure) {
        let isNamed = [environment["VISUAL"], environment["EDITOR"]].contains { !($0 ?? "").isEmpty }
        guard !noInput, isAnswerable || isNamed else {
            let why = noInput ? ["--no-input forbids one"] : ["there is none, and neither VISUAL nor EDITOR is set"]
            throw CommandFailure(.usage, code: "input_needed", "an editor needs a terminal", why: why, fix: instead)
        }
    }

    /// Lets somebody change the text, and waits for them.
    ///
    /// - Returns: What it is then.
    /// - Throws: A ``CommandFailure``; a `CancellationError` if there is no more time, when the editor has been ended.
    func edit() async throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let editor = Self.editor(environment: environment)
        // The file's name is an argument and no part of the command, so that nothing in it is a command.
        let program = ForegroundProcess(
            ["/bin/sh", "-c", editor + " \"$1\"", "sh", self.path],
            environment: environment
        )
        let status = try await program.run()
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
            StandardStream.complain("\(self.path) could not be removed.")
        }
    }
}
