import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch tenant onboard [SLUG]`
struct TenantOnboard: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "onboard",
        abstract: "Bring a tenant on in seven steps, from its name to a test call.",
        usage: """
            hookswitch tenant onboard [<slug>]
            hookswitch tenant onboard <slug> --name <name> … --no-input
            hookswitch tenant onboard --file <document> --no-input
            """,
        discussion: """
            At a terminal it asks for what options do not say; elsewhere, or with --no-input, it asks nothing, and names \
            all that is missing. What is made is on the server at once: leave whenever you like, and with the slug it goes \
            on at the first step that is not done. From the directory and the application on, nothing has to be typed twice.

            At its end a terminal waits for the first real call, until it comes or you leave with Ctrl-C, which is no failure.

            Pools in CSV have the columns number, name, target (for callers whom Dynamics knows) and otherwise; with when \
            and rule, rows of one number are its rules. Exits with 6 if the verification or the test call failed.
            """
    )

    @Argument(help: "The tenant's slug: a new one, or one to go on with.", completion: .tenants)
    var slug: String?

    @OptionGroup var options: OnboardingOptions

    @Option(
        help: ArgumentHelp("A tenant document, for all that it says.", valueName: "document"),
        completion: .file()
    )
    var file: String?

    @Option(help: ArgumentHelp("How calls prove themselves: apiKey, basic or none.", valueName: "kind"))
    var authentication: String?

    @Option(
        name: .customLong("calls-url"),
        help: ArgumentHelp("Where the test call is sent. Default: the server's public URL.", valueName: "url")
    )
    var callsURL: String?

    @Option(
        help: ArgumentHelp("The hand-off sheet. Default: SLUG-enreach-handoff.txt here.", valueName: "file"),
        completion: .file()
    )
    var handoffFile: String?

    @Flag(help: "Do not wait for the first real call at the end.")
    var noWait = false

    @Flag(help: "Print an e-mail to Enreach support instead of the sheet alone.")
    var mail = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.slug == nil || self.options.slugOption == nil else {
            throw ValidationError("Either the argument or --slug, not both.")
        }
        guard !self.mail || self.common.output.isForPeople else {
            throw ValidationError("--mail is plain text: it goes without -o \(self.common.output.rawValue).")
        }
        if let authentication { _ = try ClosedChoice<WebhookAuthentication>.parse(authentication) }
        if let slug = self.options.slug(argument: self.slug), Slug(parsing: slug) == nil {
            throw ValidationError("A slug is 2 to 40 of a-z, 0-9 and -.")
        }
    }

    /// Whether there is somebody to ask.
    private var isAsking: Bool {
        guard !self.common.noInput, self.common.output.isForPeople else { return false }
        return StandardStream.isAnswerable && StandardStream.error.isTerminal
    }

    func run() async throws {
        let progress = OnboardingProgress()
        let interruption = Interruption.endsProcess { progress.parting }
        defer { interruption.cancel() }
        let callsURL = try self.callsURL.map { try AdminAddress(parsing: $0).text }
        try await self.server.withClient { client in
            let session = OnboardingSession(
                server: OnboardingServer(client: client.stating(self.audit.reason), callsURL: callsURL),
                page: OnboardingPage(
                    palette: self.common.talkPalette,
                    width: StandardStream.error.width(environment: ProcessInfo.processInfo.environment)
                ),
                isAsking: self.isAsking,
                output: self.common.data,
                progress: progress
            )
            let state = try await session.run(try await self.start(session))
            try await OnboardingEnd(
                state: state,
                session: session,
                file: self.handoffFile,
                isMail: self.mail,
                waits: !self.noWait,
                common: self.common
            ).run()
        }
    }

    /// The wizard with all that the command line says, or all that is wrong with that.
    private func start(_ session: OnboardingSession) async throws -> Onboarding {
        let document = try await self.apply(through: session.server.client)
        var answers = OnboardingAnswers()
        answers.authentication = self.authentication
        var state = Onboarding(slug: document ?? self.options.slug(argument: self.slug), answers: answers)
        // What is there already decides what is missing.
        if case .act(.lookUp(let slug)) = state.next {
            _ = state.found(try await session.server.find(slug))
            if state.tenant != nil { session.progress.made(slug) }
        }
        let wrong = try self.options.answer(&state)
        let wrongOptions = Set(wrong.map(\.option))
        let missing = session.isAsking ? [] : state.missing.filter { !wrongOptions.contains($0.option ?? "") }
        guard wrong.isEmpty, missing.isEmpty else { throw Self.usage(wrong, missing) }
        if session.isAsking, state.tenant == nil {
            if let slug = state.answers.slug { StandardStream.say("\(slug) is a new tenant.") }
            StandardStream.say("Ctrl-C leaves at any time. Enter takes what stands in [brackets].")
        }
        return state
    }

    /// Applies the document that was named.
    ///
    /// - Returns: Its slug; `nil` if none was named.
    private func apply(through client: AdminClient) async throws -> String? {
        guard let file else { return nil }
        let application = try TenantApplication(file: InputFile(path: file), allowInlineSecrets: false)
        let documents = try application.documents()
        let named = self.options.slug(argument: self.slug)
        guard let document = documents.first, documents.count == 1, named.map({ $0 == document.slug.text }) ?? true
        else {
            throw CommandFailure(
                .usage,
                code: "usage",
                "--file takes one document, of the tenant that is named",
                fix: "for many: hookswitch tenant apply \(file)"
            )
        }
        _ = try await application.apply(documents, through: client, dryRun: false)
        return document.slug.text
    }

    private static func usage(
        _ wrong: [(option: String, hints: [String])],
        _ missing: [OnboardingQuestion]
    ) -> CommandFailure {
        var failure = CommandFailure(
            .usage,
            code: "usage",
            missing.isEmpty ? "some options will not do" : "some options are missing, and nobody can be asked here",
            fix: "hookswitch tenant onboard --help"
        )
        let wrongIssues = wrong.map { wrong in
            Problem.Issue(path: wrong.option, code: "wrong", detail: wrong.hints.joined(separator: "; "))
        }
        let missingIssues = missing.map { Problem.Issue(path: $0.option, code: "missing", detail: $0.subject) }
        failure.problem.errors = wrongIssues + missingIssues
        return failure
    }
}
