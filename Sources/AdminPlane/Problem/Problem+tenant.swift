import HTTPTypes
import Hookswitch

extension Problem {
    /// There is no such tenant, or no such version of it.
    init(_ error: TenantError) {
        switch error {
        case .unknownTenant: self = .noTenant
        case .unknownVersion: self.init(.notFound, "The tenant has no such version.")
        }
    }

    /// The document is not of the version that the change was meant for.
    init(_ conflict: VersionConflict) {
        let made = [conflict.actor, conflict.changedAt].compactMap(\.self).joined(separator: ", ")
        let current = "The current version is \(conflict.current)" + (made.isEmpty ? "." : " (\(made)).")
        let sent = conflict.sent.map { "The change is for version \($0). " } ?? ""
        self.init(
            .versionConflict,
            sent + current,
            fix: "Look at what was changed, make your change to the current document, and send its ETag.",
            headers: [.eTag: EntityTag.of(conflict.current)]
        )
        self.currentVersion = conflict.current
        // What stands in the way can be seen from the version that was meant, if there ever was such a one.
        let from = conflict.sent.flatMap { $0 >= 1 && $0 < conflict.current ? $0 : nil } ?? conflict.current - 1
        self.links = ["diff": "/api/v1/tenants/\(conflict.slug)/diff?from=\(max(0, from))&to=\(conflict.current)"]
    }
}
