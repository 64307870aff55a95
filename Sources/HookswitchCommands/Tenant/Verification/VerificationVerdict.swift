import Hookswitch

/// What a verification comes to, and what to do next.
struct VerificationVerdict: Sendable {
    let slug: String
    let result: VerificationResult

    /// The lines.
    ///
    /// - Parameter server: What was typed of the server, as ``TypedServer`` has it.
    func lines(palette: Palette, server: String = "") -> [String] {
        let slug = TerminalText.visible(self.slug)
        let warningCount = self.result.probes.count { $0.status == .warning }
        let warnings = warningCount == 0 ? "" : warningCount == 1 ? ", 1 warning" : ", \(warningCount) warnings"
        let failed = self.result.probes.filter { $0.status == .failed }
        guard let first = failed.first else {
            return [
                "\(slug) passed\(warnings).",
                palette.bold("Next:")
                    + " hookswitch tenant handoff \(slug)\(server)    what to send to Enreach support",
            ]
        }
        let count = failed.count == 1 ? "1 probe" : "\(failed.count) probes"
        return [
            "\(slug): \(count) failed\(warnings).",
            palette.bold("Next:") + " mend \(TerminalText.visible(first.id)), then: hookswitch tenant verify \(slug)"
                + server,
        ]
    }

    /// Says it on standard error.
    func say(palette: Palette) {
        let server = TerminalText.visible(TypedServer.options(in: CommandLine.arguments.dropFirst()))
        self.lines(palette: palette, server: server).forEach(StandardStream.say)
    }
}
