import HTTPTypes
import Hookswitch

extension Problem {
    /// Why the audit could not be shown.
    init(_ failure: AuditService.Failure) {
        switch failure {
        case .unknownTenant:
            self = .noTenant
        case .ambiguous(let tenants):
            let names = tenants.map(\.description).joined(separator: ", ")
            self = QueryParameters.invalid(
                "tenant",
                code: "ambiguous",
                "several tenants had this slug and are gone; name one by its identity, of the last ones \(names); "
                    + "GET /api/v1/offboardings tells when each of them ended"
            )
        case .restricted:
            let permission = Permission.auditRead.rawValue
            self.init(
                .forbidden,
                "An export of all chains needs the permission \(permission) in all tenants, and this token is for some.",
                fix:
                    "Export one tenant's: GET /api/v1/tenants/{slug}/audit/export, `hookswitch audit export --tenant SLUG`."
            )
        case .busy(let delay):
            self.init(
                .tooManyVerifications,
                "A server does one check of the audit at a time, and one is under way.",
                fix: "Wait as long as Retry-After says, and ask again.",
                headers: [.retryAfter: String(RateLimitFields.seconds(delay))]
            )
        case .cursor:
            self = QueryParameters.invalid("after", code: "wrong_value", "it is the next_cursor of the page before")
        }
    }
}
