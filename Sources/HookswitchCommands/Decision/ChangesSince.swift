import Hookswitch

/// What became of a tenant's document since a call was decided by it.
struct ChangesSince: Sendable {
    /// More changes are counted, not shown: the call is what one looks at.
    private static let maximumShownCount = 5

    /// The version in use.
    let version: TenantVersionView
    /// What differs, member by member.
    let changes: [DocumentChange]

    /// Asks for what changed.
    ///
    /// - Returns: `nil` if nothing did, or if whoever asks may not see tenants.
    static func find(_ explanation: DecisionExplanation, through client: AdminClient) async throws -> ChangesSince? {
        guard explanation.version != explanation.currentVersion else { return nil }
        let tenant = ["tenants", explanation.decision.tenant]
        do {
            let page: ListPage<TenantVersionView> = try await client.get(tenant + ["versions"], query: [("limit", "1")])
            guard let version = page.data.first else { return nil }
            let diff: Hookswitch.TenantDiff = try await client.get(
                tenant + ["diff"],
                query: [("from", String(explanation.version)), ("to", String(version.version))]
            )
            return ChangesSince(version: version, changes: diff.changes)
        } catch let failure as CommandFailure where failure.status != .unavailable {
            // Why the call went where it went is known all the same.
            return nil
        }
    }

    /// Who made the version in use, when, and what differs in it.
    var lines: [String] {
        let actor = self.version.actor.map { " by \(TerminalText.visible($0))" } ?? ""
        let heading =
            "Changed since: version \(self.version.version)\(actor), \(LocalTime.short(self.version.createdAt))"
        let shown = self.changes.prefix(Self.maximumShownCount).map { "  " + TerminalText.visible("\($0)") }
        let hiddenCount = self.changes.count - shown.count
        return [heading] + shown + (hiddenCount > 0 ? ["  and \(hiddenCount) more"] : [])
    }
}
