import Postgres
import Routing

extension TenantHealth {
    /// How a tenant is, in one word: the first of these that fits.
    public enum Verdict: String, CaseIterable, Codable, Hashable, Sendable {
        /// It is suspended.
        case suspended
        /// There is no secret to ask the CRM with.
        case noCredential = "no_credential"
        /// The secret has expired.
        case credentialExpired = "credential_expired"
        /// At least half of the calls of the last 15 minutes, of more than 100 the newest 100, took their default route because
        /// something failed.
        case failing
        /// No call came in the last 24 hours.
        case silent
        /// None of these.
        case healthy
    }

    /// So many calls of the last 15 minutes are looked at, the newest: enough to tell half from less, and soon after it began.
    private static let lookedAtCount: Int64 = 100

    /// The verdict on each tenant of a query that has `tenant AS t` and its active `credential AS c`. It reads a few rows of each,
    /// through the key of decisions.
    static func verdict(now: Moment) -> Query {
        let degraded = Outcome.allCases.filter { OutcomeClass($0) == .degraded }.map { "'\($0.rawValue)'" }
        return """
            CASE WHEN t.status = 'suspended' THEN 'suspended'
                WHEN c.credential_id IS NULL THEN 'no_credential'
                WHEN c.expires_at <= \(now) THEN 'credential_expired'
                ELSE coalesce(
                    (
                        SELECT CASE WHEN count(*) FILTER (
                                WHERE r.outcome IN (\(unsafe: degraded.joined(separator: ", ")))
                            ) * 2 >= count(*) THEN 'failing' ELSE 'healthy' END
                        FROM (
                            SELECT d.outcome FROM hookswitch.decision AS d
                            WHERE d.tenant_id = t.tenant_id AND d.decided_at >= \(now.advanced(by: .seconds(-900)))
                            ORDER BY d.decided_at DESC, d.writer_id DESC, d.sequence DESC
                            LIMIT \(Self.lookedAtCount)
                        ) AS r HAVING count(*) > 0
                    ),
                    CASE WHEN EXISTS (
                        SELECT FROM hookswitch.decision AS d
                        WHERE d.tenant_id = t.tenant_id AND d.decided_at >= \(now.advanced(by: .seconds(-86_400)))
                    ) THEN 'healthy' ELSE 'silent' END
                )
            END
            """
    }
}
