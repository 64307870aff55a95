import Foundation
import Postgres

extension TenantCriteria {
    /// The statement of a page, by slug. Each criterion but the text has an index; the text is compared with slugs and names
    /// alone, of which there are as many as tenants.
    ///
    /// - Parameters:
    ///   - reach: Only these tenants.
    ///   - after: The slug with which the page before ended.
    ///   - limit: How many rows.
    func query(within reach: TenantReach, after: String?, limit: Int) -> Query {
        """
        \(TenantView.query) WHERE \(self.condition(within: reach, after: after)) ORDER BY t.slug LIMIT \(Int64(limit))
        """
    }

    /// The statement that judges the next tenants, of each by a few rows: one row, with those that are so in the order of their
    /// slugs, how many were judged, and the slug of the last.
    func judged(
        _ health: TenantHealth.Verdict,
        within reach: TenantReach,
        after: String?,
        limit: Int,
        now: Moment
    ) -> Query {
        """
        SELECT coalesce(array_agg(j.tenant_id ORDER BY j.slug) FILTER (WHERE j.health = \(health.rawValue)), '{}')
                AS tenant_ids,
            coalesce(array_agg(j.slug ORDER BY j.slug) FILTER (WHERE j.health = \(health.rawValue)), '{}') AS slugs,
            count(*) AS judged_count, max(j.slug) AS last_slug
        FROM (
            SELECT t.tenant_id, t.slug, \(TenantHealth.verdict(now: now)) AS health
            FROM hookswitch.tenant AS t
            LEFT JOIN hookswitch.credential AS c ON c.tenant_id = t.tenant_id AND c.state = 'active'
            WHERE \(self.condition(within: reach, after: after)) ORDER BY t.slug LIMIT \(Int64(limit))
        ) AS j
        """
    }

    private func condition(within reach: TenantReach, after: String?) -> Query {
        var query: Query = "t.slug > \(after ?? "") AND \(reach.condition(on: "t.tenant_id"))"
        if let text {
            query =
                "\(query) AND (strpos(t.slug, \(text.lowercased())) > 0 OR strpos(lower(t.name), lower(\(text))) > 0)"
        }
        switch self.status {
        // A word of our own list, and not a bound value, so that the index of the few is seen to fit.
        case .suspended: query = "\(query) AND t.status = 'suspended'"
        case .active: query = "\(query) AND t.status = 'active'"
        case nil: break
        }
        if let tag { query = "\(query) AND t.document -> 'tags' ? \(tag.text)" }
        if let expiresBefore {
            // Said twice: the second is what the index has.
            query = """
                \(query) AND c.expires_at < \(expiresBefore)
                AND coalesce(c.expires_at, 'infinity'::timestamptz) < \(expiresBefore)
                """
        }
        return query
    }
}
