@testable import Hookswitch
@testable import HookswitchCommands

/// Tenants as a server would have them, for the wizard's value.
enum SampleTenant {
    static let guid = "6f0c3f0e-0000-4000-8000-0000000000aa"

    /// A tenant with as much done as is said.
    static func stored(
        hasSecret: Bool = true,
        pools: [String] = ["+35840675644"],
        keyCount: Int = 0,
        authentication: String = "apiKey"
    ) -> StoredTenant {
        let credential = TenantView.Credential(fingerprint: "ab12", expiresAt: nil, expiry: "unknown")
        let list = pools.map { DocumentValue.members(["number": .text($0), "name": .text("Sales")]) }
        return StoredTenant(
            view: TenantView(
                id: "ten_a",
                slug: "acme",
                name: "Acme Oy",
                tags: nil,
                readable: true,
                status: .active,
                version: 1,
                region: "FI",
                webhook: .init(path: "/hooks/x", url: nil, authentication: authentication, liveKeyCount: keyCount),
                dataverse: .init(
                    url: "https://acme.crm4.dynamics.com",
                    lookup: "live",
                    fallback: "none",
                    tables: ["contact"]
                ),
                entra: .init(tenant: Self.guid, clientID: Self.guid, credential: hasSecret ? credential : nil),
                poolCount: pools.count,
                createdAt: "2026-11-22T10:00:00.000Z",
                updatedAt: "2026-11-22T10:00:00.000Z"
            ),
            document: .members(["slug": .text("acme"), "pools": .list(list)]),
            liveKeys: (0..<keyCount).map { Self.key($0) }
        )
    }

    /// A verification in which one step stands as is said, and all else is well.
    static func result(_ id: String = "token", _ status: VerificationProbe.Status = .ok) -> VerificationResult {
        VerificationResult(
            probes: [
                VerificationProbe(id: id, status: status, finding: "so it is"),
                VerificationProbe(id: "who_am_i", status: .ok, finding: "well"),
            ]
        )
    }

    /// A key that was made a moment ago.
    static let issued = IssuedWebhookKey(
        id: "whk_a",
        kind: "apiKey",
        value: "hsk_abc",
        user: nil,
        hint: "_abc",
        createdAt: nil
    )

    private static func key(_ index: Int) -> WebhookKeyView {
        WebhookKeyView(
            id: "whk_\(index)",
            kind: "apiKey",
            user: nil,
            hint: "ab\(index)",
            createdAt: "2026-11-22T10:00:00.000Z",
            revokedAt: nil
        )
    }
}
