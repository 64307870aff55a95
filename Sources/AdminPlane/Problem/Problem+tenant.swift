import HTTPTypes
import Hookswitch

extension Problem {
    /// A draft cannot be held against a stored document that nobody can read. There are no issues: the draft has none.
    static let unreadableTenant = Problem(
        .invalidDocument,
        "The tenant's stored document is not one that this version accepts, so nobody can tell where its secret belongs. The "
            + "draft was not looked at.",
        fix:
            "Mend the tenant first: `GET /api/v1/tenants/{slug}/document` has what is stored. Or explain with a fixture."
    )

    /// There is no such tenant, or no such version of it.
    init(_ error: TenantError) {
        switch error {
        case .unknownTenant: self = .noTenant
        case .unknownVersion: self.init(.notFound, "The tenant has no such version.")
        case .notDraft:
            self.init(
                .tenantNotDraft,
                "The tenant has answered calls, though they may not be shipped yet, or is being offboarded.",
                fix: "`POST …/offboard` (`hookswitch tenant offboard`) ends a tenant that was in service."
            )
        case .shipping:
            self.init(
                .unavailable,
                "A server is in the middle of shipping decisions and does not get on.",
                fix: "Ask again after some seconds; `hookswitch doctor` says more."
            )
        case .slugTaken:
            self.init(
                .slugTaken,
                "There is a tenant of this slug, with another external id or none.",
                fix: "Choose another slug, or give that tenant the external id first: `PATCH /api/v1/tenants/{slug}`."
            )
        case .externalIDTaken:
            self.init(
                .preconditionFailed,
                "There is a tenant of this external id, so that If-None-Match does not hold.",
                fix: "Send its ETag as If-Match to replace its document."
            )
        case .unknownExternalID:
            self.init(
                .preconditionFailed,
                "There is no tenant of this external id, so that If-Match does not hold.",
                fix: "Send `If-None-Match: *` to make it."
            )
        }
    }

    /// The document is not of the version that the change was meant for.
    init(_ conflict: VersionConflict) {
        let made = [conflict.actor, conflict.changedAt].compactMap(\.self).joined(separator: ", ")
        let current = "The current version is \(conflict.current)" + (made.isEmpty ? "." : " (\(made)).")
        let sent =
            conflict.isOfTheRest
            ? "The tenant's note, status, secret or keys changed. "
            : conflict.sent.map { "The change is for version \($0). " } ?? ""
        self.init(
            .versionConflict,
            sent + current,
            fix: "Look at what was changed, make your change to what is there now, and send its ETag.",
            headers: [
                .eTag: conflict.revision.map { EntityTag.of(conflict.current, revision: $0) }
                    ?? EntityTag.of(conflict.current)
            ]
        )
        self.currentVersion = conflict.current
        // What stands in the way can be seen from the version that was meant, if there ever was such a one.
        let from = conflict.sent.flatMap { $0 >= 1 && $0 < conflict.current ? $0 : nil } ?? conflict.current - 1
        self.links = ["diff": "/api/v1/tenants/\(conflict.slug)/diff?from=\(max(0, from))&to=\(conflict.current)"]
    }
}
