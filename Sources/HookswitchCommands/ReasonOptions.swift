import ArgumentParser
import Hookswitch

/// Why something is changed.
struct ReasonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for the audit; a ticket's number will do.", valueName: "text"))
    var reason: String?

    func validate() throws {
        guard let reason else { return }
        let isPlain = !reason.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        guard isPlain, reason.unicodeScalars.count <= AuditOrigin.maximumReasonLength else {
            throw ValidationError(
                "--reason is one line of at most \(AuditOrigin.maximumReasonLength) characters."
            )
        }
    }
}
