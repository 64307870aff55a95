import Foundation
import Hookswitch
import Routing
import ServiceLifecycle

/// What `hookswitch dev` shows once it serves: the demo tenant is there, a call is routed, and this is where to look.
struct DevTour: Sendable {
    /// The tenant of deploy/demo/tenant.yaml.
    private static let slug = "demo"
    /// The first caller of the webhook's documentation; scenario.yaml has him among the contacts.
    private static let caller = "+35850454564"
    /// The demo tenant's pool "Sales".
    private static let pool = "+35840675644"

    /// Where everything is kept.
    let directory: DevDirectory
    /// The demo's files.
    let demo: DevDemo
    /// Where the server listens.
    let places: DevPlaces
    /// The API token of the demo's operator.
    let token: Secret
    /// The list that the steps belong to.
    let steps: DevSteps

    /// Applies the demo tenant through the admin API, sends a call through the webhook and says where to look.
    func run() async throws {
        let address = try AdminAddress(parsing: self.places.adminURL)
        try await AdminClient.withClient(of: address, token: AdminToken(self.token)) { client in
            let tenant = try await self.applyTenant(through: client)
            do {
                try await self.routeCall(of: tenant, through: client)
            } catch {
                guard !Task.isShuttingDownGracefully else { throw error }
                // The server serves all the same, and somebody may want to look at it just now.
                StandardStream.say("")
                FailureBlock(CommandFailure(error)).say(palette: self.steps.palette)
            }
        }
    }

    private func routeCall(of tenant: TenantView, through client: AdminClient) async throws {
        let key = try await DevWebhookKey.findOrMake(slug: Self.slug, directory: self.directory, client: client)
        let call = WebhookCall(
            url: self.places.callsURL + tenant.webhook.path,
            caller: Self.caller,
            pool: Self.pool,
            callID: UUID().uuidString.lowercased()
        )
        let answer = try await call.send(.apiKey(key.value))
        try self.show(call, answer)
        let decision = try await call.decision(of: Self.slug, through: client)
        try self.show(decision, call)
    }

    private func applyTenant(through client: AdminClient) async throws -> TenantView {
        let secret = try self.demo.secret()
        let application = TenantApplication(
            source: self.demo.tenant,
            text: try self.demo.document(simulatorPort: self.places.simulatorPort),
            secrets: .local(environment: [DevDemo.secretVariable: secret], allowInline: false)
        )
        let applied = try await self.steps.take(
            { (applied: AppliedTenant) in
                let change = applied.change == .same ? "as before" : applied.change.rawValue
                return "tenant \"\(applied.slug)\" \(change), \(applied.tenant?.poolCount ?? 0) pools"
            },
            orElse: "tenant \"\(Self.slug)\""
        ) {
            let answer = try await application.apply(through: client, dryRun: false)
            guard let applied = answer.data.first(where: { $0.slug == Self.slug }) else {
                throw CommandFailure(.failed, code: "dev_demo", "\(self.demo.tenant) has no tenant \"\(Self.slug)\"")
            }
            return applied
        }
        guard let tenant = applied.tenant else {
            throw CommandFailure(.failed, code: "dev_demo", "the server does not show the tenant \"\(Self.slug)\"")
        }
        return tenant
    }

    private func show(_ call: WebhookCall, _ answer: WebhookCall.Answer) throws {
        let palette = StandardStream.output.palette(
            environment: ProcessInfo.processInfo.environment,
            color: self.steps.palette.isEnabled ? .auto : .never
        )
        let milliseconds = CallDuration.text(milliseconds: answer.duration / .milliseconds(1))
        let file = self.directory.typed(self.directory.webhookHeader)
        let lines = [
            "",
            palette.bold("A call, sent through the webhook"),
            "  POST \(call.url)",
            "  \(WebhookCallProof.keyHeaderName): (in \(file))",
            "  \(call.body)",
            "",
            palette.bold("The answer") + ", after \(milliseconds) ms",
            "  HTTP \(answer.status)\(answer.body.isEmpty ? "" : "  ")\(TerminalText.visible(answer.body))",
            "",
        ]
        try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }

    private func show(_ decision: DecisionView?, _ call: WebhookCall) throws {
        let line = DevCommandLine(directory: self.directory, places: self.places)
        let why = decision.map { line.hookswitch("why", $0.id) }
        let lines =
            ["Where to look, in another terminal", "  \(why ?? "(its decision has not reached the database yet)")"]
            + [
                "  " + line.hookswitch("decision", "list", "--tenant", Self.slug),
                "  " + line.hookswitch("explain", Self.slug, "--from", Self.caller, "--to", Self.pool),
                "  " + line.curl(url: call.url, body: #"{"anum":"\#(call.caller)","bnum":"\#(call.pool)"}"#),
                "",
                "A tenant of your own, step by step",
                "  " + line.hookswitch("tenant", "onboard"),
                "",
            ]
        try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }
}
