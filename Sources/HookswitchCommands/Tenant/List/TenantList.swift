import ArgumentParser
import Hookswitch

/// `hookswitch tenant list`
struct TenantList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tenants.",
        usage: """
            hookswitch tenant list [--search <text>] [--state <state>]
                [--health <health>] [--tag <tag>]
            hookswitch tenant list --expires-within 60d -o wide
            hookswitch tenant list -o json
            """,
        discussion: """
            Calls are those of the last 24 hours; of a tenant with more than 5000, 5000 of them. FAIL-OPEN is the share \
            that took its default route because something failed. -o wide has more columns. Calls are counted for \
            tables of up to 200 tenants and for CSV; of more, and for JSON, say --activity. Where counting takes too long \
            there is a –.
            """
    )

    @OptionGroup var limit: WholeListLimit

    @Option(help: ArgumentHelp("Only tenants with this in their slug or name.", valueName: "text"))
    var search: String?

    @Option(
        help: ArgumentHelp("Only these: active or suspended.", valueName: "status"),
        completion: .list(TenantStatus.allCases.map(\.rawValue)),
        transform: ClosedChoice<TenantStatus>.parse
    )
    var status: TenantStatus?

    @Option(
        help: ArgumentHelp("Only those of this STATE: active, suspended or onboarding.", valueName: "state"),
        completion: .list(TenantListState.allCases.map(\.rawValue)),
        transform: ClosedChoice<TenantListState>.parse
    )
    var state: TenantListState?

    @Option(
        help: ArgumentHelp("Only those that are so, such as silent or failing.", valueName: "health"),
        completion: .list(TenantHealth.Verdict.allCases.map(\.rawValue)),
        transform: ClosedChoice<TenantHealth.Verdict>.parse
    )
    var health: TenantHealth.Verdict?

    @Option(help: ArgumentHelp("Only tenants with this tag.", valueName: "tag"))
    var tag: String?

    @Option(help: ArgumentHelp("Only tenants whose secret expires so soon, such as 60d.", valueName: "time"))
    var expiresWithin: LookAhead?

    @Flag(help: "Count the calls of each tenant also of a long list, and where no column shows them.")
    var activity = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.search.map({ TenantCriteria.textLengths.contains($0.count) }) ?? true else {
            throw ValidationError("--search is 1 to \(TenantCriteria.textLengths.upperBound) characters.")
        }
        guard self.state == nil || self.status == nil else { throw ValidationError("Either --state or --status.") }
    }

    func run() async throws {
        let limit = self.limit.count
        let expansion = TenantListExpansion(
            format: self.common.output,
            columns: self.list.layout.columns,
            state: self.state,
            activity: self.activity
        )
        let (found, isWithout) = try await self.server.withClient { client in
            if expansion.isUnasked, limit > TenantListExpansion.maximumUnaskedCount {
                let page = try await self.page(through: client, expand: nil, limit: limit)
                if page.data.count > TenantListExpansion.maximumUnaskedCount { return (page, true) }
            }
            // Which are being brought on is seen here, of all.
            let isSeenHere = self.state == .active || self.state == .onboarding
            let page = try await self.page(through: client, expand: expansion.query, limit: isSeenHere ? .max : limit)
            return (page, false)
        }
        var page = found
        var hasMore = page.hasMore ?? false
        if let state = self.state {
            let all = page.data.filter(state.holds)
            page.data = Array(all.prefix(limit))
            hasMore = hasMore || all.count > limit
        }
        try self.data.list(page.data, model: page)
        guard self.common.output.isForPeople else { return }
        Self.banners(of: page.data).forEach(StandardStream.say)
        if !page.data.isEmpty { StandardStream.say(Self.summary(of: page.data, hasMore: hasMore)) }
        if isWithout { StandardStream.say(TenantListExpansion.notice) }
    }

    private func page(
        through client: AdminClient,
        expand: String?,
        limit: Int
    ) async throws -> ListPage<TenantView> {
        try await client.list(
            ["tenants"],
            query: [
                ("q", self.search), ("status", (self.state?.status ?? self.status)?.rawValue),
                ("tag", self.tag), ("health", self.health?.rawValue),
                ("expires_before", self.expiresWithin?.moment().rfc3339), ("expand", expand),
            ],
            limit: limit
        )
    }

    /// So many notes are told under the table; `tenant show` has each.
    private static let maximumBannerCount = 5

    /// What colleagues should know of tenants of the list.
    static func banners(of tenants: [TenantView]) -> [String] {
        let noted = tenants.filter { $0.note != nil }
        let lines = noted.prefix(Self.maximumBannerCount).map { "! \($0.slug): \(TerminalText.visible($0.note ?? ""))" }
        let left = noted.count - lines.count
        return left > 0 ? lines + ["! \(left) more have a note: hookswitch tenant show SLUG"] : lines
    }

    /// One line under the table: how many, and how many want to be looked at.
    ///
    /// - Parameter hasMore: Whether there are others, which were not asked for: `--limit`.
    static func summary(of tenants: [TenantView], hasMore: Bool = false, now: Moment = .now()) -> String {
        let limit = now.advanced(by: TenantView.secretWarning)
        let expiring = tenants.filter { tenant in
            let expiresAt = tenant.entra?.credential?.expiresAt.flatMap { Moment(rfc3339: $0) }
            return expiresAt.map { $0 < limit } ?? false
        }
        // One that nobody has called yet is being brought on, and not silent.
        let silent = tenants.filter { tenant in
            tenant.status == .active && tenant.activity?.calls == 0 && !(tenant.onboarding?.isUnderWay ?? false)
        }
        var parts = [tenants.count == 1 ? "1 tenant" : "\(tenants.count) tenants"]
        if !silent.isEmpty { parts.append("\(silent.count) silent") }
        if !expiring.isEmpty {
            parts.append("\(expiring.count) \(expiring.count == 1 ? "secret" : "secrets") under 30 days")
        }
        if hasMore { parts.append("there are more, beyond --limit") }
        return parts.joined(separator: " · ")
    }
}
