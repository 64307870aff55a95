import ArgumentParser
import Dispatch
import Foundation
import Hookswitch

/// `hookswitch setup production`
struct SetupProduction: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "production",
        abstract: "Make settings, key ring and connection string of an installation for customers' calls.",
        usage: """
            hookswitch setup production
            hookswitch setup production --database-url-file <file> --public-url <url>
                [--settings <file>] [--keyring <file>] [--dry-run]
            """,
        discussion: """
            At a terminal it asks for what is not said, and checks each answer at once. The connection string and the key ring \
            are made beside the settings, readable by root alone: systemd hands them to the service. Nothing that is there \
            is overwritten: a key ring or a connection string is kept, settings are refused. It ends by saying what to do next.
            """
    )

    @Option(
        name: .customLong("database-url-file"),
        help: ArgumentHelp("A file that holds the database's URL; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var databaseURLFile: String?

    @Option(
        name: .customLong("public-url"),
        help: ArgumentHelp("What tenants' webhook URLs begin with: the edge's https address.", valueName: "url")
    )
    var publicURL: String?

    @Option(
        help: ArgumentHelp("The settings file to make. Default: \(Configuration.defaultFile).", valueName: "file"),
        completion: .file()
    )
    var settings: String?

    @Option(
        help: ArgumentHelp("The key ring to make or keep. Default: keyring beside the settings.", valueName: "file"),
        completion: .file()
    )
    var keyring: String?

    @OptionGroup var trial: DryRunOptions
    @OptionGroup var common: CommonOptions

    /// Whether there is somebody to ask.
    private var isAsking: Bool {
        guard !self.common.noInput, self.common.output.isForPeople else { return false }
        return StandardStream.isAnswerable && StandardStream.error.isTerminal
    }

    func run() async throws {
        let interruption = Interruption.endsProcess {
            Interruption.Parting(status: .interrupted, words: "interrupted; nothing was made")
        }
        defer { interruption.cancel() }
        let installation = try self.installation()
        guard !self.trial.isDryRun else { return try self.show(try installation.plan(), of: installation) }
        // From here on Ctrl-C is not heeded: it is done in a moment, and whole.
        interruption.cancel()
        let files = try installation.make()
        let report = SetupReport(
            files: files,
            next: SetupReport.next(installation.places, lacksGroup: installation.isRoot && installation.group == nil),
            settingsText: nil,
            isDryRun: false
        )
        try self.common.data.detail(report)
        self.sayNext(report, at: installation.places)
    }

    /// What is to be made, by all that was said and answered.
    private func installation() throws(CommandFailure) -> SetupInstallation {
        let dialogue = self.isAsking ? self.dialogue : nil
        dialogue?.begin()
        let places = try self.places(dialogue)
        let isThere = SetupPlaces.isThere(places.databaseURL)
        let url = try self.publicURL.map { text throws(CommandFailure) in try Self.option("--public-url", text) }
        let given = try SetupDatabase(file: self.databaseURLFile).given(isThere: isThere)
        if dialogue == nil { try Self.refuseMissing(database: given == nil && !isThere, publicURL: url == nil) }

        let database: ProductionDatabase
        if isThere {
            database = try SetupDatabase.kept(places.databaseURL, given: given)
        } else if let given {
            database = given
        } else {
            database = try Self.asked { () throws(CommandFailure) in try dialogue?.database() }
        }
        let publicURL: BaseURL
        if let url {
            publicURL = url
        } else {
            publicURL = try Self.asked { () throws(CommandFailure) in try dialogue?.publicURL() }
        }
        return SetupInstallation(
            places: places,
            setup: ProductionSetup(publicURL: publicURL, keyringFile: places.keyRing),
            database: database
        )
    }

    private var dialogue: SetupDialogue {
        SetupDialogue(
            palette: self.common.talkPalette,
            width: StandardStream.error.width(environment: ProcessInfo.processInfo.environment)
        )
    }

    private func places(_ dialogue: SetupDialogue?) throws(CommandFailure) -> SetupPlaces {
        let (keyring, isDryRun) = (self.keyring, self.trial.isDryRun)
        let read = { (text: String) throws(SetupRefusal) -> SetupPlaces in
            try SetupPlaces(settings: text, keyRing: keyring, mayExist: isDryRun)
        }
        if self.settings == nil, let dialogue { return try dialogue.settings(read) }
        do throws(SetupRefusal) {
            return try read(self.settings ?? Configuration.defaultFile)
        } catch {
            throw CommandFailure(setup: error)
        }
    }

    private static func option(_ name: String, _ text: String) throws(CommandFailure) -> BaseURL {
        do throws(SetupRefusal) {
            return try ProductionSetup.publicURL(parsing: text)
        } catch {
            throw CommandFailure(setup: error, option: name)
        }
    }

    private static func refuseMissing(database: Bool, publicURL: Bool) throws(CommandFailure) {
        let missing = (database ? ["--database-url-file FILE"] : []) + (publicURL ? ["--public-url URL"] : [])
        guard !missing.isEmpty else { return }
        throw CommandFailure(
            .usage,
            code: "input_needed",
            "not everything was said, and nobody can be asked here",
            why: missing.map { "missing: \($0)" },
            fix: "hookswitch setup production " + missing.joined(separator: " ")
        )
    }

    /// An answer at the terminal; the prompt for secrets does not know what was at stake.
    private static func asked<Answer>(_ ask: () throws(CommandFailure) -> Answer?) throws(CommandFailure) -> Answer {
        do throws(CommandFailure) {
            if let answer = try ask() { return answer }
        } catch {
            guard error.status == .interrupted else { throw error }
        }
        throw CommandFailure(.interrupted, code: "interrupted", "interrupted; nothing was made")
    }

    private func show(_ files: [SetupFile], of installation: SetupInstallation) throws {
        let text = installation.setup.settingsText
        let report = SetupReport(
            files: files,
            next: SetupReport.next(installation.places, lacksGroup: installation.isRoot && installation.group == nil),
            settingsText: text,
            isDryRun: true
        )
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        try self.common.data.lines(lines, model: report)
        for file in files { StandardStream.say("\(file.kind.name): \(TerminalText.visible(file.text))") }
        if files.contains(where: { $0.state == .taken }) {
            StandardStream.say("The settings are there already; without --dry-run that is refused.")
        }
        StandardStream.say("Nothing was changed: this was a dry run.")
    }

    private func sayNext(_ report: SetupReport, at places: SetupPlaces) {
        guard self.common.output.isForPeople else { return }
        if report.files.contains(where: { $0.kind == .keyRing && $0.state == .made }) {
            StandardStream.say(
                "Back the key ring up apart from the database: without it no secret can be opened again."
            )
        }
        if !places.isStandard {
            StandardStream.say(
                "The unit of deploy/systemd looks in /etc/hookswitch: give it these places in a drop-in (LoadCredential=,"
                    + " HOOKSWITCH_CONFIG)."
            )
        }
        StandardStream.say(self.common.talkPalette.bold("Next:"))
        for command in report.next { StandardStream.say("  " + TerminalText.visible(command)) }
    }
}
