import ArgumentParser
import Foundation
import Routing

/// Whose caller, and which.
struct CallerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The tenant whose caller it is.", valueName: "slug"), completion: .tenants)
    var tenant: String

    @Option(
        help: ArgumentHelp("The file that holds the number. Without it the number is asked for.", valueName: "file"),
        completion: .file()
    )
    var numberFile: String?

    /// The number as it was given.
    ///
    /// - Throws: A ``CommandFailure`` if it cannot be read.
    private func number() throws(CommandFailure) -> String {
        let text: String
        if let numberFile {
            text = try InputFile(path: numberFile).text()
        } else {
            text = try SecretPrompt.read(
                "The caller's number (not shown): ",
                instead: "--number-file FILE, or a pipe"
            ).reveal()
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The body that the API takes.
    func json() throws -> String {
        try CommandOutput.json(Body(tenant: self.tenant, number: try self.number()), isCompact: true)
    }

    private struct Body: Encodable {
        let tenant: String
        let number: String
    }
}
