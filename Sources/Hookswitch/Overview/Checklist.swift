/// How far a tenant is brought on: the seven steps of `hookswitch tenant onboard`.
public struct Checklist: Codable, Hashable, Sendable {
    /// One step.
    public struct Step: Codable, Hashable, Sendable {
        /// Its name, as the wizard has it.
        public let step: Name
        /// Whether it is done.
        public let isDone: Bool
        /// By what that is known, or what is missing, as a sentence without a full stop.
        public let detail: String
        /// What to run next; `nil` of what is done.
        public let command: String?

        enum CodingKeys: String, CodingKey {
            case step, detail, command
            case isDone = "done"
        }
    }

    /// The steps, in order.
    public enum Name: String, CaseIterable, Codable, Hashable, Sendable {
        /// What the tenant is called.
        case tenant
        /// Where its Dynamics 365 is.
        case dynamics
        /// What Hookswitch shows to Microsoft.
        case credential
        /// Whether all of that works.
        case verify
        /// Which numbers are asked about, and where their calls go.
        case pools
        /// How Enreach proves itself.
        case key
        /// A call through all of it.
        case call
    }

    /// What is known of calls.
    struct Calls: Hashable, Sendable {
        /// When the last was.
        let lastAt: Moment?
        /// Whether the CRM answered for one of the newest.
        let isAnswered: Bool
    }

    /// The tenant's slug.
    public let slug: String
    /// How many steps are done.
    public let done: Int
    /// How many steps there are.
    public let total: Int
    /// The steps, in order.
    public let steps: [Step]

    /// Looks how far a tenant is.
    init(_ tenant: TenantView, calls: Calls, now: Moment) {
        let slug = tenant.slug
        let step = { (name: Name, isDone: Bool, done: String, missing: String, command: String) in
            Step(
                step: name,
                isDone: isDone,
                detail: isDone ? done : missing,
                command: isDone ? nil : "hookswitch " + command
            )
        }
        let credential = tenant.entra?.credential
        let expiresAt = credential?.expiresAt.flatMap { Moment(rfc3339: $0) }
        let isExpired = expiresAt.map { $0 <= now } ?? false
        let poolCount = tenant.poolCount ?? 0
        let needsKey = tenant.webhook.authentication != WebhookAuthentication.none.rawValue
        let keyCount = tenant.webhook.liveKeyCount
        let steps = [
            step(.tenant, true, "\(tenant.name)", "", ""),
            step(
                .dynamics,
                tenant.dataverse != nil,
                tenant.dataverse?.url ?? "",
                "this version of hookswitch cannot read the tenant's document",
                "tenant show \(slug)"
            ),
            step(
                .credential,
                credential != nil && !isExpired,
                credential?.expiresAt.map { "the secret expires at \($0)" } ?? "nobody said when the secret expires",
                credential == nil ? "there is no secret" : "the secret has expired",
                "credential replace \(slug)"
            ),
            step(
                .verify,
                calls.isAnswered,
                "Dynamics 365 answered for a call",
                "Dynamics 365 has not answered for any of the newest calls",
                "tenant verify \(slug)"
            ),
            step(
                .pools,
                poolCount > 0,
                poolCount == 1 ? "1 pool" : "\(poolCount) pools",
                "there is no pool",
                "tenant onboard \(slug)"
            ),
            step(
                .key,
                !needsKey || keyCount > 0,
                needsKey
                    ? (keyCount == 1 ? "1 live key" : "\(keyCount) live keys")
                    : "the webhook takes calls without a key",
                "no key is live: every call is refused",
                "webhook-key create \(slug)"
            ),
            step(
                .call,
                calls.lastAt != nil,
                calls.lastAt.map { "the last call was at \($0.rfc3339)" } ?? "",
                "there was no call in the last 31 days",
                "tenant handoff \(slug)"
            ),
        ]
        self.slug = slug
        self.done = steps.count { $0.isDone }
        self.total = steps.count
        self.steps = steps
    }
}
