import ArgumentParser
import Hookswitch

/// `hookswitch tenant list`
struct TenantList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tenants.",
        usage: """
            hookswitch tenant list [--search <text>] [--status <status>]
                [--tag <tag>]
            hookswitch tenant list --expires-within 60d -o wide
            hookswitch tenant list -o json
            """,
        discussion: """
            Calls are those of the last 24 hours; of a tenant with more than 5000, 5000 of them. FAIL-OPEN is the share \
            that took its default route because something failed. -o wide has more columns. Calls are counted for \
            tables and CSV; for JSON say --activity.
            """
    )

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Only tenants with this in their slug or name.", valueName: "text"))
    var search: String?

    @Option(
        help: ArgumentHelp("Only these: active or suspended.", valueName: "status"),
        completion: .list(TenantStatus.allCases.map(\.rawValue)),
        transform: ClosedChoice<TenantStatus>.parse
    )
    var status: TenantStatus?

    @Option(help: ArgumentHelp("Only tenants with this tag.", valueName: "tag"))
    var tag: String?

    @Option(help: ArgumentHelp("Only tenants whose secret expires so soon, such as 60d.", valueName: "time"))
    var expiresWithin: LookAhead?

    @Flag(help: "Count the calls of each tenant also where no column shows them.")
    var activity = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit is 1 or more.") }
        guard self.search.map({ TenantCriteria.textLengths.contains($0.count) }) ?? true else {
            throw ValidationError("--search is 1 to \(TenantCriteria.textLengths.upperBound) characters.")
        }
    }

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.list(
                ["tenants"],
                query: [
                    ("q", self.search), ("status", self.status?.rawValue), ("tag", self.tag),
                    ("expires_before", self.expiresWithin?.moment().rfc3339),
                    ("expand", self.needsActivity ? "activity" : nil),
                ],
                limit: self.limit ?? .max,
                of: TenantView.self
            )
        }
        try self.data.list(page.data, model: page)
        if self.common.output.isForPeople, !page.data.isEmpty { StandardStream.say(Self.summary(of: page.data)) }
    }

    /// Whether somebody sees the calls: counting them costs the server more than all else of the list.
    private var needsActivity: Bool {
        guard !self.activity else { return true }
        switch self.common.output {
        case .json, .yaml, .ndjson, .name: return false
        case .table, .wide, .csv: break
        }
        guard let columns = self.list.layout.columns else { return true }
        return columns.contains { TenantView.activityColumns.contains($0.lowercased()) }
    }

    /// One line under the table: how many, and how many want to be looked at.
    static func summary(of tenants: [TenantView], now: Moment = .now()) -> String {
        let limit = now.advanced(by: TenantView.secretWarning)
        let expiring = tenants.filter { tenant in
            let expiresAt = tenant.entra?.credential?.expiresAt.flatMap { Moment(rfc3339: $0) }
            return expiresAt.map { $0 < limit } ?? false
        }
        let silent = tenants.filter { $0.status == .active && $0.activity?.calls == 0 }
        var parts = [tenants.count == 1 ? "1 tenant" : "\(tenants.count) tenants"]
        if !silent.isEmpty { parts.append("\(silent.count) active without a call in 24 h") }
        if !expiring.isEmpty {
            parts.append(
                "\(expiring.count) with a secret that ends within 30 d: hookswitch credential list --expires-within 30d"
            )
        }
        return parts.joined(separator: " · ")
    }
}
