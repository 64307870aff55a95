import ArgumentParser
import Hookswitch

/// `hookswitch tenant offboard SLUG`
struct TenantOffboard: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "offboard",
        abstract: "End a tenant: suspend it, export what is its own, and destroy it after a time.",
        usage: """
            hookswitch tenant offboard <slug> (--export <directory> | --no-export)
                [--grace-days <n> | --now] [--reason <text>] [--yes] [--dry-run]
            """,
        discussion: """
            Its calls take their default route at once. Until it is destroyed, tenant resume cancels it. Then its key, \
            credentials, webhook keys, documents and decisions are gone; its audit stays, and a certificate says what \
            was destroyed. --now destroys it within seconds: type the slug, or say --yes and a --reason.
            """
    )

    /// How long `--now` waits for the end. A server looks every two seconds; decisions go by some ten thousand a second.
    private static let patience = Duration.seconds(120)
    private static let pollInterval = Duration.milliseconds(500)

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(
        help: ArgumentHelp(
            "Write the document, the audit and the decisions into this directory first.",
            valueName: "directory"
        ),
        completion: .directory
    )
    var export: String?

    @Flag(name: .customLong("no-export"), help: "Export nothing: what is destroyed is lost.")
    var isNotExported = false

    @Option(help: ArgumentHelp("Wait so many days. Default: the server's setting, 30.", valueName: "n"))
    var graceDays: Int?

    @Flag(name: .customLong("now"), help: "Destroy it now. This cannot be undone.")
    var isNow = false

    @Flag(name: .customLong("dry-run"), help: "Show what would change, and change nothing.")
    var isDryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What the API takes.
    private struct Order: Encodable {
        enum CodingKeys: String, CodingKey {
            case graceDays = "grace_days"
            case confirm
        }

        let graceDays: Int?
        let confirm: String?
    }

    func validate() throws {
        guard (self.export == nil) == self.isNotExported || self.isDryRun else {
            throw ValidationError("Say where the export goes with --export DIRECTORY, or --no-export.")
        }
        guard !self.isNow || self.graceDays == nil else {
            throw ValidationError("--now and --grace-days exclude each other.")
        }
        let days = 1...OffboardingOrder.graceDays.upperBound
        guard self.graceDays.map(days.contains) ?? true else {
            throw ValidationError("--grace-days is from \(days.lowerBound) to \(days.upperBound); --now is none.")
        }
        guard !self.isNow || self.isDryRun || self.audit.reason != nil else {
            throw ValidationError("--now needs a --reason: what was destroyed cannot be asked for it later.")
        }
    }

    func run() async throws {
        let order = Order(graceDays: self.isNow ? 0 : self.graceDays, confirm: self.isNow ? self.slug : nil)
        let json = try CommandOutput.json(order, isCompact: true)
        if !self.isDryRun { try self.confirm() }
        let (done, offboarding) = try await self.server.withClient { client in
            let client = client.stating(self.audit.reason)
            guard !self.isDryRun else {
                let planned = try await client.post(
                    ["tenants", self.slug, "offboard"],
                    query: [("dry_run", "true")],
                    json: json,
                    as: OffboardedTenant.self
                )
                return (planned, planned.offboarding)
            }
            try await self.exportAll(with: client)
            let done = try await client.post(
                ["tenants", self.slug, "offboard"],
                json: json,
                as: OffboardedTenant.self
            )
            guard self.isNow, let begun = done.offboarding else { return (done, done.offboarding) }
            return (done, try await self.awaitEnd(of: begun, with: client))
        }
        try self.show(done, offboarding)
    }

    /// The slug typed once more is the yes to what cannot be undone.
    private func confirm() throws(CommandFailure) {
        guard self.isNow else {
            let end = self.graceDays.map { "after \($0) days" } ?? "after the server's grace period"
            return try self.common.confirm("\(self.slug) will be suspended now and destroyed \(end). Offboard it?")
        }
        guard !self.common.isConfirmed else { return }
        let question = "\(self.slug) will be destroyed now"
        guard !self.common.noInput else { throw CommandFailure(unasked: question, instead: "add --yes") }
        guard StandardStream.isAnswerable, StandardStream.error.isTerminal else {
            throw CommandFailure(.cancelled, code: "not_confirmed", "this asks first: \(question)", fix: "add --yes")
        }
        StandardStream.ask("\(question), and nothing brings it back. Type its slug: ")
        guard readLine() == self.slug else {
            throw CommandFailure(.cancelled, code: "cancelled", "cancelled; nothing was changed")
        }
    }

    /// Suspends the tenant and writes what is its own. What the export misses are calls that took their default route.
    private func exportAll(with client: AdminClient) async throws {
        let tenant = ["tenants", self.slug]
        // The directory first: one that cannot be made changes nothing.
        let directory = try self.export.map { path throws(CommandFailure) in try ExportDirectory(path) }
        guard let directory else { return }
        _ = try await client.post(tenant + ["suspend"], as: AppliedTenant.self)
        let lines = "application/x-ndjson"
        let document = tenant + ["document"]
        try await directory.download(document, as: "application/json", to: "document.json", with: client)
        try await directory.download(tenant + ["audit", "export"], as: lines, to: "audit.ndjson", with: client)
        let decisions = tenant + ["decisions", "export"]
        try await directory.download(decisions, as: lines, to: "decisions.ndjson", with: client)
        StandardStream.say("Exported to \(directory.path): document.json, audit.ndjson, decisions.ndjson.")
    }

    /// Waits until the tenant is gone, and fetches the certificate.
    private func awaitEnd(of begun: OffboardingView, with client: AdminClient) async throws -> OffboardingView {
        var offboarding = begun
        let deadline = ContinuousClock.now + Self.patience
        while offboarding.state != .destroyed, ContinuousClock.now < deadline {
            try await Task.sleep(for: Self.pollInterval)
            offboarding = try await client.get(["offboardings", offboarding.id], as: OffboardingView.self)
        }
        if offboarding.state == .destroyed, let export {
            let directory = try ExportDirectory(export)
            let address = ["offboardings", offboarding.id, "certificate"]
            try await directory.download(address, as: "application/json", to: "certificate.json", with: client)
        }
        return offboarding
    }

    private func show(_ done: OffboardedTenant, _ offboarding: OffboardingView?) throws {
        guard let offboarding else {
            return try self.common.data.lines(done.changes.map(\.description), model: done)
        }
        try self.common.data.detail(offboarding)
        guard !self.isDryRun else { return }
        let certificate = "hookswitch offboarding certificate \(offboarding.id)"
        switch offboarding.state {
        case .waiting:
            self.common.sayHint("To cancel before then: hookswitch tenant resume \(self.slug)")
            self.common.sayHint("Afterwards: \(certificate) > certificate.json")
        case .destroying:
            self.common.sayHint("It goes on by itself: hookswitch offboarding show \(offboarding.id)")
        case .destroyed:
            self.common.sayHint("\(self.slug) is destroyed. Its certificate: \(certificate)")
        case .cancelled:
            StandardStream.say("It was cancelled meanwhile.")
        }
    }
}
