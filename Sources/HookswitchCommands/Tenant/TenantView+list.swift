import Hookswitch

extension TenantView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TENANT"), TableColumn("STATUS"), TableColumn("NAME", .cut(12)),
            TableColumn("POOLS", .optional(2), isNumeric: true), TableColumn("KEYS", .optional(3), isNumeric: true),
            TableColumn("SECRET EXPIRES", .optional(1)),
        ]
    }

    static var emptyNotice: String {
        "There is no tenant yet. Make one: hookswitch tenant onboard, or tenant apply FILE"
    }

    var cells: [String] {
        [
            self.slug, self.readable ? self.status.rawValue : self.status.rawValue + ", unreadable", self.name,
            self.poolCount.map(String.init) ?? "–", String(self.webhook.liveKeyCount), self.expiryText,
        ]
    }

    /// When the tenant's secret expires, as far as anybody told us.
    var expiryText: String {
        guard let entra = self.entra else { return "unknown" }
        guard let credential = entra.credential else { return "no secret" }
        return credential.expiresAt.map { String($0.prefix(10)) } ?? "unknown"
    }
}
