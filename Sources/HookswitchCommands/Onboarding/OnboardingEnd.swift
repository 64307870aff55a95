import ArgumentParser
import Hookswitch

/// The end of an onboarding: the sheet for Enreach, and then, at a terminal, the first real call.
struct OnboardingEnd: Sendable {
    let state: Onboarding
    let session: OnboardingSession
    /// Where the sheet is kept; `nil` is a name of its own in the current directory.
    let file: String?
    /// Whether an e-mail is printed instead of the sheet alone.
    let isMail: Bool
    /// Whether the first real call is waited for.
    let waits: Bool
    let common: CommonOptions

    /// Prints the sheet, keeps it, waits, and says what comes next.
    ///
    /// - Throws: `ExitCode` 6 if the verification or the test call failed.
    func run() async throws {
        guard let report = OnboardingReport(self.state), let sheet = self.state.sheet else { return }
        let slug = report.tenant.slug
        try self.print(sheet, report)
        self.keep(TenantHandoff.safe(sheet.text), slug: slug)
        guard self.state.verdict == .passed else {
            self.common.sayNext("hookswitch tenant verify \(slug)    until it passes")
            throw ExitCode(CommandStatus.checkNotPassed.rawValue)
        }
        guard self.state.call?.wasAnswered ?? true else {
            self.common.sayNext("hookswitch tenant onboard \(slug)    for another test call")
            throw ExitCode(CommandStatus.checkNotPassed.rawValue)
        }
        guard self.waits, self.session.isAsking else {
            return self.common.sayNext("hookswitch decision list --tenant \(slug)    once Enreach calls")
        }
        try await self.awaitCall(of: slug)
    }

    private func print(_ sheet: HandoffSheet, _ report: OnboardingReport) throws {
        guard self.common.output.isForPeople else { return try self.common.data.lines([], model: report) }
        StandardStream.say("\nSend this to Enreach support, who switch SmartRouting on; the key apart from it:\n")
        try StandardStream.output.write(TenantHandoff.safe(self.isMail ? sheet.mail : sheet.text))
    }

    private func keep(_ text: String, slug: String) {
        let file = self.file ?? "\(slug)-enreach-handoff.txt"
        do throws(CommandFailure) {
            try PrivateFile.write(text, to: file)
            StandardStream.say("The sheet is in \(file).")
        } catch {
            // It was printed; all else is done.
            FailureBlock(error).say(palette: self.common.talkPalette)
        }
    }

    private func awaitCall(of slug: String) async throws {
        self.session.progress.done()
        StandardStream.say("\nWaiting for the first real call… (Ctrl-C leaves; the checklist stays open)")
        let call: DecisionView
        do {
            call = try await FirstCallWait(client: self.session.server.client, slug: slug).first()
        } catch let failure as CommandFailure {
            // The tenant is set up all the same; only looking is not possible.
            FailureBlock(failure).say(palette: self.common.talkPalette)
            return self.common.sayNext("hookswitch decision list --tenant \(slug)    once Enreach calls")
        }
        StandardStream.say(" \(self.common.talkPalette.good("✔")) " + FirstCall.text(of: call))
        self.common.sayNext("hookswitch why \(call.id)")
    }
}
