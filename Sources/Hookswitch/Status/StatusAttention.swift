import Foundation
import Postgres

/// What Postgres knows of tenants that somebody should look at.
struct StatusAttention: Sendable {
    /// An expiry is told of this long before: a change at the customer's takes days to be made.
    private static let warning = Duration.seconds(30 * 86_400)
    /// How many decisions may wait, in seconds, before that is told: the shipper's own pauses are far shorter.
    private static let unshippedLimit: Int64 = 60
    /// How many tenants are named; the rest are counted.
    private static let namedCount = 5

    /// Tenants whose secret expires soon or has, and when; soonest first.
    let expiring: [(slug: String, at: Moment)]
    /// Tenants whose secret's expiry is unknown, and those without one.
    let unknown: [String]
    /// Tenants that fell silent.
    let silent: [String]
    private let now: Moment

    init(
        expiring: [(slug: String, at: Moment)],
        unknown: [String],
        silent: [String],
        now: Moment
    ) {
        self.expiring = expiring
        self.unknown = unknown
        self.silent = silent
        self.now = now
    }

    /// Asks Postgres.
    ///
    /// - Parameter reach: The tenants that the operator may see.
    init(within reach: TenantReach, now: Moment, through transaction: Transaction) async throws {
        let own = reach.condition(on: "t.tenant_id")
        let secrets = try await transaction.query(
            """
            SELECT t.slug, c.expires_at FROM hookswitch.tenant AS t
            LEFT JOIN hookswitch.credential AS c ON c.tenant_id = t.tenant_id AND c.state = 'active'
            WHERE t.status = 'active' AND \(own) AND (c.expires_at IS NULL OR c.expires_at < \(now.advanced(by: Self.warning)))
            ORDER BY c.expires_at, t.slug
            """
        ).map { row in
            (slug: try row.decode("slug", as: String.self), at: try row.decode("expires_at", as: Moment?.self))
        }
        let day = Duration.seconds(86_400)
        let (yesterday, week) = (now.advanced(by: .zero - day), now.advanced(by: .zero - day * 7))
        let silent = try await transaction.query(
            """
            SELECT t.slug FROM hookswitch.tenant AS t
            WHERE t.status = 'active' AND \(own)
                AND EXISTS (SELECT FROM hookswitch.decision AS d WHERE d.tenant_id = t.tenant_id
                    AND d.decided_at >= \(now.advanced(by: .zero - day * 8)) AND d.decided_at < \(week))
                AND NOT EXISTS (SELECT FROM hookswitch.decision AS d WHERE d.tenant_id = t.tenant_id
                    AND d.decided_at >= \(yesterday))
            ORDER BY t.slug
            """
        ).map { try $0.decode("slug", as: String.self) }
        self.init(
            expiring: secrets.compactMap { secret in secret.at.map { (secret.slug, $0) } },
            unknown: secrets.filter { $0.at == nil }.map(\.slug),
            silent: silent,
            now: now
        )
    }

    /// The items, worst first.
    func items(unshippedSeconds: Int64) -> [AttentionItem] {
        var items: [AttentionItem] = []
        if unshippedSeconds > Self.unshippedLimit {
            let summary = "decisions have waited \(unshippedSeconds) s to be written to Postgres"
            items.append(
                AttentionItem(
                    code: .decisionsUnshipped,
                    count: 1,
                    tenants: [],
                    summary: summary,
                    command: "hookswitch doctor"
                )
            )
        }
        if let first = self.expiring.first {
            let days = (first.at.microseconds - self.now.microseconds) / 86_400_000_000
            let soonest = first.at <= self.now ? "has expired" : "expires in \(days) d"
            items.append(
                self.item(
                    .secretsExpiring,
                    self.expiring.map(\.slug),
                    "the secret of \(first.slug) \(soonest)",
                    command: "hookswitch tenant show \(first.slug)"
                )
            )
        }
        if let first = self.silent.first {
            let command = "hookswitch decision search --tenant \(first) --since 8d"
            items.append(self.item(.tenantsSilent, self.silent, "\(first) has had no call for a day", command: command))
        }
        if let first = self.unknown.first {
            let summary = "nobody said when the secret of \(first) expires"
            let command = "hookswitch tenant show \(first)"
            items.append(self.item(.secretsUnknown, self.unknown, summary, command: command))
        }
        return items
    }

    private func item(
        _ code: AttentionItem.Code,
        _ slugs: [String],
        _ summary: String,
        command: String
    ) -> AttentionItem {
        AttentionItem(
            code: code,
            count: slugs.count,
            tenants: Array(slugs.prefix(Self.namedCount)),
            summary: slugs.count > 1 ? "\(summary), and \(slugs.count - 1) more" : summary,
            command: command
        )
    }
}
