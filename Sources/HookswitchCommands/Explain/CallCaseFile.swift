import Hookswitch

/// A file of calls and of what is expected of them.
struct CallCaseFile: Sendable {
    let file: InputFile

    /// Reads the cases.
    ///
    /// - Throws: A ``CommandFailure`` with the line of each mistake; nothing was asked then.
    func cases() throws(CommandFailure) -> [CallCase] {
        let text = try self.file.text()
        do {
            return try CallCaseReader().read(text)
        } catch {
            throw CommandFailure(
                error,
                in: self.file.name,
                code: "invalid_cases",
                "\(self.file.name) was refused, and nothing was asked"
            )
        }
    }
}
